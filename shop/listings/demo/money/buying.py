"""Buy as the checkout does, and be paid as staff and shops see it: no gateway is asked."""

from __future__ import annotations

from oscar.apps.basket.models import Basket
from oscar.apps.voucher.models import Voucher

from shop.basket.contents import read_contents
from shop.basket.lines import add
from shop.basket.vouchers import add_voucher
from shop.delivery.models import DeliveryMethod
from shop.listings.demo.money.people import BUYERS, Cast
from shop.listings.demo.money.table import Sale
from shop.listings.models import Variant
from shop.papers.due import issue_of
from shop.payments.by_hand import receive_by_hand
from shop.payments.in_hand import received_in_hand
from shop.payments.models import Attempt
from shop.purchases.models import Purchase
from shop.purchases.placing import place
from shop.purchases.quote import build_quote
from shop.ways.registry import WAYS, offers

Way = Attempt.Method
PICKUP = DeliveryMethod.Kind.PICKUP
IN_HAND_LATER = {Way.COD, Way.CASH}


def buy(sale: Sale, cast: Cast) -> Purchase:
    """Fill a basket, place it and go on to the page where it is paid."""
    user = None if sale.buyer else cast.buyer
    basket = Basket.objects.create(owner=user)
    for variant in Variant.objects.filter(stock_record__partner_sku__in=sale.goods).filter(
        listing__seller__in=cast.owners
    ):
        add(basket, variant, sale.goods[variant.stock_record.partner_sku])
    if sale.code:
        add_voucher(basket, Voucher.objects.get(code=sale.code))
    basket = Basket.objects.get(pk=basket.pk)
    contact, contents = BUYERS[sale.buyer], read_contents(basket)
    choices = {str(group.seller.pk): _method(group.seller.pk, sale) for group in contents.groups}
    quote = build_quote(contents, choices, contact.digest())
    shown = quote.shown({offer.code: offer.fee for offer in offers(quote)})
    purchase = place(basket.pk, contact, choices, shown, user=user, language="th", way=sale.way)
    WAYS[sale.way].begin(purchase)
    return Purchase.objects.get(pk=purchase.pk)


def _method(seller_id: int, sale: Sale) -> int:
    methods = DeliveryMethod.objects.filter(seller=seller_id, is_active=True)
    fitting = methods.filter(kind=PICKUP) if sale.picked_up else methods.exclude(kind=PICKUP)
    return fitting.order_by("position", "pk").values_list("pk", flat=True)[0]


def see_money(sale: Sale, purchase: Purchase, cast: Cast) -> None:
    """Book what staff saw in the bank, or the shop on its own telephone."""
    if sale.way in IN_HAND_LATER:
        return
    if sale.way == Way.SELLER_QR:
        take_in_hand(purchase, cast)
        return
    attempt = Attempt.objects.get(payment__purchase=purchase)
    reference = f"DEMO{purchase.placed_at:%y%m%d}{purchase.pk:06}"
    receive_by_hand(attempt, purchase.total, cast.staff, reference)
    issue_of(Purchase.objects.get(pk=purchase.pk))


def take_in_hand(purchase: Purchase, cast: Cast) -> None:
    for share in purchase.seller_orders.order_by("pk"):
        received_in_hand(share, cast.owners[share.seller_id])
    issue_of(Purchase.objects.get(pk=purchase.pk))
