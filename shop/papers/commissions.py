"""The marketplace's own papers: what a seller was charged in a month, out of the ledger.

What is given back in a later month is not taken off that month's paper: a note names the paper
of the month in which it was charged.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from community.sellers.models import Seller
from shop.money import ZERO
from shop.papers.charges import Charge, charges
from shop.papers.contents import credit_values, reference, sum_of, texts
from shop.papers.issuing import write_paper
from shop.papers.letterheads import letterhead_of, marketplace, party
from shop.papers.models import Paper
from shop.papers.months import Span
from shop.purchases.models import VatRate

Kind = Paper.Kind


def issue_commissions(span: Span) -> int:
    """Issue the month's papers of commission that are not there yet; return how many.

    A month that is not over has none. What is given back waits for the paper that it names.
    """
    if not span.is_over:
        return 0
    moved = sorted(charges(span).items())
    own = {seller: charge for (seller, month), charge in moved if month == span.first}
    back = {key: charge for key, charge in moved if key[1] != span.first}
    return _issue_own(span, own) + _issue_back(span, back)


def _issue_own(span: Span, found: dict[int, Charge]) -> int:
    issued = set(_papers_of(span, back=False).values_list("seller_id", flat=True))
    due = {pk: charge for pk, charge in found.items() if charge.total > 0 and pk not in issued}
    sellers = Seller.objects.select_related("province").in_bulk(list(due))
    return sum(_once(_write_own, sellers[pk], span, due[pk]) for pk in due)


def _issue_back(span: Span, found: dict[tuple[int, date], Charge]) -> int:
    done = set(_papers_of(span, back=True).values_list("seller_id", "credits__month"))
    due = {
        key: charge for key, charge in found.items() if charge.given_back > 0 and key not in done
    }
    named = Paper.objects.filter(
        issuer=Paper.MARKETPLACE,
        kind__in=[Kind.FULL, Kind.RECEIPT],
        seller_id__in={seller for seller, _ in due},
        month__in={month for _, month in due},
    )
    papers = {(one.seller_id, one.month): one for one in named}
    return sum(_once(_write_back, papers[key], span, due[key]) for key in due if key in papers)


def _papers_of(span: Span, *, back: bool) -> QuerySet[Paper]:
    kinds = Paper.BACK if back else [Kind.FULL, Kind.RECEIPT]
    return Paper.objects.filter(issuer=Paper.MARKETPLACE, month=span.first, kind__in=kinds)


def _once(write: Callable[..., object], *args: object) -> bool:
    try:
        with transaction.atomic():
            write(*args)
    except IntegrityError:  # another worker issued it just now; the number is free again
        return False
    return True


def _write_own(seller: Seller, span: Span, charge: Charge) -> None:
    """Write a month's tax invoice, or its receipt where the marketplace is not registered."""
    kind = Kind.FULL if settings.MARKETPLACE_VAT_REGISTERED else Kind.RECEIPT
    sums = {"commission": charge.taken, "commission_back": -charge.given_back}
    data = {
        "issuer": marketplace(),
        "buyer": party(letterhead_of(seller)),
        "month": span.first.isoformat(),
        "vat_percent": str(VatRate.on(span.first) if charge.vat else ZERO),
        "sums": texts(sums),
    }
    vat = min(charge.vat, charge.total)
    write_paper(Paper.MARKETPLACE, kind, charge.total, vat, data, seller=seller, month=span.first)


def _write_back(paper: Paper, span: Span, charge: Charge) -> None:
    """Write the note over what is given back of a month's paper. Locks the seller."""
    seller = Seller.objects.select_for_update(no_key=True).get(pk=paper.seller_id)
    kind = Kind.REFUND if paper.kind == Kind.RECEIPT else Kind.CREDIT
    total, left = charge.given_back, paper.total - sum_of(paper.credit_notes.all())
    vat = min(-charge.vat, total)
    data = {
        **{key: paper.data[key] for key in ("issuer", "buyer", "month", "vat_percent")},
        "back_in": span.first.isoformat(),
        "sums": texts({"commission_back": total}),
        "of": reference(paper),
        "was": str(left),
        "is": str(left - total),
    }
    if kind == Kind.CREDIT:
        data["values"] = credit_values(paper, total - vat)
    links = {"seller": seller, "month": span.first, "credits": paper}
    write_paper(Paper.MARKETPLACE, kind, total, vat, data, **links)
