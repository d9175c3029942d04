"""Seven weeks of money, told in the order in which it happened.

Every act goes through the functions that the screens call, at its own moment (`clock.as_of`):
the books are as if people had used the market. No gateway is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial

from django.db.models import F
from django.utils import timezone

from community.channels.models import Notice
from shop.listings.demo.money import bank, buying, handing, paying_out, questions, terms
from shop.listings.demo.money.clock import as_of, days_ago
from shop.listings.demo.money.people import Cast
from shop.listings.demo.money.table import SALES, Sale, Stage
from shop.notify.models import Message
from shop.papers.commissions import issue_commissions
from shop.papers.tasks import months_before
from shop.purchases.models import Purchase

MONTHS_TOLD = 2  # seven weeks touch so many that are over
Act = tuple[datetime, Callable[[], object]]


def tell_money(cast: Cast) -> None:
    """Let it all happen again, in the caller's transaction."""
    bought: dict[Sale, Purchase] = {}
    named = {sale.name: sale for sale in SALES if sale.name}

    def of(name: str) -> Purchase:
        return Purchase.objects.get(pk=bought[named[name]].pk)

    acts = [*_settings(cast), *_payouts(cast), *_questions(cast, of), *_waiting(cast, of)]
    for sale in SALES:
        acts += _sale(sale, cast, bought)
    for moment, act in sorted(acts, key=lambda one: one[0]):
        with as_of(moment):
            act()
    for month in months_before(MONTHS_TOLD):
        issue_commissions(month)
    _were_told()


def _were_told() -> None:
    """Let what was said before yesterday be said already: the worker sends nobody old news."""
    before = timezone.now() - timedelta(days=1)
    for letters in (Message.objects.all(), Notice.objects.all()):
        old = letters.filter(state=Message.State.WAITING, created_at__lt=before)
        old.update(state=Message.State.SENT, sent_at=F("created_at"))


def _settings(cast: Cast) -> Iterator[Act]:
    yield days_ago(60), partial(terms.switch_on_ways, cast)
    yield days_ago(60, 10), partial(terms.rule_commission, cast)
    yield days_ago(50), partial(terms.give_out_codes, cast)
    yield days_ago(26), partial(terms.give_out_fund_code, cast)


def _sale(sale: Sale, cast: Cast, bought: dict[Sale, Purchase]) -> Iterator[Act]:
    at = sale.placed_at

    def place() -> None:
        bought[sale] = buying.buy(sale, cast)

    def later(act: Callable[[Sale, Purchase, Cast], None]) -> Callable[[], None]:
        return lambda: act(sale, bought[sale], cast)

    yield at, place
    if sale.stage >= Stage.PAID:
        yield at + timedelta(minutes=12), later(buying.see_money)
    if sale.stage >= Stage.SENT:
        yield at + timedelta(days=1), later(handing.send)
    if sale.stage >= Stage.DELIVERED:
        yield at + timedelta(days=4), later(handing.deliver)


def _payouts(cast: Cast) -> Iterator[Act]:
    for days in (25, 11):
        yield days_ago(days, 8), partial(paying_out.draw_and_release, cast)
        yield days_ago(days - 1, 16), partial(paying_out.hear_from_bank, cast)
    yield timezone.now() - timedelta(hours=2), partial(paying_out.draw, cast)


def _questions(cast: Cast, of: Callable[[str], Purchase]) -> Iterator[Act]:
    yield days_ago(23), lambda: questions.give_back(of("broken"), cast)
    yield days_ago(21), lambda: questions.transfer_back(of("broken"), cast)
    yield days_ago(9, 8), lambda: questions.refuse(of("complained"), cast)
    yield days_ago(8, 8), lambda: handing.come_back(of("refused"), cast)
    yield days_ago(2, 20), lambda: questions.complain_of(of("complained"))
    yield days_ago(2, 21), lambda: questions.ask_back(of("asked"))
    yield days_ago(1, 8), lambda: questions.cannot_send(of("cannot"), cast)


def _waiting(cast: Cast, of: Callable[[str], Purchase]) -> Iterator[Act]:
    now = timezone.now()
    minutes = [now - timedelta(minutes=minutes) for minutes in (70, 60, 40, 25, 20)]
    yield minutes[0], partial(bank.bring_statements_of_before, cast)
    yield minutes[1], lambda: bank.bring_statement(of("in the bank"), cast)
    yield minutes[2], lambda: bank.bring_slip(of("slip"))
    yield minutes[3], lambda: bank.bring_slip(of("slip to the shop"))
    yield minutes[4], partial(bank.propose_correction, cast)
