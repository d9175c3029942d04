"""The delivery screen: what each seller offers for what is in the basket."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from shop.basket.contents import Contents, Group
from shop.browse.market_days import MarketDay, next_market_day
from shop.delivery.quotes import DeliveryQuote, delivery_quotes


@dataclass(frozen=True)
class Offer:
    """One way of delivery, and the days between which it arrives (inclusive)."""

    quote: DeliveryQuote
    first_day: date
    last_day: date
    market_day: MarketDay | None = None  # for a pickup: the market's first day with the goods


@dataclass
class Choice:
    """One seller's offers, and which is chosen."""

    group: Group
    offers: list[Offer]
    chosen: int | None = None
    is_missing: bool = field(default=False)

    @property
    def name(self) -> str:
        return f"delivery-{self.group.seller.pk}"


def choices_for(contents: Contents, chosen: Mapping[str, int], *, can_send: bool) -> list[Choice]:
    """Return a choice for each seller; without an address only pickup can be offered."""
    quotes = delivery_quotes(contents.groups)
    return [
        _choice(group, quotes[group.seller.pk], chosen.get(str(group.seller.pk)), can_send)
        for group in contents.groups
    ]


def _choice(
    group: Group, quotes: list[DeliveryQuote], chosen: int | None, can_send: bool
) -> Choice:
    possible = [quote for quote in quotes if can_send or quote.is_pickup]
    offers = [_offer(group, quote) for quote in possible]
    ids = [quote.method.pk for quote in possible]
    return Choice(group, offers, chosen if chosen in ids else next(iter(ids), None))


def _offer(group: Group, quote: DeliveryQuote) -> Offer:
    made = max((line.listing.made_to_order_days or 0 for line in group.lines), default=0)
    ready = timezone.localdate() + timedelta(days=group.seller.ships_in_days + made)
    if quote.is_pickup:
        return Offer(quote, ready, ready, _market_day(quote, ready))
    return Offer(
        quote,
        ready + timedelta(days=quote.method.days_min),
        ready + timedelta(days=quote.method.days_max),
    )


def _market_day(quote: DeliveryQuote, ready: date) -> MarketDay | None:
    market = quote.method.community
    morning = timezone.make_aware(datetime.combine(ready, time.min))
    return next_market_day(market, morning) if market else None


def read_choices(choices: list[Choice], posted: Mapping[str, str]) -> dict[str, int]:
    """Return {"<seller id>": <method id>} of what was posted; marks what is missing."""
    found: dict[str, int] = {}
    for choice in choices:
        by_id = {str(offer.quote.method.pk): offer for offer in choice.offers}
        offer = by_id.get(posted.get(choice.name, ""))
        choice.is_missing = offer is None
        if offer:
            found[str(choice.group.seller.pk)] = choice.chosen = offer.quote.method.pk
    return found
