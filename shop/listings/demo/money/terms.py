"""What staff and shops of the demo market have set: ways to pay, commission, codes."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from shop.commission.checking import check_rule
from shop.commission.models import Rule
from shop.commission.ruling import add_rule
from shop.listings.demo.money.people import FANS, PAPER, SAUSAGES, UMBRELLAS, Cast
from shop.payments.models import Attempt
from shop.vouchers.making import NewVoucher, Owner, make_voucher
from shop.ways.changing import choose_ways, save_settings
from shop.ways.models import WaySetting
from shop.ways.terms import COD_MOST, SELLERS_CHOOSE

Method = Attempt.Method
OF_MARKET, OF_FUND, OF_SHOP = "TALAT10", "ROMSA20", "TONGKHAM30"


def switch_on_ways(cast: Cast) -> None:
    """Offer every way there is; parcels that are paid at the door up to ฿2,000, for ฿20."""
    at_the_door = {"most": COD_MOST, "fee_fixed": Decimal("20.00")}
    save_settings(
        [
            WaySetting(code=code, on=True, **(at_the_door if code == Method.COD else {}))
            for code in Method.values
        ],
        cast.staff,
    )
    for slug in (UMBRELLAS, PAPER, FANS, SAUSAGES):
        choose_ways(cast.sellers[slug], SELLERS_CHOOSE, cast.owner_of(slug))


def rule_commission(cast: Cast) -> None:
    """5 % for all; 4 % for the umbrella makers, all of it for their fund; none in the evening
    market."""
    today = timezone.localdate()
    whole = Decimal(100)
    rules = [
        Rule(percent=Decimal("5.00"), note="อัตราทั่วไปของตลาด"),
        Rule(
            community=cast.umbrellas,
            percent=Decimal("4.00"),
            fund_percent=whole,
            note="ตลาดไม่เก็บ เข้ากองทุนชุมชนทั้งหมด",
        ),
        Rule(community=cast.evening, percent=Decimal("0.00"), note="ปีแรกไม่เก็บ"),
    ]
    for rule in rules:
        rule.valid_from = today
        check_rule(rule)
        add_rule(rule, cast.staff)


def give_out_codes(cast: Cast) -> None:
    """One code that the market bears, one of a community's fund, one of a shop."""
    _code(OF_MARKET, cast, None, percent=Decimal("10.00"), most=Decimal("100.00"), times=200)
    _code(OF_SHOP, cast, cast.sellers[UMBRELLAS], amount=Decimal("30.00"), times=50)


def give_out_fund_code(cast: Cast) -> None:
    """Promise what the community's fund has by now, and no more."""
    _code(OF_FUND, cast, cast.umbrellas, amount=Decimal("20.00"), budget=Decimal("60.00"))


def _code(code: str, cast: Cast, owner: Owner, **terms: Decimal | int) -> None:
    today = timezone.localdate()
    by = {OF_FUND: cast.niran, OF_SHOP: cast.owner_of(UMBRELLAS)}.get(code, cast.staff)
    new = NewVoucher(code, today, today + timedelta(days=120), **terms)  # type: ignore[arg-type]
    make_voucher(new, owner, by)
