"""Say to those who pack at a seller that something is paid: each once, by the chosen channel."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils import translation

from community.assistance.current import in_force
from community.assistance.models import Grant
from community.channels.models import Channel, Notice
from community.channels.telling import tell
from community.channels.ways import ways_for
from community.people.models import User
from community.sellers.models import SellerMember
from community.sellers.powers import ROLE_POWERS, Power
from shop.display.prices import baht_text
from shop.notify.models import Message
from shop.purchases.models import SellerOrder

KIND = "seller_order_paid"


def tell_team(seller_order: SellerOrder) -> list[Message]:
    """Tell who reads no e-mail, and return the letters for the others.

    Who may not see the seller's money reads no sums.
    """
    letters = []
    for person, powers in people_of(seller_order):
        key = f"{KIND}:{seller_order.number}:{person.pk}"
        ways = ways_for(person)
        sees_money = Power.SEE_MONEY in powers
        # The channel may have been changed since: a text before, a letter now.
        if ways[:1] == [Channel.EMAIL] and not Notice.objects.filter(key=key).exists():
            letters.append(_letter(seller_order, person, key, sees_money=sees_money))
        elif ways and not Message.objects.filter(key=key).exists():
            _notice(seller_order, person, key, sees_money=sees_money)
    return letters


def people_of(seller_order: SellerOrder) -> Iterator[tuple[User, Collection[str]]]:
    """Yield everybody in the team, then the helpers who may handle orders now."""
    seller = seller_order.seller_id
    members = SellerMember.objects.filter(seller=seller).select_related("user").order_by("pk")
    told = set()
    for member in members:
        told.add(member.user_id)
        yield member.user, ROLE_POWERS[member.role]
    grants = in_force(Grant.objects.filter(seller=seller)).select_related("helper__user")
    for grant in grants.order_by("pk"):
        if Power.HANDLE_ORDERS in grant.powers and grant.helper.user_id not in told:
            told.add(grant.helper.user_id)
            yield grant.helper.user, grant.powers


def _letter(seller_order: SellerOrder, person: User, key: str, *, sees_money: bool) -> Message:
    return Message(
        key=key,
        kind=KIND,
        to=person.email or "",
        language=person.language,
        context={"seller_order": seller_order.number, "hides_sums": not sees_money},
    )


def _notice(seller_order: SellerOrder, person: User, key: str, *, sees_money: bool) -> None:
    number = seller_order.number
    with translation.override(person.language):
        facts = {"shop": seller_order.seller.name}
    if sees_money:
        facts["total"] = baht_text(seller_order.total)
    if seller_order.paid_at is None:
        facts["is_unpaid"] = "yes"
    tell(person, KIND, key, number=number, path=reverse("desk:order", args=[number]), **facts)
