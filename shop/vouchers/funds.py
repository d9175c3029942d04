"""What a community's fund has, and what its vouchers have promised of it."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import F, Sum
from django.utils import timezone
from oscar.apps.offer.models import ConditionalOffer

from community.groups.models import Community
from shop.ledger import accounts
from shop.ledger.balances import debit_of
from shop.money import ZERO, from_satang
from shop.purchases.models import SellerOrder
from shop.vouchers.models import LineDiscount


class AboveFund(Exception):
    """More is promised than the fund has. Carries what it has left, in baht."""

    def __init__(self, left: Decimal) -> None:
        super().__init__(str(left))
        self.left = left


def check_fund(community: Community, budget: Decimal | None) -> None:
    """Lock the community and raise AboveFund unless its fund can pay for the whole budget."""
    Community.objects.select_for_update(no_key=True).get(pk=community.pk)
    left = fund_left(community)
    if budget is None or budget > left:
        raise AboveFund(left)


def fund_left(community: Community) -> Decimal:
    """Return what the fund has beyond what its vouchers may still take, never below zero."""
    has = -from_satang(debit_of(accounts.fund(community.pk)))
    return max(has - _promised(community) - _on_its_way(community), ZERO)


def fund_owes(community: Community) -> Decimal:
    """Return by how much the fund is below zero: it gave more than it has."""
    return max(from_satang(debit_of(accounts.fund(community.pk))), ZERO)


def _promised(community: Community) -> Decimal:
    """Return what running vouchers may still take off."""
    running = ConditionalOffer.objects.filter(
        vouchers__terms__community=community,
        vouchers__end_datetime__gte=timezone.now(),
        max_discount__isnull=False,
    )
    left = running.aggregate(sum=Sum(F("max_discount") - F("total_discount")))["sum"]
    return left or ZERO


def _on_its_way(community: Community) -> Decimal:
    """Return what was taken off purchases that nobody has paid yet."""
    waiting = LineDiscount.objects.filter(community=community, seller_order__paid_at=None).exclude(
        seller_order__state=SellerOrder.State.CANCELLED
    )
    return waiting.aggregate(sum=Sum("amount"))["sum"] or ZERO
