"""Who is told of a dispute: the shops it is about, and the staff; how it ends, the buyer too."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from community.channels.telling import tell
from community.people.models import User
from shop.display.prices import baht_full_text
from shop.disputes.models import Dispute
from shop.notify.telling import tell_refund
from shop.purchases.models import SellerOrder
from shop.refunds.telling import money_people, said_of, staff


def tell_opened(dispute: Dispute) -> None:
    """Tell shops and staff, with the deadline."""
    kind = f"{dispute.kind}_opened"
    for share in _shares(dispute):
        _tell_shop(dispute, share, kind)
    for person in staff():
        path = reverse("office:dispute", args=[dispute.pk])
        _tell(dispute, person, kind, path, dispute.purchase.number)


def tell_decided(dispute: Dispute) -> None:
    """Tell the shops; the buyer of a complaint that gets nothing reads why."""
    for share in _shares(dispute):
        _tell_shop(dispute, share, f"dispute_{dispute.state}")
    if dispute.request and dispute.state == Dispute.State.WON:
        tell_refund(dispute.request, "kept")


def _tell_shop(dispute: Dispute, share: SellerOrder, kind: str) -> None:
    for person in money_people(share):
        path = reverse("desk:dispute", args=[share.number, dispute.pk])
        _tell(dispute, person, kind, path, share.number)


def _tell(dispute: Dispute, person: User, kind: str, path: str, number: str) -> None:
    with translation.override(person.language):
        facts = {"amount": baht_full_text(dispute.amount), "number": number, "path": path}
        if dispute.deadline:
            facts["until"] = said_of(dispute.deadline)
    key = f"{kind}:{dispute.pk}:{number}:{person.pk}"
    tell(person, kind, key, answer=dispute.answer, **facts)


def _shares(dispute: Dispute) -> list[SellerOrder]:
    if dispute.seller_order:
        return [dispute.seller_order]
    return list(dispute.purchase.seller_orders.select_related("seller").order_by("pk"))
