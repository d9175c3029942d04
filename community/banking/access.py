"""The only way to a change of account: that of one's own shop, or a 404."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from community.banking.models import PayoutAccount
from community.banking.moves import PENDING
from community.sellers.models import Seller


def get_pending(seller: Seller) -> PayoutAccount:
    """Return the change that waits."""
    return get_object_or_404(seller.payout_accounts, state__in=PENDING)
