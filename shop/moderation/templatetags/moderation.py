"""What a seller sees of staff's looks, beside the listing."""

from __future__ import annotations

from typing import Any

from django import template

from shop.listings.models import Listing
from shop.moderation.comparing import before_and_after, rows_of
from shop.moderation.models import Look

register = template.Library()
SHOWN = (Look.State.WAITING, Look.State.RETURNED, Look.State.WITHDRAWN)


@register.inclusion_tag("desk/listings_look.html", takes_context=True)
def look_of(context: dict[str, Any], listing: Listing) -> dict[str, Any]:
    """Show the last question to staff about the listing, unless it was accepted or taken back."""
    last = Look.objects.filter(listing=listing).order_by("-pk").first()
    look = last if last and last.state in SHOWN and _still_counts(last, listing) else None
    return {
        "look": look,
        "listing": listing,
        "may_list": context.get("may_list"),
        "csrf_token": context.get("csrf_token"),
        "changes": changes_of(look) if look else [],
    }


def _still_counts(look: Look, listing: Listing) -> bool:
    """Return whether it is news: what was mended and is on sale again needs no reason."""
    states = Listing.State
    if look.state == Look.State.WAITING:
        return look.kind == Look.Kind.EDIT  # new goods say it by their state
    if look.state == Look.State.RETURNED and look.kind == Look.Kind.NEW:
        return listing.state == states.DRAFT
    return True


def changes_of(look: Look) -> list[tuple[str, str]]:
    """Return what a change that waits would write, in words."""
    if look.kind != Look.Kind.EDIT:
        return []
    rows = rows_of(look, *before_and_after(look))
    return [(row.label, "".join(text for text, _ in row.after)) for row in rows if row.is_changed]
