"""Money as people read it: ฿1,250 or ฿1,250.50."""

from decimal import ROUND_HALF_UP, Decimal

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
