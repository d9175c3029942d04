"""How far a save is can be seen from outside while it goes on."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from community.people.models import User
from shop.listings import shelving
from shop.spreadsheets import creating, keeping, saving
from shop.spreadsheets.counting import done_of
from shop.spreadsheets.models import Import
from tests.cast import seller_of
from tests.shop.spreadsheets.bringing import (
    choose_categories,
    finish,
    plant_template_categories,
    take_columns,
)

ROWS = "รหัสสินค้า,ชื่อสินค้า,หมวดหมู่,ราคา,จำนวนคงเหลือ\nN1,ผ้า,x,10,1\nN2,หมวก,x,10,1\nN3,เสื้อ,x,10,1\n"


@pytest.mark.django_db(transaction=True)
def test_a_save_tells_after_each_batch_and_waits_for_nobody(
    mali: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant_template_categories()
    upload = SimpleUploadedFile("goods.csv", ROWS.encode())
    brought = finish(keeping.bring(upload, seller_of(mali), mali))
    brought = choose_categories(take_columns(brought, mali))
    seen: list[int] = []
    real = shelving.put_on_sale

    def put_on_sale(*arguments: Any) -> Any:
        seen.append(done_of(Import.objects.get(pk=brought.pk)))
        return real(*arguments)

    monkeypatch.setattr(creating, "LISTINGS_AT_ONCE", 1)
    monkeypatch.setattr(creating.shelving, "put_on_sale", put_on_sale)
    saving.confirm(brought, mali)

    assert seen == [0, 1, 2]
    assert (brought.state, brought.new_count) == (Import.State.SAVED, 3)
