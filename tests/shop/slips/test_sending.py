from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from community.private.receiving import look_at
from shop.books.audit import audit
from shop.listings.models import Listing
from shop.payments.models import Attempt, Payment
from shop.purchases import tasks
from shop.purchases.expiry import expire
from shop.purchases.models import Purchase
from shop.slips import photos, sending
from shop.slips.emvco import promptpay
from shop.slips.errors import NotTaken
from shop.slips.mini_qr import write
from shop.slips.models import Slip
from shop.slips.sending import MOST_SLIPS, Typed, send_slip
from tests.shop.slips.hand_purchases import to_sellers, to_the_market
from tests.shop.slips.slip_photos import slip_of, slip_photo, uploaded

pytestmark = pytest.mark.django_db
Flag = Slip.Flag


def send(payment: Payment, data: bytes, bank: str = "", reference: str = "") -> Slip:
    return send_slip(payment, uploaded(data), Typed(bank, reference), None)


def test_the_bank_and_its_number_are_read_from_the_photo(payment: Payment) -> None:
    slip = send(payment, slip_of("004", "016326091512ABC00001"))

    assert (slip.bank_code, slip.reference, slip.is_read) == ("004", "016326091512ABC00001", True)
    assert (slip.state, slip.flags) == (Slip.State.WAITING, [])
    assert photos.read(slip.key, photos.SMALL).startswith(b"\xff\xd8")


def test_a_photo_without_a_code_is_kept_and_says_so(payment: Payment) -> None:
    slip = send(payment, slip_photo(), "014", "ABC123456")

    assert (slip.bank_code, slip.reference, slip.is_read) == ("014", "ABC123456", False)
    assert slip.flags == [Flag.NO_CODE]


def test_what_was_typed_against_the_code_is_flagged(payment: Payment) -> None:
    slip = send(payment, slip_of(reference="016326091512ABC00001"), "004", "OTHERNUMBER")

    assert (slip.reference, slip.flags) == ("016326091512ABC00001", [Flag.OTHER])


def test_a_number_with_an_earlier_day_is_flagged(payment: Payment) -> None:
    assert send(payment, slip_of("014", "20200101ABCDEF12")).flags == [Flag.OLD]


def test_the_same_photo_twice_is_one_slip(payment: Payment) -> None:
    first, second = send(payment, slip_of()), send(payment, slip_of())

    assert first == second


@pytest.mark.parametrize("photo", [slip_of(), slip_photo()])
def test_the_same_photo_twice_at_once_is_one_slip(payment: Payment, photo: bytes) -> None:
    first = send(payment, photo)
    second = Slip(payment=payment, key=uuid4(), digest=first.digest, reference=first.reference)

    kept = sending._keep(second, look_at(uploaded(photo)).pages[0])  # it saw no other before

    assert kept == first
    assert [folder.name for folder in photos.storing.root(photos.ROOM).glob("*/*")] == [
        str(first.key)
    ]


def test_a_slip_that_was_used_is_refused(payment: Payment, hankie: Listing) -> None:
    send(payment, slip_of())
    other = to_the_market(hankie)

    with pytest.raises(NotTaken) as refused:
        send(other, slip_of(turned=90))

    assert refused.value.reason == "used"
    assert not other.slips.exists()


def test_another_purchase_cannot_send_the_same_photo(payment: Payment, hankie: Listing) -> None:
    send(payment, slip_photo())

    with pytest.raises(NotTaken) as refused:
        send(to_the_market(hankie), slip_photo())

    assert refused.value.reason == "same_photo"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (write("004", "016326091512ABC00001").replace("C00001", "C00002"), "changed"),
        (promptpay("0812345678"), "to_pay"),
    ],
)
def test_what_is_no_slip_is_refused(payment: Payment, code: str, reason: str) -> None:
    with pytest.raises(NotTaken) as refused:
        send(payment, slip_photo(code))

    assert refused.value.reason == reason
    assert not list(photos.storing.root(photos.ROOM).glob("*/*"))


def test_a_payment_of_a_gateway_has_no_slips(hankie: Listing) -> None:
    with pytest.raises(NotTaken) as refused:
        send(to_the_market(hankie, way=Attempt.Method.PROMPTPAY), slip_of())

    assert refused.value.reason == "other_way"


def test_there_is_an_end_to_slips(payment: Payment) -> None:
    for number in range(MOST_SLIPS):
        slip = Slip(payment=payment, digest=str(number), reference=f"R{number}", bank_code="004")
        slip.save()

    with pytest.raises(NotTaken) as refused:
        send(payment, slip_of())

    assert refused.value.reason == "too_many"


def expire_after(**later: float) -> None:
    """Let the worker's task run then, as it does every minute."""
    with time_machine.travel(timezone.now() + timedelta(**later)):
        tasks.expire(timestamp=0)


@pytest.mark.parametrize(("is_read", "hours"), [(True, 71), (False, 23)])
def test_the_goods_are_held_until_a_slip_is_decided(
    payment: Payment, is_read: bool, hours: int
) -> None:
    send(payment, slip_of() if is_read else slip_photo())

    expire_after(hours=hours)
    assert Purchase.objects.get().is_awaiting
    expire_after(hours=hours + 2)
    assert Purchase.objects.get().state == Purchase.State.EXPIRED


def test_what_was_typed_holds_no_longer_than_what_nobody_can_read(payment: Payment) -> None:
    send(payment, slip_photo(), "014", "ABC123456")

    expire_after(hours=25)

    assert Purchase.objects.get().state == Purchase.State.EXPIRED


def test_a_slip_holds_no_goods_for_ever(payment: Payment) -> None:
    placed_at = payment.purchase.placed_at
    for day in range(4):
        with time_machine.travel(placed_at + timedelta(hours=23 * day)):
            send(payment, slip_of(reference=f"016326091512ABC0000{day}"))

    payment.purchase.refresh_from_db()
    assert payment.purchase.expires_at == placed_at + timedelta(days=3)


def test_a_slip_after_the_time_is_kept_and_flagged(payment: Payment) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=20)):
        expire(payment.purchase)
        slip = send(payment, slip_of())

    assert slip.flags == [Flag.OVER]
    assert all(finding.holds for finding in audit(gateway=False))


def test_where_the_goods_go_first_no_time_is_over(hankie: Listing) -> None:
    (payment,) = to_sellers(hankie)
    Purchase.objects.update(way=Attempt.Method.CASH, state=Purchase.State.AGREED)
    payment.refresh_from_db()

    assert send(payment, slip_of()).flags == []
