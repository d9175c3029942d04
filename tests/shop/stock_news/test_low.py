from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from community.channels.models import Notice
from community.channels.wording import text_of
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.listings.models import Variant
from shop.stock.models import Movement
from shop.stock.moving import By, move
from shop.stock_news.low import tell_what_is_low
from shop.stock_news.models import LowStock
from tests.cast import join_team, make_listing, make_user

pytestmark = pytest.mark.django_db


def change(variant: Variant, by_how_much: int, by: User) -> None:
    move(variant.stock_record_id, by_how_much, Movement.Why.CORRECTION, By(by))


def test_the_team_hears_of_all_that_is_low_in_one_message(malis_shop: Seller, mali: User) -> None:
    make_listing(malis_shop, stock=2, low_stock=2, title_th="ผ้าขาวม้า", slug="a")
    make_listing(malis_shop, stock=0, low_stock=2, title_th="ย่าม", slug="b")
    make_listing(malis_shop, stock=3, low_stock=2, title_th="หมวก", slug="c")
    join_team(malis_shop, make_user("packer@example.org"), SellerMember.Role.PACKER)

    assert tell_what_is_low() == 2

    text = text_of(Notice.objects.get())
    assert Notice.objects.get().user == mali
    assert "ย่าม หมดแล้ว" in text
    assert "ผ้าขาวม้า เหลือ 2 ผืน" in text
    assert "หมวก" not in text


def test_it_is_told_once_and_again_when_none_is_left(malis_shop: Seller, mali: User) -> None:
    variant = make_listing(malis_shop, stock=2, low_stock=2).variants.get()
    assert (tell_what_is_low(), tell_what_is_low()) == (1, 0)

    change(variant, -2, mali)

    assert (tell_what_is_low(), tell_what_is_low()) == (1, 0)


def test_what_goes_up_and_down_is_told_of_once_a_day(malis_shop: Seller, mali: User) -> None:
    variant = make_listing(malis_shop, stock=2, low_stock=2).variants.get()
    tell_what_is_low()
    change(variant, 3, mali)
    assert tell_what_is_low() == 0
    change(variant, -3, mali)
    assert tell_what_is_low() == 0

    change(variant, 3, mali)
    LowStock.objects.update(told_at=timezone.now() - timedelta(days=1))
    assert tell_what_is_low() == 0
    change(variant, -3, mali)

    assert tell_what_is_low() == 1


def test_goods_made_to_order_and_paused_never_run_low(malis_shop: Seller) -> None:
    make_listing(malis_shop, stock=0, low_stock=2, made_to_order_days=7, slug="a")
    make_listing(malis_shop, stock=0, low_stock=2, state="paused", slug="b")
    make_listing(malis_shop, stock=0, low_stock=0, slug="c")

    assert tell_what_is_low() == 0


def test_more_than_five_are_counted_and_not_named(malis_shop: Seller, mali: User) -> None:
    for number in range(7):
        make_listing(malis_shop, stock=1, low_stock=2, slug=f"thing-{number}")

    tell_what_is_low()

    assert Notice.objects.get().facts["more"] == 2
