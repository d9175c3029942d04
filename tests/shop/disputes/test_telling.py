"""Who is told of a dispute."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from community.channels.models import Notice
from community.channels.wording import text_of
from community.people.models import User
from shop.disputes.chargebacks import apply_dispute
from shop.disputes.complaining import complain, decide_for_seller
from shop.fulfilment.moves import mark_shipped
from shop.gateways.base import DisputeSeen
from shop.notify.models import Message
from shop.notify.rendering import letter_for
from shop.payments.models import Attempt
from shop.purchases.models import SellerOrder
from shop.refunds import asking
from shop.refunds.models import Refund
from tests.cast import make_listing, make_seller, make_staff, make_user
from tests.shop.refunds.paid import paid_purchase
from tests.sold import share_of

pytestmark = pytest.mark.django_db
DEADLINE = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)


@pytest.fixture
def mali() -> User:
    return make_user("mali@example.org", name="มะลิ", language="en")


@pytest.fixture
def share(mali: User) -> SellerOrder:
    listing = make_listing(make_seller(owner=mali), price="100.00", stock=10)
    share = share_of(paid_purchase(listing, quantity=3, language="en"))
    mark_shipped(share, mali)
    share.refresh_from_db()
    return share


def told() -> list[tuple[str, str]]:
    notices = Notice.objects.order_by("kind", "user__email").select_related("user")
    return [(one.kind, str(one.user.email)) for one in notices]


def test_a_chargeback_is_told_with_its_deadline_once(share: SellerOrder, mali: User) -> None:
    make_staff()
    attempt = Attempt.objects.get()
    seen = DisputeSeen(
        gateway_id="dp_1",
        intent_id="pi_1",
        status="open",
        amount_satang=34_000,
        reason="fraudulent",
        deadline=DEADLINE,
        withdrawn_satang=0,
    )

    for _ in range(2):
        apply_dispute(attempt, seen)

    assert told() == [
        ("chargeback_opened", "anan@example.org"),
        ("chargeback_opened", "mali@example.org"),
    ]
    text = text_of(Notice.objects.get(user=mali))
    assert text.startswith(f"The bank of a card took ฿340.00 back: order {share.number}")
    assert "1 December 2026" in text or "1 Dec 2026" in text


def test_a_complaint_and_how_it_ends(share: SellerOrder, mali: User) -> None:
    anan = make_staff()
    wanted = {share.lines.get().pk: 1}
    asked = asking.ask(share, wanted, reason=Refund.Reason.DAMAGED, note="แตก", by=None)
    asking.refuse(asked, mali, "ห่อดีแล้ว")

    decide_for_seller(complain(asked, "แตกจริง", None), anan, "รูปไม่ชัด")

    assert told() == [
        ("complaint_opened", "anan@example.org"),
        ("complaint_opened", "mali@example.org"),
        ("dispute_won", "mali@example.org"),
        ("refund_asked", "mali@example.org"),
    ]
    message = Message.objects.get(key__contains=":kept:")
    assert "รูปไม่ชัด" in letter_for(message).text
