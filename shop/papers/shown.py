"""A paper as it is read: in the reader's language on the screen, in Thai on the PDF."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from community.places.models import in_language
from shop.display.dates import date_text, in_thai
from shop.display.prices import baht_full_text
from shop.listings.units import quantity_text, unit_label
from shop.papers.baht_text import baht_text
from shop.papers.contents import dated
from shop.papers.models import Paper
from shop.papers.numbers import BUDDHIST_ERA
from shop.refunds.models import Refund


@dataclass(frozen=True)
class ShownLine:
    title: str
    quantity: str
    price: str
    amount: str


@dataclass(frozen=True)
class ShownPaper:
    """All that stands on a paper, as texts; pairs are of a name and what it is."""

    paper: Paper
    title: str
    issuer: list[str]  # lines of an address
    buyer: list[str]
    facts: list[tuple[str, str]]
    lines: list[ShownLine]
    sums: list[tuple[str, str]]  # the last one is the total
    words: str
    notes: list[str]


def show_paper(paper: Paper) -> ShownPaper:
    data = paper.data
    return ShownPaper(
        paper,
        str(Paper.Kind(paper.kind).label),
        list(_party(data["issuer"], with_branch=paper.kind != Paper.Kind.RECEIPT)),
        [] if paper.kind == Paper.Kind.SHORT else list(_party(data["buyer"], with_branch=True)),
        list(_facts(paper)),
        [_line(line) for line in data.get("lines", [])],
        list(_sums(paper)),
        baht_text(paper.total),
        list(_notes(paper)),
    )


def _party(party: dict[str, str], *, with_branch: bool) -> Iterable[str]:
    yield party["name"]
    if party["address"]:
        yield party["address"]
    if party["tax_id"]:
        number = _("Tax ID %(number)s") % {"number": spaced(party["tax_id"])}
        yield f"{number} ({branch_text(party['branch'])})" if with_branch else number


def spaced(tax_id: str) -> str:
    """Return 13 digits as they are printed: 1 2345 67890 12 3."""
    if len(tax_id) != 13:
        return tax_id
    return " ".join([tax_id[0], tax_id[1:5], tax_id[5:10], tax_id[10:12], tax_id[12]])


def branch_text(branch: str) -> str:
    return _("branch %(number)s") % {"number": branch} if branch else _("head office")


def _facts(paper: Paper) -> Iterable[tuple[str, str]]:
    data = paper.data
    yield pgettext("paper", "Number"), paper.number
    yield pgettext("paper", "Date"), _day(dated(paper))
    if "dated" in data:
        yield pgettext("paper", "Written on"), date_text(paper.issued_at, "long")
    if "month" in data:
        yield pgettext("paper", "For commission of"), month_text(date.fromisoformat(data["month"]))
        if back_in := data.get("back_in"):
            yield pgettext("paper", "Given back in"), month_text(date.fromisoformat(back_in))
    else:
        yield pgettext("paper", "Order"), data["order"]
        paid = pgettext("paper", "Approved") if paper.is_back else pgettext("paper", "Paid")
        yield paid, date_text(date.fromisoformat(data["paid_on"]), "long")


def month_text(day: date) -> str:
    """Return a month with its year: พฤศจิกายน 2569, or November 2026."""
    return date_text(day, "long").split(" ", 1)[1]


def year_text(year: int) -> str:
    """Return 2569 for 2026 in Thai."""
    return str(year + BUDDHIST_ERA if in_thai() else year)


def _line(line: dict[str, Any]) -> ShownLine:
    title = in_language(line["title_th"], line["title_en"])
    quantity = quantity_text(line["quantity"], line["unit"], line["is_weighed"])
    price = baht(line["price"])
    return ShownLine(
        f"{title} · {line['variant']}" if line["variant"] else title,
        quantity if line["quantity"] else "",
        f"{price} / {unit_label('kg')}" if line["is_weighed"] else price,
        baht(line["amount"]),
    )


def _sums(paper: Paper) -> Iterable[tuple[str, str]]:
    data, names = paper.data, sum_names()
    parts = [(names[name], baht(amount)) for name, amount in data["sums"].items()]
    yield from parts if len(parts) > 1 or not data.get("lines") else []
    yield from _value_of_credit(paper) if "values" in data else _value(paper)
    yield (
        pgettext("paper", "Goes back") if paper.is_back else pgettext("paper", "Total"),
        baht_full_text(paper.total),
    )


def _value(paper: Paper) -> Iterable[tuple[str, str]]:
    if paper.kind != Paper.Kind.SHORT and paper.vat:
        yield pgettext("paper", "Value without VAT"), baht_full_text(paper.net)
        yield _("VAT %(percent)s%%") % _percent(paper), baht_full_text(paper.vat)


def _value_of_credit(paper: Paper) -> Iterable[tuple[str, str]]:
    """Say what the law wants on a credit note (section 86/10 of the Revenue Code)."""
    values, on_it = paper.data["values"], Decimal(paper.data["of"]["net"])
    yield pgettext("credit note", "Value on the tax invoice, without VAT"), baht_full_text(on_it)
    if before := on_it - Decimal(values["was"]):
        yield pgettext("credit note", "Taken back by notes before"), baht_full_text(before)
    yield pgettext("credit note", "Right value, without VAT"), baht(values["is"])
    yield pgettext("credit note", "Difference, without VAT"), baht_full_text(paper.net)
    name = pgettext("credit note", "VAT %(percent)s%% of the difference")
    yield name % _percent(paper), baht_full_text(paper.vat)


def _percent(paper: Paper) -> dict[str, Any]:
    return {"percent": f"{Decimal(paper.data['vat_percent']).normalize():f}"}


def sum_names() -> dict[str, str]:
    return {
        "goods": pgettext("paper", "Goods"),
        "discount": pgettext("paper", "Discount"),
        "delivery": pgettext("paper", "Delivery"),
        "fee": pgettext("paper", "Fee for the way to pay"),
        "commission": pgettext("paper", "Commission"),
        "commission_back": pgettext("paper", "Commission given back"),
    }


def _notes(paper: Paper) -> Iterable[str]:
    data = paper.data
    if paper.kind == Paper.Kind.SHORT:
        yield _("Prices include VAT.")
    if "of" not in data:
        return
    of = {"number": data["of"]["number"], "day": _day(data["of"]["day"])}
    if data.get("mended"):
        yield _("Cancels tax invoice %(number)s of %(day)s and takes its place.") % of
        return
    if not paper.is_back:
        yield _("In place of %(number)s of %(day)s, which is void.") % of
        return
    yield _("Takes back part or all of %(number)s of %(day)s.") % of
    if "was" in data and "values" not in data:
        amounts = {"was": baht(data["was"]), "now": baht(data["is"])}
        yield _("It said %(was)s; right is %(now)s.") % amounts
    if why := _why(paper):
        yield _("Why: %(reason)s") % {"reason": why}


def _why(paper: Paper) -> str:
    if paper.is_for_commission:
        return _("the sale that it was taken for was given back")
    return str(Refund.Reason(paper.data["reason"]).label)


def _day(iso: str) -> str:
    return date_text(date.fromisoformat(iso), "long")


def baht(text: str) -> str:
    return baht_full_text(Decimal(text))
