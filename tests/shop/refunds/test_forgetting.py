"""What is forgotten of a refund that is over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from community.private import storing
from shop.disputes.models import Dispute
from shop.refunds.forgetting import forget
from shop.refunds.models import Refund, RefundPhoto
from shop.refunds.photos import ROOM
from tests.cast import make_listing, make_seller, make_user
from tests.refunds_scene import RefundsScene
from tests.sold import make_purchase

pytestmark = pytest.mark.django_db


def over(days: int, **fields: Any) -> RefundPhoto:
    """Return the photo of a refund that was paid so many days ago to an account."""
    listing = make_listing(make_seller(owner=make_user("mali@example.org")))
    refund = RefundsScene(make_purchase(listing)).refund
    Dispute.objects.update(state="lost")
    for name, value in {"bank_code": "004", "bank_number": "1234567890"}.items():
        setattr(refund, name, value)
    refund.bank_holder, refund.state = "สมชาย ใจดี", Refund.State.DONE
    refund.done_at = timezone.now() - timedelta(days=days)
    refund.save()
    photo = refund.photos.get()
    storing.write_sealed(storing.folder_of(photo.key, ROOM) / "large", b"sealed")
    return photo


def test_account_and_photo_are_forgotten_after_ninety_days() -> None:
    photo = over(days=91)

    assert forget() == 1

    refund = Refund.objects.get()
    assert (refund.bank_code, refund.bank_number, refund.bank_holder) == ("", "", "")
    assert (refund.photos.count(), storing.folder_of(photo.key, ROOM).exists()) == (0, False)
    assert forget() == 0


def test_until_then_they_are_kept() -> None:
    photo = over(days=89)

    assert forget() == 0

    assert storing.folder_of(photo.key, ROOM).exists()
    assert Refund.objects.get().bank_number == "1234567890"
    storing.forget(photo.key, ROOM)


def test_a_dispute_that_runs_needs_them() -> None:
    photo = over(days=91)
    Dispute.objects.update(state="open")

    assert forget() == 0

    storing.forget(photo.key, ROOM)
