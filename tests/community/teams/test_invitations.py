from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import connections
from django.utils import timezone

from community.audit.models import Act
from community.channels.models import Notice
from community.groups.models import Community, Membership
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from community.teams import accepting, errors, inviting, moves
from community.teams.links import digest_of
from community.teams.models import Invitation
from tests.cast import join_team, make_seller, make_user

pytestmark = pytest.mark.django_db
PHONE = "+66812345678"
State = Invitation.State
Role = SellerMember.Role


@pytest.fixture
def pon(db: None) -> User:
    """A person with a proven number."""
    return make_user(None, name="พร", phone=PHONE, phone_verified=True)


def secret_of(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def test_an_invitation_keeps_the_digest_of_its_secret_and_not_the_secret(
    malis_shop: Seller, mali: User
) -> None:
    invitation, link = inviting.invite_to_team(malis_shop, mali, Role.PACKER, phone=PHONE)

    assert len(secret_of(link)) == 32
    assert invitation.digest == digest_of(secret_of(link))
    kept = f"{Invitation.objects.values()} {Act.objects.values()}"
    assert secret_of(link) not in kept
    assert accepting.find(secret_of(link)) == invitation


def test_the_queue_does_not_hold_the_link(malis_shop: Seller, mali: User) -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    _invitation, link = inviting.invite_to_team(malis_shop, mali, Role.PACKER, phone=PHONE)

    job = ProcrastinateJob.objects.get(task_name="community.teams.tasks.send_invitation")
    assert secret_of(link) not in str(job.args)


def test_it_makes_the_person_part_of_the_team_once(
    malis_shop: Seller, mali: User, pon: User
) -> None:
    invitation, _link = inviting.invite_to_team(malis_shop, mali, Role.PACKER, phone=PHONE)

    accepting.accept(invitation, pon)

    assert SellerMember.objects.get(user=pon).role == "packer"
    assert (invitation.state, invitation.accepted_by) == (State.ACCEPTED, pon)
    assert [act.verb for act in Act.objects.order_by("pk")] == ["team.invited", "team.joined"]
    notice = Notice.objects.get()
    assert (notice.user, notice.kind) == (mali, "invitation_accepted")
    assert notice.facts == {"person": "พร", "place": "กี่แม่มะลิ"}
    with pytest.raises(errors.Used):
        accepting.accept(invitation, pon)


def test_it_makes_a_membership_of_a_community(market: Community, niran: User, pon: User) -> None:
    invitation, _link = inviting.invite_to_community(market, niran, "member", phone=PHONE)

    accepting.accept(invitation, pon)

    assert Membership.objects.get(user=pon).role == "member"


def test_an_invitation_to_sell_waits_for_the_application(
    market: Community, niran: User, pon: User
) -> None:
    invitation, _link = inviting.invite_to_sell(market, niran, phone=PHONE)

    accepting.accept(invitation, pon)

    assert accepting.invitation_of(pon) == invitation
    assert not Membership.objects.filter(user=pon).exists()


def test_a_shop_that_is_there_sells_under_the_community_from_now_on(
    market: Community, niran: User, pon: User
) -> None:
    shop = make_seller("pon", owner=pon)
    invitation, _link = inviting.invite_to_sell(market, niran, phone=PHONE)

    accepting.accept(invitation, pon, shop)

    assert list(shop.communities.all()) == [market]


def test_by_a_confirmed_e_mail_address_too(malis_shop: Seller, mali: User, dao: User) -> None:
    invitation, _link = inviting.invite_to_team(
        malis_shop, mali, Role.MANAGER, email="Dao@Example.org"
    )

    with pytest.raises(errors.NotProven) as refused:
        accepting.accept(invitation, dao)
    EmailAddress.objects.create(user=dao, email="dao@example.org", verified=True)
    accepting.accept(invitation, dao)

    assert refused.value.by == "email"
    assert SellerMember.objects.get(user=dao).role == "manager"


def test_somebody_else_does_not_get_in(malis_shop: Seller, mali: User, krit: User) -> None:
    invitation, _link = inviting.invite_to_team(malis_shop, mali, Role.OWNER, phone=PHONE)

    with pytest.raises(errors.NotMeantForYou):
        accepting.accept(invitation, krit)

    invitation.refresh_from_db()
    assert invitation.state == State.OPEN
    assert SellerMember.objects.count() == 1


def test_a_number_that_is_only_claimed_does_not_get_in(malis_shop: Seller, mali: User) -> None:
    krit = make_user(None, name="กฤต", phone=PHONE)
    invitation, _link = inviting.invite_to_team(malis_shop, mali, Role.OWNER, phone=PHONE)

    with pytest.raises(errors.NotProven) as refused:
        accepting.accept(invitation, krit)

    assert refused.value.by == "phone"
    assert SellerMember.objects.count() == 1


def test_it_expires_after_14_days_whether_marked_or_not(
    malis_shop: Seller, mali: User, pon: User
) -> None:
    invitation, _link = inviting.invite_to_team(malis_shop, mali, Role.PACKER, phone=PHONE)

    with time_machine.travel(invitation.expires_at - timedelta(seconds=1), tick=False):
        assert inviting.expire_old() == 0
    with time_machine.travel(invitation.expires_at, tick=False):
        with pytest.raises(errors.Expired):
            accepting.accept(invitation, pon)
        with pytest.raises(moves.CannotMove):
            moves.end(invitation, State.ACCEPTED)
        assert inviting.expire_old() == 1

    invitation.refresh_from_db()
    assert invitation.state == State.EXPIRED
    assert not SellerMember.objects.filter(user=pon).exists()


def test_what_is_withdrawn_opens_nothing(malis_shop: Seller, mali: User, pon: User) -> None:
    invitation, _link = inviting.invite_to_team(malis_shop, mali, Role.PACKER, phone=PHONE)

    inviting.withdraw(invitation, mali)

    with pytest.raises(errors.Withdrawn):
        accepting.accept(invitation, pon)
    with pytest.raises(moves.CannotMove):
        inviting.send_again(invitation, mali)


def test_sending_again_makes_a_new_link_and_ends_the_old_one(
    malis_shop: Seller, mali: User, pon: User
) -> None:
    invitation, old = inviting.invite_to_team(malis_shop, mali, Role.PACKER, phone=PHONE)
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        inviting.expire_old()

        new = inviting.send_again(invitation, mali)

        with pytest.raises(errors.UnknownInvitation):
            accepting.find(secret_of(old))
        accepting.accept(accepting.find(secret_of(new)), pon)
    assert SellerMember.objects.get(user=pon).role == "packer"


def test_nobody_is_invited_twice_or_when_in_already(
    malis_shop: Seller, mali: User, pon: User
) -> None:
    inviting.invite_to_team(malis_shop, mali, Role.PACKER, phone="+66899999999")
    join_team(malis_shop, pon, Role.PACKER)

    with pytest.raises(errors.AlreadyInvited):
        inviting.invite_to_team(malis_shop, mali, Role.MANAGER, phone="+66899999999")
    with pytest.raises(errors.AlreadyIn):
        inviting.invite_to_team(malis_shop, mali, Role.MANAGER, phone=PHONE)

    assert Invitation.objects.count() == 1


def test_a_team_has_at_most_twenty_open_invitations(malis_shop: Seller, mali: User) -> None:
    for number in range(20):
        inviting.invite_to_team(malis_shop, mali, Role.PACKER, phone=f"+668100000{number:02}")

    with pytest.raises(errors.TooMany):
        inviting.invite_to_team(malis_shop, mali, Role.PACKER, phone=PHONE)

    assert Invitation.objects.count() == 20


def test_who_is_in_already_does_not_use_it_up(malis_shop: Seller, mali: User, pon: User) -> None:
    invitation, _link = inviting.invite_to_team(malis_shop, mali, Role.OWNER, phone=PHONE)
    join_team(malis_shop, pon, Role.PACKER)

    with pytest.raises(errors.AlreadyIn):
        accepting.accept(invitation, pon)

    invitation.refresh_from_db()
    assert invitation.state == State.OPEN
    assert SellerMember.objects.get(user=pon).role == "packer"


def test_a_closed_shop_invites_nobody(malis_shop: Seller, mali: User, pon: User) -> None:
    inviting.invite_to_team(malis_shop, mali, Role.PACKER, phone=PHONE)
    malis_shop.state = Seller.State.CLOSED
    malis_shop.save()

    with pytest.raises(errors.PlaceClosed):
        accepting.accept(Invitation.objects.get(), pon)


@pytest.mark.django_db(transaction=True)
def test_of_four_presses_at_once_one_gets_in() -> None:
    mali = make_user("mali@example.org", name="มะลิ")
    shop = make_seller("mali", owner=mali)
    pon = make_user(None, name="พร", phone=PHONE, phone_verified=True)
    invitation, _link = inviting.invite_to_team(shop, mali, Role.PACKER, phone=PHONE)
    start = Barrier(4)

    def press(_: int) -> str:
        found = Invitation.objects.get(pk=invitation.pk)
        start.wait()
        try:
            accepting.accept(found, pon)
        except errors.TeamError as error:
            return type(error).__name__
        finally:
            connections.close_all()
        return "in"

    with ThreadPoolExecutor(4) as people:
        answers = sorted(people.map(press, range(4)))

    assert answers == ["Used", "Used", "Used", "in"]
    assert SellerMember.objects.filter(user=pon).count() == 1
    assert Act.objects.filter(verb="team.joined").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_invitations_at_once_to_one_number_one_is_made() -> None:
    mali = make_user("mali@example.org", name="มะลิ")
    shop = make_seller("mali", owner=mali)
    start = Barrier(2)

    def press(_: int) -> str:
        start.wait()
        try:
            inviting.invite_to_team(shop, mali, Role.PACKER, phone=PHONE)
        except errors.TeamError as error:
            return type(error).__name__
        finally:
            connections.close_all()
        return "sent"

    with ThreadPoolExecutor(2) as people:
        answers = sorted(people.map(press, range(2)))

    assert answers == ["AlreadyInvited", "sent"]
    assert Invitation.objects.count() == 1
