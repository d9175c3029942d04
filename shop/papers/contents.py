"""What stands on a paper: built once from the books, kept as it is.

Amounts are texts of baht with two places; dates are ISO. What went lighter or came back later
is not taken off a sale's paper: a credit note says it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from shop.money import ZERO
from shop.papers.letterheads import buyer_of, letterhead_of, party
from shop.papers.models import Paper
from shop.purchases.models import SellerOrder, SellerOrderLine
from shop.refunds.models import Refund


def sale_contents(order: SellerOrder, *, asked: bool) -> tuple[dict[str, Any], Decimal]:
    """Return what stands on the paper of a sale, and its total: what was paid for it."""
    weight_back = order.refunds.filter(reason=Refund.Reason.WEIGHT, state__in=Refund.BOOKED)
    back = sum(weight_back.values_list("amount", flat=True), ZERO)
    lines = [_line(line, as_ordered=bool(back)) for line in order.lines.all()]
    goods = sum((Decimal(line["amount"]) for line in lines), ZERO)
    total = order.total + back
    discount = goods + order.delivery + order.fee - total
    sums = {"goods": goods, "discount": -discount, "delivery": order.delivery, "fee": order.fee}
    data = {
        **_parties(order, asked=asked),
        "lines": lines,
        "sums": texts(sums),
        "vat_percent": str(order.vat_percent),
    }
    return data, total


def credit_contents(refund: Refund, paper: Paper, before: Decimal) -> dict[str, Any]:
    """Return what stands on a credit note; `before`: what others took back of the paper."""
    sums = {"goods": refund.goods, "delivery": refund.delivery, "fee": refund.fee}
    return {
        **{key: paper.data[key] for key in ("issuer", "buyer", "order", "vat_percent")},
        "paid_on": iso_day(refund.approved_at or refund.created_at),
        "lines": [
            {
                **_words(one.line),
                "quantity": one.quantity,
                "price": str(one.line.unit_price),
                "amount": str(one.amount),
            }
            for one in refund.lines.select_related("line")
        ],
        "sums": texts(sums),
        "reason": refund.reason,
        "of": reference(paper),
        "was": str(paper.total - before),
        "is": str(paper.total - before - refund.amount),
    }


def reference(paper: Paper) -> dict[str, str]:
    return {
        "number": paper.number,
        "day": dated(paper),
        "total": str(paper.total),
        "net": str(paper.net),
    }


def dated(paper: Paper) -> str:
    """Return the day that stands on a paper: the old one's, where it was written in its place."""
    return str(paper.data.get("dated") or iso_day(paper.issued_at))


def credit_values(paper: Paper, difference: Decimal) -> dict[str, str]:
    """Return what the law wants on a credit note, without VAT: the difference is its net."""
    was = paper.net - sum((note.net for note in paper.credit_notes.all()), ZERO)
    return {"was": str(was), "is": str(was - difference)}


def iso_day(when: datetime) -> str:
    return timezone.localtime(when).date().isoformat()


def _parties(order: SellerOrder, *, asked: bool) -> dict[str, Any]:
    return {
        "issuer": party(letterhead_of(order.seller)),
        "buyer": buyer_of(order.purchase, asked=asked),
        "order": order.number,
        "paid_on": iso_day(order.paid_at or timezone.now()),
        "way": order.purchase.way,
    }


def _line(line: SellerOrderLine, *, as_ordered: bool) -> dict[str, Any]:
    quantity = line.ordered_quantity if as_ordered else line.quantity
    goods = line.ordered_goods if as_ordered else line.goods
    price = str(line.unit_price)
    return {**_words(line), "quantity": quantity, "price": price, "amount": str(goods)}


def _words(line: SellerOrderLine) -> dict[str, Any]:
    return {
        "title_th": line.title_th,
        "title_en": line.title_en,
        "variant": line.variant_name,
        "unit": line.unit,
        "is_weighed": line.is_weighed,
    }


def texts(sums: dict[str, Decimal]) -> dict[str, str]:
    return {name: str(amount) for name, amount in sums.items() if amount}


def sum_of(papers: Iterable[Paper]) -> Decimal:
    return sum((paper.total for paper in papers), ZERO)
