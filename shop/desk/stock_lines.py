"""Lines of the stock book as the desk shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from shop.desk.access import Desk
from shop.desk.stock_access import own_movements
from shop.desk.stock_orders import order_numbers
from shop.stock.models import Movement
from shop.stock.undoing import REFERENCE, undoable, undone


@dataclass(frozen=True)
class BookLine:
    """One line of the book as the desk shows it."""

    movement: Movement
    order: str  # the seller order's number, where one took the goods
    said: str  # what the reference means to its reader
    may_undo: bool
    is_undone: bool


def book_lines(desk: Desk, movements: Sequence[Movement]) -> list[BookLine]:
    gone, may_go = undone(movements), undoable(movements)
    orders = order_numbers(desk, movements)
    return [
        BookLine(
            one,
            orders.get(one.reference, ""),
            said_of(one.reference),
            one.pk in may_go,
            one.pk in gone,
        )
        for one in movements
    ]


def said_of(reference: str) -> str:
    """Return in words what stands behind a line: not for purchases, which have a page."""
    if reference.startswith(REFERENCE):
        return _("Takes an earlier line back")
    if reference.startswith("stock-take "):
        return _("In a stock-take")
    if reference == "counted already":
        return _("The count after it had seen it already")
    return ""


def read_moved(request: HttpRequest, desk: Desk) -> BookLine | None:
    """Return the line that was just written, so that a wrong tap can be taken back."""
    movement = just_moved(desk, request.GET.get("moved", ""))
    return book_lines(desk, [movement])[0] if movement else None


def just_moved(desk: Desk, typed: str) -> Movement | None:
    """Return the line that the page's address speaks of, if it is this seller's."""
    if not typed.isdecimal() or len(typed) > 18:
        return None
    found = own_movements(desk).select_related("stock_record__variant__listing")
    return found.filter(pk=int(typed)).first()
