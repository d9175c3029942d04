"""Money as people read it: ฿1,250 or ฿1,250.50."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

SATANG = Decimal("0.01")
MINUS = "−"


def baht_text(amount: Decimal | int) -> str:
    """Return an amount in baht with its sign, satang only when there are any.

    Raises TypeError for anything but a Decimal or a whole number: a float has
    already lost satang, and a text would hide a field that was never converted.
    """
    text = baht_full_text(amount)
    return text.removesuffix(".00")


def baht_full_text(amount: Decimal | int) -> str:
    """Return an amount in baht with two places always, for sums and receipts.

    Rounded half up to the satang. Raises TypeError as baht_text does.
    """
    if isinstance(amount, bool) or not isinstance(amount, Decimal | int):
        raise TypeError(f"An amount of baht is a Decimal or an int, not {type(amount).__name__}")
    exact = Decimal(amount).quantize(SATANG, rounding=ROUND_HALF_UP)
    return f"{MINUS if exact < 0 else ''}฿{abs(exact):,}"


def price_html(
    amount: Decimal | int,
    *,
    unit: str = "",
    note: str = "",
    large: bool = False,
    price_from: bool = False,
) -> SafeString:
    """Return a price as it stands on cards and pages: from ฿1,250 / piece · VAT included."""
    first = format_html("<small>{} </small>", pgettext("a price", "from")) if price_from else ""
    parts = [f"/ {unit}" if unit else "", note]
    after = format_html(" <small>{}</small>", " · ".join(filter(None, parts))) if any(parts) else ""
    size = " price-large" if large else ""
    return format_html(
        '<span class="price num{}">{}{}{}</span>', size, first, baht_text(amount), after
    )
