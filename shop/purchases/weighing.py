"""What goods by weight come to when they leave: lines, seller order, purchase, Oscar's order."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import F
from oscar.apps.order.models import Line as OrderLine
from oscar.apps.order.models import LinePrice, Order

from shop.commission.frozen import commission_of
from shop.money import ZERO, baht, price_of, vat_inside
from shop.purchases.models import Purchase, SellerOrder, SellerOrderLine
from shop.vouchers.lighter import follow_lines

LOWERED = [
    *("goods", "discount", "discount_elsewhere", "total", "vat"),
    *("commission", "commission_vat", "commission_fund"),
]


def take_weights(seller_order: SellerOrder, lines: Iterable[SellerOrderLine]) -> Decimal:
    """Make the weights final, and return how much less the buyer pays in baht.

    In the caller's transaction, once, with every line weighed, the purchase and the seller
    order locked. The delivery stays as it was agreed.
    """
    before = [(line.goods, line.discount) for line in lines]
    for line in lines:
        _weigh(line)
    elsewhere = follow_lines(list(lines))
    goods = sum((was - line.goods for (was, _), line in zip(before, lines, strict=True)), ZERO)
    off = sum((was - line.discount for (_, was), line in zip(before, lines, strict=True)), ZERO)
    if goods:
        _lower(seller_order, goods, off, elsewhere)
    return goods - off


def _weigh(line: SellerOrderLine) -> None:
    """Write quantity and price of a line, and of Oscar's beside it."""
    weighed = line.weighed_g or 0  # the database refuses a nought: it is out of any limit
    # What was cancelled before is no missing weight.
    line.quantity = weighed + line.refunded_quantity
    line.goods = price_of(line.unit_price, min(line.quantity, line.ordered_quantity), line.per)
    line.discount = share_of(line.ordered_discount, line.goods, line.ordered_goods)
    line.save(update_fields=["quantity", "goods", "discount"])
    paid = line.goods - line.discount
    OrderLine.objects.filter(pk=line.order_line_id).update(
        unit_price_incl_tax=line.goods,
        unit_price_excl_tax=line.goods,
        line_price_incl_tax=paid,
        line_price_excl_tax=paid,
        line_price_before_discounts_incl_tax=line.goods,
        line_price_before_discounts_excl_tax=line.goods,
    )
    prices = LinePrice.objects.filter(line=line.order_line_id)
    prices.update(price_incl_tax=line.goods, price_excl_tax=line.goods)


def share_of(discount: Decimal, goods: Decimal, ordered: Decimal) -> Decimal:
    """Return the discount's part that lighter goods keep, rounded half up to the satang."""
    return baht(discount * goods / ordered) if ordered else ZERO


def _lower(seller_order: SellerOrder, goods: Decimal, off: Decimal, elsewhere: Decimal) -> None:
    """Take what is missing off the sums; VAT and commission follow their frozen rates.

    `elsewhere` is what of `off` others bear.
    """
    vat_before = seller_order.vat
    seller_order.goods -= goods
    seller_order.discount -= off
    seller_order.total -= goods - off
    seller_order.vat = vat_inside(seller_order.taxed, seller_order.vat_percent)
    seller_order.discount_elsewhere -= elsewhere
    frozen = commission_of(seller_order, seller_order.sellers_goods, seller_order.delivery)
    seller_order.commission, seller_order.commission_vat = frozen.commission, frozen.vat
    seller_order.commission_fund = frozen.fund
    seller_order.save(update_fields=LOWERED)
    purchases = Purchase.objects.filter(pk=seller_order.purchase_id)
    purchases.update(
        goods=F("goods") - goods,
        discount=F("discount") - off,
        total=F("total") - (goods - off),
    )
    seller_order.purchase.refresh_from_db(fields=["goods", "discount", "total"])
    Order.objects.filter(pk=seller_order.purchase.order_id).update(
        total_incl_tax=F("total_incl_tax") - (goods - off),
        total_excl_tax=F("total_excl_tax") - (goods - off) + (vat_before - seller_order.vat),
    )
