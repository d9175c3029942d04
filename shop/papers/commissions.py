"""The marketplace's own papers: what a seller was charged in a month, out of the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q, Sum

from community.sellers.models import Seller
from shop.ledger.accounts import COMMISSION_VAT
from shop.ledger.models import Account, Entry
from shop.money import ZERO, from_satang
from shop.papers.contents import reference
from shop.papers.issuing import write_paper
from shop.papers.letterheads import letterhead_of, marketplace, party
from shop.papers.models import Paper
from shop.papers.months import Span
from shop.purchases.models import VatRate

What, Kind = Entry.What, Paper.Kind
CHARGED = [What.COMMISSION, What.COMMISSION_VAT]


@dataclass(frozen=True)
class Charge:
    """What a seller was charged in a month, VAT included, in baht."""

    taken: Decimal
    given_back: Decimal
    vat: Decimal  # of taken less given back

    @property
    def total(self) -> Decimal:
        return self.taken - self.given_back


def charges(span: Span) -> dict[int, Charge]:
    """Return {seller id: what it was charged}. Two queries."""
    within = Entry.objects.filter(at__gte=span.start, at__lt=span.end)
    sums = (
        within.filter(account__kind=Account.Kind.SELLER)
        .values_list("account__seller")
        .annotate(
            taken=Sum("amount_satang", filter=Q(what__in=CHARGED), default=0),
            back=Sum("amount_satang", filter=Q(what=What.COMMISSION_BACK), default=0),
        )
        .exclude(taken=0, back=0)
    )
    vats = within.filter(account__code=COMMISSION_VAT, seller_order__isnull=False)
    vat = dict(vats.values_list("seller_order__seller").annotate(sum=Sum("amount_satang")))
    return {
        seller: Charge(*map(from_satang, (taken, -back, -vat.get(seller, 0))))
        for seller, taken, back in sums
    }


def issue_commissions(span: Span) -> int:
    """Issue the month's papers of commission that are not there yet; return how many.

    A month that is not over has none.
    """
    if not span.is_over:
        return 0
    issued = set(Paper.objects.filter(**_of(span)).values_list("seller_id", flat=True))
    due = {pk: charge for pk, charge in charges(span).items() if charge.total and pk not in issued}
    sellers = Seller.objects.select_related("province").in_bulk(list(due))
    return sum(_issue(sellers[pk], span, charge) for pk, charge in due.items())


def _of(span: Span) -> dict[str, Any]:
    return {"issuer": Paper.MARKETPLACE, "month": span.first}


def _issue(seller: Seller, span: Span, charge: Charge) -> bool:
    try:
        with transaction.atomic():
            _write(seller, span, charge)
    except IntegrityError:  # another worker issued it just now; the number is free again
        return False
    return True


def _write(seller: Seller, span: Span, charge: Charge) -> None:
    """Write a tax invoice or a receipt; where more was given back than taken, a credit note."""
    before = Paper.objects.filter(
        seller=seller, issuer=Paper.MARKETPLACE, kind__in=[Kind.FULL, Kind.RECEIPT]
    ).first()
    back = charge.total < 0
    registered = settings.MARKETPLACE_VAT_REGISTERED
    kind = (Kind.CREDIT if registered else Kind.REFUND) if back else _kind(registered=registered)
    total = abs(charge.total)
    write_paper(
        Paper.MARKETPLACE,
        kind,
        total,
        min(abs(charge.vat), total),
        _contents(seller, span, charge, before if back else None),
        seller=seller,
        month=span.first,
        credits=before if back else None,
    )


def _kind(*, registered: bool) -> str:
    return Kind.FULL if registered else Kind.RECEIPT


def _contents(seller: Seller, span: Span, charge: Charge, before: Paper | None) -> dict[str, Any]:
    sums = {"commission": charge.taken, "commission_back": -charge.given_back}
    data: dict[str, Any] = {
        "issuer": marketplace(),
        "buyer": party(letterhead_of(seller)),
        "month": span.first.isoformat(),
        "vat_percent": str(VatRate.on(span.first)) if charge.vat else str(ZERO),
        "sums": {name: str(amount) for name, amount in sums.items() if amount},
    }
    return data | ({"of": reference(before)} if before else {})
