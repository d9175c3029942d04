from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from community.banking import changing, warning
from community.channels.models import Notice
from community.channels.sending import send
from community.people.models import User
from community.sellers.models import Seller
from tests.community.banking.accounts import WANTED, make_account

pytestmark = pytest.mark.django_db


def test_an_owner_is_told_by_every_way_and_each_can_stop_it(
    malis_shop: Seller, mali: User, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    mali.phone, mali.phone_verified, mali.language = "+66812345678", True, "en"
    mali.save()

    changing.ask(malis_shop, WANTED, mali)
    send(Notice.objects.get().pk)
    [job] = ProcrastinateJob.objects.filter(task_name=warning.TELL_ALSO)
    warning.tell_also(**job.args)

    [letter] = mail.outbox
    [sms] = (tmp_path / "sms").iterdir()
    for text in (letter.body, sms.read_text("utf-8")):
        assert "/payout-account/stop/" in text
    assert letter.subject == (
        "Mali's Loom: somebody asks for another payout account, Krungthai Bank ending in 3210."
    )


def test_it_is_said_in_thai(malis_shop: Seller, mali: User) -> None:
    make_account(malis_shop)
    account = changing.ask(malis_shop, WANTED, mali)
    changing.confirm(account, mali)

    for notice in Notice.objects.order_by("pk"):
        send(notice.pk)

    subjects = [letter.subject for letter in mail.outbox]
    assert subjects[1].startswith("กี่แม่มะลิ: ตั้งแต่พรุ่งนี้เงินจะเข้า ธนาคารกรุงไทย ลงท้าย 3210")
