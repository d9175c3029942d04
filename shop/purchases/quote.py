"""What a purchase comes to, to the satang, and whether it is still what the buyer was shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.core import signing
from django.utils import timezone

from community.sellers.models import Seller
from shop.basket.contents import Contents, Group, Line
from shop.delivery.quotes import DeliveryQuote, delivery_quotes
from shop.listings.units import quantity_text
from shop.money import ZERO, vat_inside
from shop.purchases.models import Purchase, VatRate

SALT = "talat.shown"


class DeliveryMissing(Exception):
    """A seller's delivery is not chosen, or is not offered any more."""

    def __init__(self, seller: Seller) -> None:
        super().__init__(seller.pk)
        self.seller = seller


@dataclass(frozen=True)
class SellerQuote:
    """One seller's share. Rounded once: VAT is of the share, not of lines."""

    group: Group
    delivery_quote: DeliveryQuote
    vat_percent: Decimal
    fee: Decimal = ZERO  # for the way to pay
    fee_to_seller: bool = False  # who collects the money has the fee

    @property
    def seller(self) -> Seller:
        return self.group.seller

    @property
    def lines(self) -> list[Line]:
        return self.group.lines

    @property
    def goods(self) -> Decimal:
        return self.group.goods

    @property
    def discount(self) -> Decimal:
        return self.group.discount

    @property
    def delivery(self) -> Decimal:
        return self.delivery_quote.price

    @property
    def before_fee(self) -> Decimal:
        return self.goods - self.discount + self.delivery

    @property
    def total(self) -> Decimal:
        return self.before_fee + self.fee

    @property
    def vat(self) -> Decimal:
        return vat_inside(self.total if self.fee_to_seller else self.before_fee, self.vat_percent)


@dataclass(frozen=True)
class Quote:
    contents: Contents
    sellers: list[SellerQuote]
    recipient: str = ""  # Contact.digest() of who gets it
    way: str = ""  # how it is paid, once chosen
    collect_by: str = Purchase.CollectBy.PLATFORM

    @property
    def goods(self) -> Decimal:
        return sum((share.goods for share in self.sellers), ZERO)

    @property
    def discount(self) -> Decimal:
        return sum((share.discount for share in self.sellers), ZERO)

    @property
    def delivery(self) -> Decimal:
        return sum((share.delivery for share in self.sellers), ZERO)

    @property
    def fee(self) -> Decimal:
        return sum((share.fee for share in self.sellers), ZERO)

    @property
    def vat(self) -> Decimal:
        return sum((share.vat for share in self.sellers), ZERO)

    @property
    def total(self) -> Decimal:
        return sum((share.total for share in self.sellers), ZERO)

    def paid_by(self, way: str, collect_by: str, fees: Mapping[int, Decimal]) -> Quote:
        """Return the quote with a way to pay chosen and its fees, {seller id: baht}."""
        to_seller = collect_by == Purchase.CollectBy.SELLER_DIRECT
        shares = [
            replace(share, fee=fees[share.seller.pk], fee_to_seller=to_seller)
            for share in self.sellers
        ]
        return replace(self, sellers=shares, way=way, collect_by=collect_by)

    @property
    def all_pickup(self) -> bool:
        return all(share.delivery_quote.is_pickup for share in self.sellers)

    def snapshot(self) -> dict[str, Any]:
        """Return everything that the buyer agrees to by pressing the button."""
        return {
            "basket": self.contents.basket.pk,
            "recipient": self.recipient,
            "lines": {
                str(line.id): [
                    line.listing.title_th,
                    line.quantity,
                    str(line.unit_price),
                    line.weight_limit_percent,
                ]
                for line in self.contents.lines
            },
            "delivery": {
                str(share.seller.pk): [share.delivery_quote.method.pk, str(share.delivery)]
                for share in self.sellers
            },
            "discount": str(self.discount),
            "total": str(self.total),
            "way": self.way,
        }

    def shown(self, fees: Mapping[str, Decimal] | None = None) -> str:
        """Return the snapshot, signed, for the form to carry, with what each way costs."""
        told = {code: str(fee) for code, fee in (fees or {}).items()}
        return signing.dumps({**self.snapshot(), "fees": told}, salt=SALT, compress=True)


def build_quote(contents: Contents, choices: Mapping[str, int], recipient: str = "") -> Quote:
    """Return what the basket comes to with these deliveries ({"<seller id>": <method id>}).

    Raises DeliveryMissing.
    """
    offered = delivery_quotes(contents.groups)
    registered = any(group.seller.vat_registered for group in contents.groups)
    vat_percent = VatRate.on(timezone.localdate()) if registered else ZERO
    return Quote(
        contents,
        [
            SellerQuote(
                group,
                _chosen(group, offered[group.seller.pk], choices),
                vat_percent if group.seller.vat_registered else ZERO,
            )
            for group in contents.groups
        ],
        recipient,
    )


def _chosen(
    group: Group, offered: list[DeliveryQuote], choices: Mapping[str, int]
) -> DeliveryQuote:
    wanted = choices.get(str(group.seller.pk))
    for quote in offered:
        if quote.method.pk == wanted:
            return quote
    raise DeliveryMissing(group.seller)


def fingerprint(snapshot: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a snapshot, in hex."""
    text = json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Change:
    """Something that is not as it was shown. `title` is empty for delivery, fee and totals."""

    # price, quantity, weight_limit, gone, added, contact, delivery, discount, fee, total
    what: str
    title: str
    was: str
    now: str


def changes_since(shown: str, now: Mapping[str, Any]) -> list[Change]:
    """Return what changed since the buyer looked; a token that is not ours counts as changed."""
    try:
        was = _loaded(shown)
    except signing.BadSignature:
        return [Change("total", "", "", now["total"])]
    moved = was["recipient"] != now["recipient"]
    contact = [Change("contact", "", "", "")] if moved else []
    return [*_line_changes(was["lines"], now["lines"]), *contact, *_sum_changes(was, now)]


def fee_changes(shown: str, way: str, fee: Decimal) -> list[Change]:
    """Return what changed of the fee of a way: what was not shown was free."""
    try:
        was = _loaded(shown).get("fees", {}).get(way, str(ZERO))
    except signing.BadSignature:
        return []  # changes_since says so
    return [] if was == str(fee) else [Change("fee", "", was, str(fee))]


def _line_changes(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    gone = [Change("gone", was[line_id][0], "", "") for line_id in was if line_id not in now]
    added = [Change("added", now[line_id][0], "", "") for line_id in now if line_id not in was]
    both = [(was[line_id], now[line_id]) for line_id in was if line_id in now]
    prices = [
        Change("price", after[0], before[2], after[2])
        for before, after in both
        if before[2] != after[2]
    ]
    quantities = [
        Change("quantity", after[0], _told(before), _told(after))
        for before, after in both
        if before[1] != after[1]
    ]
    limits = [
        Change("weight_limit", after[0], _limit(before), _limit(after))
        for before, after in both
        if _limit(before) != _limit(after)
    ]
    return [*prices, *quantities, *limits, *added, *gone]


def _told(line: Sequence[Any]) -> str:
    """Return how many, or how heavy: a line with a limit is weighed."""
    return quantity_text(line[1], "kg", is_weighed=True) if _limit(line) else str(line[1])


def _limit(line: Sequence[Any]) -> str:
    """Return how far its weight may be off; a screen of an earlier version said nothing of it."""
    return f"± {line[3]} %" if len(line) > 3 and line[3] is not None else ""


def _sum_changes(was: Mapping[str, Any], now: Mapping[str, Any]) -> list[Change]:
    found = []
    delivery_was, delivery_now = (
        str(sum((Decimal(price) for _, price in side["delivery"].values()), ZERO))
        for side in (was, now)
    )
    if was["delivery"] != now["delivery"]:
        found.append(Change("delivery", "", delivery_was, delivery_now))
    sums = (what for what in ("discount", "total") if was[what] != now[what])
    return [*found, *(Change(what, "", was[what], now[what]) for what in sums)]


def basket_in(shown: str) -> int | None:
    """Return the basket that a screen was about, if the token is ours."""
    try:
        return int(_loaded(shown)["basket"])
    except (signing.BadSignature, KeyError):
        return None


def _loaded(shown: str) -> dict[str, Any]:
    """Raises BadSignature for a token that is not ours."""
    snapshot: dict[str, Any] = signing.loads(shown, salt=SALT)
    return snapshot
