"""Who is told of a certificate: the owners of its shop, each in their own language."""

from __future__ import annotations

from django.utils.translation import override

from community.channels.telling import tell
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.certificates.models import Certificate
from shop.display.dates import date_text


def tell_owners(certificate: Certificate, kind: str, when: str, **facts: str) -> None:
    """Tell each owner once for each `when`."""
    for owner in owners_of(certificate.seller_id):
        with override(owner.language):
            said = {
                "certificate": str(certificate),
                "shop": certificate.seller.name,
                "last_day": last_day_text(certificate),
                **facts,
            }
        tell(owner, kind, f"{kind}:{certificate.pk}:{when}:{owner.pk}", **said)


def owners_of(seller_id: int) -> list[User]:
    members = SellerMember.objects.filter(
        seller=seller_id, role=SellerMember.Role.OWNER, user__is_active=True
    )
    return [member.user for member in members.select_related("user").order_by("pk")]


def first_owner(seller: Seller) -> User | None:
    return next(iter(owners_of(seller.pk)), None)


def last_day_text(certificate: Certificate) -> str:
    return date_text(certificate.expires_on, "short") if certificate.expires_on else ""
