"""The cast everyone knows, and small factories for what they own.

Mali sells, Somchai buys, Niran runs the community, Dao helps, Anan is staff, Krit is a stranger.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.utils import timezone
from oscar.apps.catalogue.models import Category, Product, ProductCategory, ProductClass

from community.groups.models import Community, Membership
from community.holidays.models import Holiday
from community.people.models import User
from community.places.models import Province
from community.sellers.models import Seller, SellerMember
from shop.delivery.models import DeliveryMethod, WeightBand
from shop.listings.models import CategoryWords, Listing, Photo, Variant
from shop.partner.models import Partner, StockRecord
from shop.stock.moving import open_book

PASSWORD = "a-password-of-the-cast-1"
# One round: a test that signs in for real is the only one that pays for a real hash.
HASHED_PASSWORD = PBKDF2PasswordHasher().encode(PASSWORD, "saltofthecast", iterations=1)
BANDS = ((250, "42.00"), (1000, "67.00"), (5000, "147.00"))  # up to grams, baht


def make_user(
    email: str | None = "somchai@example.org",
    *,
    name: str = "สมชาย",
    phone: str | None = None,
    language: str = "th",
    **fields: Any,
) -> User:
    """Return a person whose password is PASSWORD; email=None needs a phone (E.164)."""
    return User.objects.create(
        email=email,
        phone=phone,
        name=name,
        language=language,
        password=HASHED_PASSWORD,
        **fields,
    )


def make_staff(email: str = "anan@example.org", name: str = "อนันต์") -> User:
    return make_user(email, name=name, is_staff=True)


def make_community(
    slug: str = "mae-chaem",
    *,
    name_th: str = "ตลาดแม่แจ่ม",
    name_en: str = "Mae Chaem Market",
    province: str = "50",
    manager: User | None = None,
    **fields: Any,
) -> Community:
    """Return a market with a market day and a pickup place; province by its code."""
    values: dict[str, Any] = {
        "state": Community.State.APPROVED,
        "kind": Community.Kind.MARKET,
        "market_days": "Sat 08:00-16:00",
        "pickup_place": "ศาลากลางบ้าน",
        **fields,
    }
    community = Community.objects.create(
        slug=slug,
        name_th=name_th,
        name_en=name_en,
        province=_province(province),
        **values,
    )
    if community.pickup_place:
        community.pickup_places.create(name_th=community.pickup_place)
    if manager:
        Membership.objects.create(community=community, user=manager, role=Membership.Role.MANAGER)
    return community


def make_holiday(
    of: Seller | Community, first: int = 0, last: int = 0, *, by: User | None = None, **fields: Any
) -> Holiday:
    """Return a holiday from so many days after today to so many, both included."""
    today = timezone.localdate()
    return Holiday.objects.create(
        seller=of if isinstance(of, Seller) else None,
        community=of if isinstance(of, Community) else None,
        first_day=today + timedelta(days=first),
        last_day=today + timedelta(days=last),
        created_by=by or make_user(None, phone=f"+6680{Holiday.objects.count():07d}"),
        **fields,
    )


def make_seller(
    slug: str = "mali",
    *,
    name_th: str = "กี่แม่มะลิ",
    name_en: str = "Mali's Loom",
    province: str = "50",
    owner: User | None = None,
    communities: Iterable[Community] = (),
    **fields: Any,
) -> Seller:
    """Return an approved seller with a partner of its own; province by its code."""
    seller = Seller.objects.create(
        partner=Partner.objects.create(code=slug, name=name_th),
        slug=slug,
        state=fields.pop("state", Seller.State.APPROVED),
        kind=fields.pop("kind", Seller.Kind.INDIVIDUAL),
        name_th=name_th,
        name_en=name_en,
        province=_province(province),
        **fields,
    )
    seller.communities.set(communities)
    if owner:
        join_team(seller, owner)
    return seller


def join_team(
    seller: Seller, user: User, role: SellerMember.Role = SellerMember.Role.OWNER
) -> SellerMember:
    return SellerMember.objects.create(seller=seller, user=user, role=role)


def seller_of(user: User) -> Seller:
    """Return the one seller in whose team the user is."""
    return Seller.objects.get(members__user=user)


def make_category(
    slug: str = "textiles",
    *,
    name_th: str = "ผ้า",
    name_en: str = "Textiles",
    parent: Category | None = None,
) -> Category:
    """Return the category with that slug, made when it is not there yet."""
    found = Category.objects.filter(slug=slug).first()
    if found:
        return found
    category = (
        Category.add_child(parent, name=name_th, slug=slug)
        if parent
        else Category.add_root(name=name_th, slug=slug)
    )
    CategoryWords.objects.create(category=category, name_th=name_th, name_en=name_en)
    return category


def make_listing(
    seller: Seller,
    price: str = "120.00",
    stock: int = 5,
    *,
    title_th: str = "ผ้าเช็ดหน้าฝ้าย",
    title_en: str = "Cotton hankie",
    slug: str = "cotton-hankie",
    sku: str = "",
    category: Category | None = None,
    weight_g: int = 100,
    low_stock: int = 1,
    variants: Sequence[tuple[str, str, int]] = (),
    **fields: Any,
) -> Listing:
    """Return a listing on sale with one variant, or one for each (colour, price, stock).

    Cards are not written: call shop.listings.cards.rebuild_cards where pages are read.
    """
    category = category or make_category()
    product = _product(title_th, slug, Product.PARENT if variants else Product.STANDALONE)
    ProductCategory.objects.create(product=product, category=category)
    listing = Listing.objects.create(
        product=product,
        seller=seller,
        category=category,
        slug=slug,
        title_th=title_th,
        title_en=title_en,
        state=fields.pop("state", Listing.State.PUBLISHED),
        unit=fields.pop("unit", "cloth"),
        **fields,
    )
    shared = {"weight_g": weight_g, "low_stock": low_stock}
    if not variants:
        make_variant(listing, price, stock, sku=sku, **shared)
    for colour, its_price, its_stock in variants:
        make_variant(listing, its_price, its_stock, options={"สี": colour}, **shared)
    return listing


def make_variant(
    listing: Listing,
    price: str = "120.00",
    stock: int = 5,
    *,
    options: dict[str, str] | None = None,
    sku: str = "",
    weight_g: int = 100,
    low_stock: int = 1,
) -> Variant:
    """Return a variant of the listing, with a product of its own where it has options."""
    parent, position = listing.product, listing.variants.count()
    product = parent
    if options:
        product = _product(None, f"{parent.slug}-{position + 1}", Product.CHILD, parent=parent)
    record = StockRecord.objects.create(
        product=product,
        partner=listing.seller.partner,
        partner_sku=sku or f"T-{product.pk}",
        price_currency="THB",
        price=Decimal(price),
        num_in_stock=stock,
        num_allocated=0,
        low_stock_threshold=low_stock,
    )
    open_book([record])
    return Variant.objects.create(
        product=product,
        listing=listing,
        stock_record=record,
        position=position,
        options=options or {},
        weight_g=weight_g,
    )


def variant_of(listing: Listing) -> Variant:
    """Return the only variant of a listing without options."""
    return listing.variants.get()


def make_photo(listing: Listing, key: str = "0" * 40, **fields: Any) -> Photo:
    """Return a photo that says it is ready; no file stands behind it."""
    values: dict[str, Any] = {
        "state": Photo.State.READY,
        "tone": "#f3e3ea",
        "widths": [160, 320, 640],
        "alt_th": listing.title_th,
        **fields,
    }
    return Photo.objects.create(listing=listing, key=key, **values)


def make_delivery(
    seller: Seller,
    kind: str = "flat",
    price: str = "40.00",
    *,
    bands: Sequence[tuple[int, str]] = BANDS,
    community: Community | None = None,
    **fields: Any,
) -> DeliveryMethod:
    """Return a delivery method: flat at a price, weight by bands, or pickup at a community."""
    values: dict[str, Any] = {
        "name_th": {"flat": "ลงทะเบียน", "weight": "EMS", "pickup": "รับเอง"}[kind],
        "name_en": {"flat": "Registered mail", "weight": "EMS", "pickup": "Pickup"}[kind],
        "pickup_place": community.pickup_place if community else "",
        **fields,
    }
    method = DeliveryMethod.objects.create(
        seller=seller,
        kind=kind,
        price=Decimal(price if kind == "flat" else "0.00"),
        community=community,
        **values,
    )
    if kind == "weight":
        WeightBand.objects.bulk_create(
            WeightBand(method=method, up_to_g=up_to_g, price=Decimal(baht))
            for up_to_g, baht in bands
        )
    return method


@pytest.fixture
def market(db: None) -> Community:
    return make_community()


@pytest.fixture
def mali(db: None) -> User:
    """A seller's owner: seller_of(mali), or the fixture malis_shop, is กี่แม่มะลิ."""
    user = make_user("mali@example.org", name="มะลิ")
    make_seller("mali", owner=user)
    return user


@pytest.fixture
def malis_shop(mali: User) -> Seller:
    return seller_of(mali)


@pytest.fixture
def somchai(db: None) -> User:
    return make_user()


@pytest.fixture
def niran(market: Community) -> User:
    user = make_user("niran@example.org", name="นิรันดร์")
    Membership.objects.create(community=market, user=user, role=Membership.Role.MANAGER)
    return user


@pytest.fixture
def dao(db: None) -> User:
    return make_user("dao@example.org", name="ดาว")


@pytest.fixture
def anan(db: None) -> User:
    return make_staff()


@pytest.fixture
def krit(db: None) -> User:
    return make_user("krit@example.org", name="กฤต")


def _province(code: str) -> Province:
    return Province.objects.get(pk=code)


def _product(title: str | None, slug: str, structure: str, **fields: Any) -> Product:
    if structure != Product.CHILD:
        fields["product_class"] = ProductClass.objects.get(slug="goods")
    return Product.objects.create(title=title or "", slug=slug, structure=structure, **fields)
