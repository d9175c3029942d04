"""What is forgotten of a slip that was decided long ago, and what stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.people.models import User
from shop.disputes.models import Dispute
from shop.payments.models import Payment
from shop.slips import photos, tasks
from shop.slips.deciding import refuse
from shop.slips.errors import NotTaken
from shop.slips.models import Slip
from shop.slips.sending import Typed, send_slip
from tests.shop.slips.hand_purchases import to_the_market
from tests.shop.slips.slip_photos import slip_of, uploaded

pytestmark = pytest.mark.django_db


@pytest.fixture
def slip(payment: Payment, anan: User) -> Slip:
    found = send_slip(payment, uploaded(slip_of()), Typed(), None)
    refuse(found, Slip.Why.NO_MONEY, anan)
    return found


def forget_after(days: int) -> None:
    with time_machine.travel(timezone.now() + timedelta(days=days)):
        tasks.forget(timestamp=0)


def test_the_photo_goes_after_half_a_year_and_what_it_said_stays(
    slip: Slip, anan: User, client: Client
) -> None:
    forget_after(179)
    assert photos.is_kept(slip.key)

    forget_after(181)
    slip.refresh_from_db()
    client.force_login(anan)
    client.cookies["talat_language"] = "en"
    page = client.get(reverse("office:slip", args=[slip.key])).content.decode()

    assert not photos.is_kept(slip.key)
    assert (slip.bank_code, slip.reference) == ("004", "016326091512ABC00001")
    assert "The photo is removed" in page
    assert "<img" not in page.partition('id="photo"')[2]


def test_a_slip_whose_photo_is_gone_still_counts_once(slip: Slip, payment: Payment) -> None:
    listing = payment.purchase.seller_orders.get().lines.get().variant.listing
    forget_after(181)

    with pytest.raises(NotTaken):
        send_slip(to_the_market(listing), uploaded(slip_of()), Typed(), None)


def test_a_slip_that_waits_keeps_its_photo(slip: Slip) -> None:
    Slip.objects.update(state=Slip.State.WAITING)

    forget_after(400)

    assert photos.is_kept(slip.key)


def test_a_dispute_that_runs_needs_the_photo(slip: Slip) -> None:
    purchase = slip.payment.purchase
    Dispute.objects.create(
        purchase=purchase,
        kind="chargeback",
        gateway_id="dp_1",
        attempt=slip.payment.attempts.get(),
        amount=purchase.total,
    )

    forget_after(181)

    assert photos.is_kept(slip.key)
