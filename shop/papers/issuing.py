"""Issue papers: each in a transaction of its own, after the act that it is about.

Money is never held up for a paper. The seller order is locked first, then the series: a number
that was taken is written or given back, so that a series has no gap.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from shop.money import ZERO, vat_inside
from shop.papers.contents import credit_contents, credit_values, reference, sale_contents, sum_of
from shop.papers.letterheads import can_invoice
from shop.papers.models import Paper
from shop.papers.numbers import next_number, printed
from shop.purchases.models import SellerOrder
from shop.refunds.models import Refund

Kind = Paper.Kind


class PaperError(Exception):
    """No paper can be issued."""


class DetailsMissing(PaperError):
    """The seller is registered for VAT and has not said how its invoices are headed."""


class NotPaid(PaperError):
    """There is nothing to give a paper for."""


class PartlyRefunded(PaperError):
    """A credit note names the abbreviated invoice: no other can take its place."""


def issuer_of(seller_id: int) -> str:
    return f"seller:{seller_id}"


@transaction.atomic
def issue_for_sale(seller_order_id: int) -> Paper:
    """Return the paper of a paid seller order, issued now where there is none yet.

    Full where the buyer asked for it; then an abbreviated one that was issued before is
    replaced. Raises NotPaid, DetailsMissing, PartlyRefunded.
    """
    order = _locked(seller_order_id)
    asked = bool(order.vat_percent) and hasattr(order.purchase, "invoice_request")
    kind = (Kind.FULL if asked else Kind.SHORT) if order.vat_percent else Kind.RECEIPT
    last = paper_of(order)
    if last and last.kind in {kind, Kind.FULL}:
        return last
    if order.paid_at is None:
        raise NotPaid(order.number)
    if order.vat_percent and not can_invoice(order.seller):
        raise DetailsMissing(order.number)
    if last and last.credit_notes.exists():
        raise PartlyRefunded(order.number)
    data, total = sale_contents(order, asked=asked)
    if last:
        data["of"] = reference(last)
    return _write(order, kind, total, data, vat_inside(total, order.vat_percent), replaces=last)


@transaction.atomic
def issue_for_refund(refund_id: int) -> Paper:
    """Return the credit note of a refund, issued now where there is none yet.

    VAT by the difference, so that all credit notes together give back what was invoiced.
    Raises NotPaid for a refund that is not approved, or of a sale without a paper.
    """
    refund = Refund.objects.select_related("seller_order").get(pk=refund_id)
    if refund.seller_order_id is None or refund.state not in Refund.BOOKED:
        raise NotPaid(refund.key)
    order = _locked(refund.seller_order_id)
    if found := Paper.objects.filter(refund=refund).first():
        return found
    paper = paper_of(order)
    if paper is None:
        raise NotPaid(refund.key)
    before = sum_of(paper.credit_notes.all())
    vat = _vat_back(paper, before, refund.amount)
    data = credit_contents(refund, paper, before)
    kind = Kind.REFUND if paper.kind == Kind.RECEIPT else Kind.CREDIT
    if kind == Kind.CREDIT:
        data["values"] = credit_values(paper, refund.amount - vat)
    return _write(order, kind, refund.amount, data, vat, refund=refund, credits=paper)


def paper_of(order: SellerOrder) -> Paper | None:
    """Return the paper of the sale that counts: the one that nothing replaced."""
    return order.papers.filter(refund=None, replaced_by=None).first()


def _locked(seller_order_id: int) -> SellerOrder:
    orders = SellerOrder.objects.select_for_update(of=("self",))
    joined = orders.select_related("seller__province", "purchase", "purchase__invoice_request")
    return joined.get(pk=seller_order_id)


def _vat_back(paper: Paper, before: Decimal, amount: Decimal) -> Decimal:
    percent = Decimal(paper.data["vat_percent"])
    was, left = paper.total - before, paper.total - before - amount
    return vat_inside(was, percent) - vat_inside(left, percent) if percent else ZERO


def _write(
    order: SellerOrder,
    kind: str,
    total: Decimal,
    data: dict[str, Any],
    vat: Decimal,
    **links: Any,
) -> Paper:
    issuer = issuer_of(order.seller_id)
    fields = {"seller": order.seller, "seller_order": order, **links}
    return write_paper(issuer, kind, total, vat, data, **fields)


def write_paper(
    issuer: str, kind: str, total: Decimal, vat: Decimal, data: dict[str, Any], **fields: Any
) -> Paper:
    """Write a paper under the next number of its series, in the caller's transaction."""
    now = timezone.now()
    year = timezone.localtime(now).year
    sequence = next_number(issuer, kind, year)
    return Paper.objects.create(
        issuer=issuer,
        kind=kind,
        year=year,
        sequence=sequence,
        number=printed(kind, year, sequence),
        issued_at=now,
        net=total - vat,
        vat=vat,
        total=total,
        data=data,
        **fields,
    )
