"""Write a purchase down: Oscar's order, our purchase, a seller order for each seller.

A fixed number of statements whatever the number of lines.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sites.models import Site
from django.utils import timezone
from oscar.apps.order.models import Line as OrderLine
from oscar.apps.order.models import LinePrice, Order, ShippingAddress

from community.people.models import User
from shop.basket.contents import Line
from shop.commission.freezing import Share, Sold, freeze
from shop.delivery.models import DeliveryMethod
from shop.money import ZERO
from shop.purchases.codes import use_codes
from shop.purchases.contact import Contact
from shop.purchases.models import Purchase, SellerOrder, SellerOrderLine
from shop.purchases.numbers import new_token
from shop.purchases.quote import Quote, SellerQuote
from shop.vouchers.splitting import elsewhere, write_parts


def write_purchase(
    quote: Quote,
    *,
    number: str,
    contact: Contact,
    user: User | None,
    language: str,
    shown: str,
    expires_at: datetime,
) -> Purchase:
    """Write everything in the caller's transaction, amounts frozen."""
    order = _write_order(quote, number, contact, user)
    purchase = Purchase.objects.create(
        order=order,
        basket=quote.contents.basket,
        number=number,
        token=new_token(),
        user=user,
        language=language,
        goods=quote.goods,
        discount=quote.discount,
        delivery=quote.delivery,
        fee=quote.fee,
        total=quote.total,
        way=quote.way,
        collect_by=quote.collect_by,
        shown=shown,
        placed_at=order.date_placed,
        expires_at=expires_at,
        **vars(contact),
    )
    seller_orders = _write_seller_orders(purchase, quote)
    _write_lines(order, quote, seller_orders)
    use_codes(order, quote.contents, user)
    return purchase


def _write_order(quote: Quote, number: str, contact: Contact, user: User | None) -> Order:
    return Order.objects.create(
        number=number,
        site=Site.objects.get_current(),
        basket=quote.contents.basket,
        user=user,
        guest_email="" if user else contact.email,
        shipping_address=_write_address(contact),
        total_incl_tax=quote.total,
        total_excl_tax=quote.total - quote.vat,
        shipping_incl_tax=quote.delivery,
        shipping_excl_tax=quote.delivery,
        shipping_method=" + ".join(s.delivery_quote.method.name_th for s in quote.sellers)[:128],
        status=Purchase.State.AWAITING_PAYMENT,
        date_placed=timezone.now(),
    )


def _write_address(contact: Contact) -> ShippingAddress:
    address = ShippingAddress(
        first_name=contact.name,
        line1=contact.address[:255],
        line2=contact.subdistrict,
        line3=contact.district,
        line4=contact.province_name,
        postcode=contact.postcode,
        country_id="TH",
        notes=contact.note,
    )
    # Its own save would ask for the country, to search by it: nobody does.
    return ShippingAddress.objects.bulk_create([address])[0]


def _write_seller_orders(purchase: Purchase, quote: Quote) -> list[SellerOrder]:
    frozen = freeze([_sold(share) for share in quote.sellers])
    return SellerOrder.objects.bulk_create(
        _seller_order(purchase, share, position, commission)
        for position, (share, commission) in enumerate(
            zip(quote.sellers, frozen, strict=True), start=1
        )
    )


def _sold(share: SellerQuote) -> Share:
    """Return what the commission is of: goods at what the seller gets for them."""
    sold = [
        Sold(
            line.stock_record_id,
            line.listing.category_id,
            line.goods - line.discount + elsewhere(line),
        )
        for line in share.lines
    ]
    return Share(share.seller.pk, sold, share.delivery)


def _seller_order(
    purchase: Purchase, share: SellerQuote, position: int, commission: dict[str, Any]
) -> SellerOrder:
    method = share.delivery_quote.method
    return SellerOrder(
        purchase=purchase,
        seller=share.seller,
        number=f"{purchase.number}-{position}",
        goods=share.goods,
        discount=share.discount,
        discount_elsewhere=sum((elsewhere(line) for line in share.lines), ZERO),
        delivery=share.delivery,
        fee=share.fee,
        total=share.total,
        vat_percent=share.vat_percent,
        vat=share.vat,
        **commission,
        delivery_kind=method.kind,
        delivery_name_th=method.name_th,
        delivery_name_en=method.name_en,
        pickup_place=_pickup_place(method),
        weight_g=share.group.weight_g,
    )


def _pickup_place(method: DeliveryMethod) -> str:
    return method.pickup_place or (method.community.pickup_place if method.community else "")


def _write_lines(order: Order, quote: Quote, seller_orders: list[SellerOrder]) -> None:
    shares = list(zip(quote.sellers, seller_orders, strict=True))
    pairs = [(line, seller_order) for share, seller_order in shares for line in share.lines]
    written = OrderLine.objects.bulk_create(_order_line(order, line) for line, _ in pairs)
    LinePrice.objects.bulk_create(
        LinePrice(
            order=order,
            line=order_line,
            quantity=order_line.quantity,
            price_incl_tax=order_line.unit_price_incl_tax,
            price_excl_tax=order_line.unit_price_excl_tax,
        )
        for order_line in written
    )
    sold = SellerOrderLine.objects.bulk_create(
        _sold_line(seller_order, order_line, line)
        for (line, seller_order), order_line in zip(pairs, written, strict=True)
    )
    write_parts(zip(sold, (line for line, _ in pairs), strict=True))


def _order_line(order: Order, line: Line) -> OrderLine:
    """Return Oscar's line. Goods by weight are one thing at their whole price: it counts pieces."""
    record = line.variant.stock_record
    paid = line.goods - line.discount
    price = line.goods if line.is_weighed else line.unit_price
    return OrderLine(
        order=order,
        partner_id=record.partner_id,
        partner_name=line.seller.name_th[:128],
        partner_sku=record.partner_sku,
        stockrecord=record,
        product_id=line.variant.product_id,
        title=line.listing.title_th,
        quantity=line.pieces,
        line_price_incl_tax=paid,
        line_price_excl_tax=paid,
        line_price_before_discounts_incl_tax=line.goods,
        line_price_before_discounts_excl_tax=line.goods,
        unit_price_incl_tax=price,
        unit_price_excl_tax=price,
        num_allocated=line.quantity,
    )


def _sold_line(seller_order: SellerOrder, order_line: OrderLine, line: Line) -> SellerOrderLine:
    return SellerOrderLine(
        seller_order=seller_order,
        order_line=order_line,
        variant=line.variant,
        stock_record_id=line.stock_record_id,
        sku=line.variant.stock_record.partner_sku,
        title_th=line.listing.title_th,
        title_en=line.listing.title_en,
        variant_name=line.variant.name[:160],
        unit=line.listing.unit,
        photo_key=line.photo.key if line.photo else "",
        quantity=line.quantity,
        ordered_quantity=line.quantity,
        per=line.per,
        weight_limit_percent=line.weight_limit_percent,
        made_to_order_days=line.listing.made_to_order_days,
        unit_price=line.unit_price,
        goods=line.goods,
        discount=line.discount,
        ordered_discount=line.discount,
    )
