"""Write goods: products, listings, stock records, variants. Seven statements, however many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from oscar.apps.catalogue.models import Category, Product, ProductCategory, ProductClass

from community.sellers.models import Seller
from shop.listings.models import Listing, Variant
from shop.listings.romanise import slug_for
from shop.partner.models import StockRecord
from shop.stock.errors import TooMuch
from shop.stock.moving import NOBODY, By, open_book
from shop.stock.writing import MOST

BATCH = 2000


@dataclass
class Offer:
    """One variant: what it costs, how many there are, how the parcel is."""

    sku: str
    price: Decimal | None  # None: not for sale yet
    stock: int
    low_stock: int | None
    weight_g: int
    size_cm: list[int]
    options: dict[str, str] = field(default_factory=dict)


@dataclass
class Goods:
    """One listing with its offers; `words` are the listing's other fields."""

    seller: Seller
    category: Category
    title_th: str
    title_en: str
    offers: list[Offer]
    words: dict[str, Any]

    @cached_property
    def slug(self) -> str:
        return slug_for(self.title_th, self.title_en)

    @property
    def has_options(self) -> bool:
        return any(offer.options for offer in self.offers)


def put_on_sale(many: Sequence[Goods], by: By = NOBODY) -> list[Listing]:
    """Write products, listings, stock records and variants; return the listings in order.

    The stock book of each begins with what there is. Raises TooMuch.
    """
    products = _products(many)
    listings = [_listing(goods, product) for goods, product in zip(many, products, strict=True)]
    Listing.objects.bulk_create(listings, batch_size=BATCH)
    shelf = [
        (goods, listing, position, offer)
        for goods, listing in zip(many, listings, strict=True)
        for position, offer in enumerate(goods.offers)
    ]
    sold = _sold_products(shelf)
    records = [_record(row[0], row[3], item) for row, item in zip(shelf, sold, strict=True)]
    StockRecord.objects.bulk_create(records, batch_size=BATCH)
    open_book(records, by)
    Variant.objects.bulk_create(
        (
            _variant(listing, position, offer, record)
            for (_, listing, position, offer), record in zip(shelf, records, strict=True)
        ),
        batch_size=BATCH,
    )
    return listings


def _products(many: Sequence[Goods]) -> list[Product]:
    goods_class = ProductClass.objects.get(slug="goods")
    products = [
        Product(
            product_class=goods_class,
            structure=Product.PARENT if goods.has_options else Product.STANDALONE,
            title=goods.title_th,
            slug=goods.slug,
        )
        for goods in many
    ]
    Product.objects.bulk_create(products, batch_size=BATCH)
    ProductCategory.objects.bulk_create(
        (
            ProductCategory(product=product, category=goods.category)
            for goods, product in zip(many, products, strict=True)
        ),
        batch_size=BATCH,
    )
    return products


def _listing(goods: Goods, product: Product) -> Listing:
    return Listing(
        product=product,
        seller=goods.seller,
        category=goods.category,
        slug=goods.slug,
        title_th=goods.title_th,
        title_en=goods.title_en,
        axes=list(goods.offers[0].options),
        **{"state": Listing.State.PUBLISHED, **goods.words},
    )


def _sold_products(shelf: list[tuple[Goods, Listing, int, Offer]]) -> list[Product]:
    """Return the product behind each offer: the listing's own, or a child of it."""
    products = [
        Product(structure=Product.CHILD, parent=listing.product, slug=f"{goods.slug}-{place + 1}")
        if offer.options
        else listing.product
        for goods, listing, place, offer in shelf
    ]
    children = [product for product in products if product.pk is None]
    Product.objects.bulk_create(children, batch_size=BATCH)
    return products


def _record(goods: Goods, offer: Offer, product: Product) -> StockRecord:
    if offer.stock > MOST:
        raise TooMuch(offer.stock, MOST)
    return StockRecord(
        product=product,
        partner_id=goods.seller.partner_id,
        partner_sku=offer.sku,
        price_currency="THB",
        price=offer.price,
        num_in_stock=offer.stock,
        num_allocated=0,
        low_stock_threshold=offer.low_stock,
    )


def _variant(listing: Listing, position: int, offer: Offer, record: StockRecord) -> Variant:
    return Variant(
        product=record.product,
        listing=listing,
        stock_record=record,
        position=position,
        options=offer.options,
        weight_g=offer.weight_g,
        size_cm=offer.size_cm,
    )
