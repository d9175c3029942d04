"""What staff decide is shown, written down, told, and decided once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from community.audit.models import Act
from community.channels.models import Notice
from community.people.models import User
from community.sellers.models import Seller
from shop.certificates import deciding, sending
from shop.certificates.models import Certificate
from shop.certificates.moves import HasEnded, MoveRefused
from shop.listings.models import Listing, ListingCard
from tests.cast import make_listing, make_seller, make_staff, make_user
from tests.certified import make_certificate

State = Certificate.State
pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(mali: User, malis_shop: Seller) -> Listing:
    return make_listing(malis_shop, stock=9)


@pytest.fixture
def waiting(listing: Listing) -> Certificate:
    return make_certificate(listing, state=State.WAITING)


def test_nothing_is_shown_before_it_is_checked(waiting: Certificate, listing: Listing) -> None:
    listing.refresh_from_db()

    assert listing.certificates == []
    assert ListingCard.objects.get().certificate == ""


def test_checking_shows_it_writes_it_down_and_tells_the_owner(
    waiting: Certificate, listing: Listing, mali: User
) -> None:
    anan = make_staff()

    deciding.check(waiting, anan, waiting.sent_at)

    listing.refresh_from_db()
    assert [entry["kind"] for entry in listing.certificates] == ["otop"]
    card = ListingCard.objects.get()
    assert (card.certificate, card.certificate_until) == ("otop:5", waiting.expires_on)
    assert "otop โอทอป 5 ดาว" in card.search_text
    act = Act.objects.get()
    assert (act.verb, act.actor, act.seller_id) == ("certificate.checked", anan, listing.seller_id)
    notice = Notice.objects.get()
    assert (notice.kind, notice.user) == ("certificate_checked", mali)


def test_refusing_says_why_and_takes_a_checked_one_off_the_pages(
    listing: Listing, mali: User
) -> None:
    checked = make_certificate(listing)

    deciding.refuse(checked, make_staff(), checked.sent_at, "เลขไม่ตรงกับใบ")

    listing.refresh_from_db()
    assert (listing.certificates, ListingCard.objects.get().certificate) == ([], "")
    assert (checked.state, checked.reason) == (State.REFUSED, "เลขไม่ตรงกับใบ")
    assert Notice.objects.get().facts["reason"] == "เลขไม่ตรงกับใบ"


def test_it_refuses_a_decision_on_what_was_sent_again_since(
    waiting: Certificate, mali: User, listing: Listing
) -> None:
    seen = waiting.sent_at
    sending.send_again(waiting, mali, None, listings=[listing], stars=4)

    with pytest.raises(MoveRefused):
        deciding.check(waiting, make_staff(), seen)

    waiting.refresh_from_db()
    assert waiting.state == State.WAITING
    assert not Act.objects.filter(verb="certificate.checked").exists()


def test_it_refuses_to_check_what_has_ended(waiting: Certificate) -> None:
    Certificate.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    waiting.refresh_from_db()

    with pytest.raises(HasEnded):
        deciding.check(waiting, make_staff(), waiting.sent_at)


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.EXPIRED])
def test_what_is_over_stays_over(listing: Listing, state: str) -> None:
    over = make_certificate(listing, state=state)

    with pytest.raises(MoveRefused):
        deciding.check(over, make_staff(), over.sent_at)
    with pytest.raises(MoveRefused):
        sending.withdraw(over, make_staff("b@example.org"), None)


def test_a_withdrawn_one_leaves_the_pages(listing: Listing, mali: User) -> None:
    checked = make_certificate(listing)

    sending.withdraw(checked, mali, None)

    assert ListingCard.objects.get().certificate == ""
    assert Act.objects.get().verb == "certificate.withdrawn"


@pytest.mark.django_db(transaction=True)
def test_two_staff_at_once_decide_once() -> None:
    listing = make_listing(make_seller(owner=make_user("mali@example.org")), stock=9)
    waiting = make_certificate(listing, state=State.WAITING)
    staff = [make_staff("anan@example.org"), make_staff("arun@example.org")]
    start = Barrier(2)

    def decide(one: User) -> bool:
        start.wait()
        return _checks(waiting.pk, one)

    with ThreadPoolExecutor(2) as people:
        answers = sorted(people.map(decide, staff))

    assert answers == [False, True]
    assert Act.objects.filter(verb="certificate.checked").count() == 1
    assert Notice.objects.count() == 1


def _checks(pk: int, staff: User) -> bool:
    try:
        certificate = Certificate.objects.get(pk=pk)
        deciding.check(certificate, staff, certificate.sent_at)
    except MoveRefused:
        return False
    finally:
        connections.close_all()
    return True


@pytest.mark.django_db(transaction=True)
def test_two_certificates_checked_at_once_are_both_shown() -> None:
    listing = make_listing(make_seller(owner=make_user("mali@example.org")), stock=9)
    kinds = ("otop", "gi")
    waiting = [make_certificate(listing, kind, state=State.WAITING) for kind in kinds]
    anan, start = make_staff(), Barrier(2)

    def decide(certificate: Certificate) -> bool:
        start.wait()
        return _checks(certificate.pk, anan)

    with ThreadPoolExecutor(2) as people:
        assert list(people.map(decide, waiting)) == [True, True]

    listing.refresh_from_db()
    assert sorted(entry["kind"] for entry in listing.certificates) == ["gi", "otop"]
