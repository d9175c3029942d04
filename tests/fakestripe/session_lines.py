"""What a Checkout Session sells: its lines, priced in the request."""

from __future__ import annotations

from typing import Any

from .amounts import check_currency
from .errors import bad_parameter, unsupported
from .store import Obj, new_id


def made_lines(items: list[Obj]) -> list[Obj]:
    """Return the line items of a session. Raises StripeError when one cannot be priced."""
    lines = [_line(item, f"line_items[{index}]") for index, item in enumerate(items)]
    if len({line["currency"] for line in lines}) > 1:
        raise bad_parameter("All prices must use the same currency.", "line_items")
    return lines


def _line(item: Obj, where: str) -> Obj:
    price = item.get("price_data")
    if price is None:
        if "price" in item:
            raise unsupported(f"{where}[price]")
        name = f"{where}[price_data]"
        raise bad_parameter(f"Missing required param: {name}.", name, "parameter_missing")
    if "recurring" in price:
        raise unsupported(f"{where}[price_data][recurring]")
    check_currency(price["currency"])
    quantity = _at_least(item.get("quantity"), 1, f"{where}[quantity]")
    unit = _at_least(price.get("unit_amount"), 0, f"{where}[price_data][unit_amount]")
    name = _product_name(price, where)
    total = quantity * unit
    return {
        "id": new_id("li"),
        "object": "item",
        "adjustable_quantity": None,
        "amount_discount": 0,
        "amount_subtotal": total,
        "amount_tax": 0,
        "amount_total": total,
        "currency": price["currency"].lower(),
        "description": name,
        "metadata": {},
        "price": _price(price, unit),
        "quantity": quantity,
    }


def _at_least(value: int | None, least: int, where: str) -> int:
    if value is None:
        raise bad_parameter(f"Missing required param: {where}.", where, "parameter_missing")
    if value < least:
        raise bad_parameter(
            f"This value must be greater than or equal to {least}.",
            where,
            "parameter_invalid_integer",
        )
    return value


def _product_name(price: Obj, where: str) -> Any:
    if "product" in price:
        raise unsupported(f"{where}[price_data][product]")
    product = price.get("product_data")
    if product is None:
        name = f"{where}[price_data][product_data]"
        raise bad_parameter(f"Missing required param: {name}.", name, "parameter_missing")
    return product["name"]


def _price(price: Obj, unit: int) -> Obj:
    return {
        "id": new_id("price"),
        "object": "price",
        "active": False,
        "billing_scheme": "per_unit",
        "currency": price["currency"].lower(),
        "livemode": False,
        "metadata": {},
        "product": new_id("prod"),
        "type": "one_time",
        "unit_amount": unit,
        "unit_amount_decimal": str(unit),
    }
