"""The ledger: accounts, the entries of one, the journal of an entry, the purchase behind it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from shop.ledger.models import Account, Entry, Journal
from shop.ledger.naming import balance_of, name_of
from shop.money import from_satang
from shop.office.access import staff_only
from shop.office.finding import LONGEST_QUESTION, page_of
from shop.office.money_access import get_account, get_journal
from shop.office.money_waiting import CAN_OWE
from shop.office.views import draw


@dataclass(frozen=True)
class Named:
    """An account with its balance in baht."""

    account: Account
    balance: Decimal

    @property
    def name(self) -> str:
        return name_of(self.account)


@dataclass(frozen=True)
class Leg:
    """An entry as a line of a journal: one of the two sides is empty."""

    entry: Entry

    @property
    def name(self) -> str:
        return name_of(self.entry.account)

    @property
    def debit(self) -> Decimal | None:
        satang = self.entry.amount_satang
        return from_satang(satang) if satang > 0 else None

    @property
    def credit(self) -> Decimal | None:
        satang = self.entry.amount_satang
        return from_satang(-satang) if satang < 0 else None

    @property
    def change(self) -> Decimal:
        return balance_of(self.entry.account, self.entry.amount_satang)


@staff_only
@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    question = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUESTION]
    below = request.GET.get("below", "") == "1"
    page_obj = page_of(find_accounts(question, below=below), request.GET.get("page", "1"))
    page = {
        "question": question,
        "below": below,
        "page_obj": page_obj,
        "accounts": [Named(one, balance_of(one, one.satang or 0)) for one in page_obj.object_list],
    }
    return draw(request, "money_ledger", page | {"section": "money-ledger"})


def find_accounts(question: str, *, below: bool) -> QuerySet[Account]:
    """Return accounts with their sums in satang; `below`: whose debt to the market waits."""
    found = Account.objects.select_related("seller", "community").annotate(
        satang=Sum("entries__amount_satang")
    )
    if question:
        wanted = Q(code__icontains=question) | Q(seller__slug__icontains=question)
        found = found.filter(wanted | Q(seller__name_th__icontains=question))
    if below:
        return found.filter(kind__in=CAN_OWE, satang__gt=0).order_by("-satang", "pk")
    return found.order_by("seller", "kind", "code")


@staff_only
@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_account(pk)
    entries = found.entries.select_related("journal__purchase", "seller_order", "account")
    page_obj = page_of(entries.order_by("-at", "-pk"), request.GET.get("page", "1"))
    total = found.entries.aggregate(sum=Sum("amount_satang"))["sum"] or 0
    page = {
        "account": Named(found, balance_of(found, total)),
        "page_obj": page_obj,
        "legs": [Leg(entry) for entry in page_obj.object_list],
    }
    return draw(request, "money_account", page | {"section": "money-ledger"})


@staff_only
@require_safe
def journal(request: HttpRequest, pk: int) -> HttpResponse:
    found: Journal = get_journal(pk)
    entries = found.entries.select_related(
        "account__seller", "account__community", "seller_order"
    ).order_by("pk")
    page = {"journal": found, "legs": [Leg(entry) for entry in entries]}
    return draw(request, "money_journal", page | {"section": "money-ledger"})
