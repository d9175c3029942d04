"""Tell those at a shop who see its money what became of a payout: each step once."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import translation

from community.channels.telling import tell
from community.people.models import User
from community.sellers.models import SellerMember
from community.sellers.powers import ROLE_POWERS, Power
from shop.display.prices import baht_full_text
from shop.payouts.models import Payout


def tell_paid(payout: Payout) -> None:
    last_four = payout.account.last_four if payout.account else ""
    path = reverse("desk:money-payout", args=[payout.pk])
    _tell(payout, "payout_paid", path, reference=payout.bank_reference, last_four=last_four)


def tell_held(payout: Payout) -> None:
    """Tell why; what was only drawn up has no page of its own yet."""
    _tell(payout, "payout_held", reverse("desk:money"), payout.held_for, note=payout.error)


def tell_back(payout: Payout) -> None:
    path = reverse("desk:money-payout", args=[payout.pk])
    _tell(payout, "payout_back", path, note=payout.error)


def _tell(payout: Payout, kind: str, path: str, about: str = "", **facts: str) -> None:
    for person in _money_people(payout):
        key = f"{kind}:{payout.pk}:{about}:{person.pk}"
        with translation.override(person.language):
            amount, shop = baht_full_text(payout.amount), payout.seller.name
            why = str(payout.get_held_for_display())
        tell(person, kind, key, path=path, amount=amount, shop=shop, why=why, **facts)


def _money_people(payout: Payout) -> Iterator[User]:
    members = SellerMember.objects.filter(seller=payout.seller_id).select_related("user")
    for member in members.order_by("pk"):
        if Power.SEE_MONEY in ROLE_POWERS[member.role]:
            yield member.user
