"""Sales that papers are issued for: a seller registered for VAT, its letterhead, a refund."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from community.sellers.models import Seller
from shop.money import vat_inside
from shop.papers.letterheads import Party
from shop.papers.models import Letterhead
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds.approving import refund_share
from shop.refunds.models import Refund
from tests.cast import make_listing
from tests.sold import make_purchase, share_of

COMPANY: Party = {
    "name": "บริษัท ดอยคำนึง จำกัด",
    "address": "88 ถ.นิมมานเหมินท์ ต.สุเทพ อ.เมืองเชียงใหม่ จ.เชียงใหม่ 50200",
    "tax_id": "0105500000011",
    "branch": "00002",
}


def make_letterhead(seller: Seller, *, vat: bool = True) -> Letterhead:
    """Return how the seller's papers are headed; from now on it is registered for VAT, or not."""
    seller.vat_registered = vat
    seller.save(update_fields=["vat_registered"])
    return Letterhead.objects.create(
        seller=seller,
        legal_name="ห้างหุ้นส่วนจำกัด กี่แม่มะลิ",
        address="12 หมู่ 3 ต.ช่างเคิ่ง อ.แม่แจ่ม จ.เชียงใหม่ 50270",
        tax_id="0503500000016",
    )


def sell(seller: Seller, price: str = "175.00", quantity: int = 2, **options: Any) -> SellerOrder:
    """Return a paid seller order, with VAT inside where the seller is registered."""
    slug = options.pop("slug", "") or f"goods-{SellerOrder.objects.count()}"
    listing = make_listing(seller, price, stock=50, slug=slug, **options.pop("listing", {}))
    share = share_of(make_purchase(listing, quantity=quantity, **options))
    if seller.vat_registered:
        add_vat(share)
    return share


def add_vat(share: SellerOrder, percent: str = "7.00") -> None:
    share.vat_percent = Decimal(percent)
    share.vat = vat_inside(share.total, share.vat_percent)
    share.save(update_fields=["vat_percent", "vat"])


def give_back(share: SellerOrder, amount: str, *, delivery: str = "0.00") -> Refund:
    """Return an approved refund of so much of the first line, and of the delivery."""
    line = share.lines.all()[0]
    key = f"refund:{share.number}:{Refund.objects.count()}"
    lines = {line.pk: (0, Decimal(amount))}
    back = Decimal(delivery)
    return refund_share(share, lines, delivery=back, reason="damaged", by=None, key=key)


def purchase_of(share: SellerOrder) -> Purchase:
    return Purchase.objects.get(pk=share.purchase_id)
