from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from community.audit.models import Act
from community.banking import changing
from community.channels.models import Notice
from community.groups.models import Community, Membership
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from community.teams import errors, inviting, parts
from community.teams.models import Invitation
from tests.cast import join_team, make_seller, make_user
from tests.community.banking.accounts import make_account

pytestmark = pytest.mark.django_db
Role = SellerMember.Role


def part_of(user: User) -> SellerMember:
    return SellerMember.objects.get(user=user)


def test_another_role_is_recorded_and_told(malis_shop: Seller, mali: User, dao: User) -> None:
    join_team(malis_shop, dao, Role.PACKER)

    parts.change_role(part_of(dao), Role.ACCOUNTANT, mali)

    assert part_of(dao).role == "accountant"
    act = Act.objects.get()
    assert (act.verb, act.actor, act.seller_id) == ("team.role_changed", mali, malis_shop.pk)
    who = {"person": "ดาว", "person_id": dao.pk}
    assert act.details == {**who, "before": "packer", "role": "accountant"}
    notice = Notice.objects.get()
    assert (notice.user, notice.kind, notice.facts["role"]) == (dao, "part_role", "accountant")


def test_the_same_role_again_changes_and_tells_nothing(
    malis_shop: Seller, mali: User, dao: User
) -> None:
    join_team(malis_shop, dao, Role.PACKER)

    parts.change_role(part_of(dao), Role.PACKER, mali)

    assert Act.objects.count() == Notice.objects.count() == 0


def test_a_part_that_is_ended_is_recorded_and_told(
    malis_shop: Seller, mali: User, dao: User
) -> None:
    join_team(malis_shop, dao, Role.PACKER)

    parts.end(part_of(dao), mali)

    assert not SellerMember.objects.filter(user=dao).exists()
    assert Act.objects.get().verb == "team.ended"
    assert (Notice.objects.get().user, Notice.objects.get().kind) == (dao, "part_ended")


def test_who_leaves_is_not_told_of_it(malis_shop: Seller, dao: User) -> None:
    join_team(malis_shop, dao, Role.PACKER)

    parts.end(part_of(dao), dao)

    assert Act.objects.get().verb == "team.left"
    assert Notice.objects.count() == 0


def test_the_last_owner_neither_leaves_nor_steps_down(malis_shop: Seller, mali: User) -> None:
    with pytest.raises(errors.LastHead):
        parts.end(part_of(mali), mali)
    with pytest.raises(errors.LastHead):
        parts.change_role(part_of(mali), Role.MANAGER, mali)

    assert part_of(mali).role == "owner"
    assert Act.objects.count() == 0


def test_an_owner_whose_account_is_closed_is_no_owner_to_stay(
    malis_shop: Seller, mali: User
) -> None:
    join_team(malis_shop, make_user("gone@example.org", is_active=False))

    with pytest.raises(errors.LastHead):
        parts.end(part_of(mali), mali)


def test_the_last_manager_of_a_community_does_not_leave(market: Community, niran: User) -> None:
    part = Membership.objects.get(user=niran)
    Membership.objects.create(community=market, user=make_user("a@example.org"))

    with pytest.raises(errors.LastHead):
        parts.end(part, niran)

    assert Membership.objects.filter(user=niran).exists()


@pytest.mark.parametrize("state", ["asked", "held"])
def test_no_owner_goes_or_steps_down_while_another_account_waits(
    malis_shop: Seller, mali: User, dao: User, state: str
) -> None:
    join_team(malis_shop, dao)
    account = make_account(malis_shop, state=state)

    with pytest.raises(errors.AccountWaits):
        parts.end(part_of(mali), dao)
    with pytest.raises(errors.AccountWaits):
        parts.change_role(part_of(mali), Role.PACKER, dao)
    assert part_of(mali).role == "owner"
    changing.stop(account, mali)
    parts.end(part_of(mali), dao)

    assert not SellerMember.objects.filter(user=mali).exists()


def test_others_come_and_go_while_another_account_waits(
    malis_shop: Seller, mali: User, dao: User
) -> None:
    join_team(malis_shop, dao, Role.PACKER)
    make_account(malis_shop, state="held")

    parts.end(part_of(dao), mali)

    assert not SellerMember.objects.filter(user=dao).exists()


def test_what_a_former_owner_invited_to_is_withdrawn(
    malis_shop: Seller, mali: User, dao: User
) -> None:
    join_team(malis_shop, dao)
    inviting.invite_to_team(malis_shop, dao, Role.OWNER, phone="+66812345678")
    inviting.invite_to_team(malis_shop, mali, Role.PACKER, phone="+66812345679")

    parts.change_role(part_of(dao), Role.PACKER, mali)

    states = Invitation.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["withdrawn", "open"]


def test_a_part_that_is_gone_says_so(malis_shop: Seller, mali: User, dao: User) -> None:
    join_team(malis_shop, dao, Role.PACKER)
    stale = part_of(dao)
    parts.end(part_of(dao), mali)

    with pytest.raises(errors.PartGone):
        parts.change_role(stale, Role.MANAGER, mali)


def two_owners_leave(start: Barrier) -> list[str]:
    """Return what two owners hear who leave at the same time, over connections of their own."""
    mali, kham = make_user("mali@example.org"), make_user("kham@example.org")
    shop = make_seller("mali", owner=mali)
    join_team(shop, kham)

    def leave(user: User) -> str:
        part = part_of(user)
        start.wait()
        try:
            parts.end(part, user)
        except errors.TeamError as error:
            return type(error).__name__
        finally:
            connections.close_all()
        return "left"

    with ThreadPoolExecutor(2) as people:
        return sorted(people.map(leave, [mali, kham]))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(3))
def test_of_two_owners_who_leave_at_once_one_stays(_round: int) -> None:
    answers = two_owners_leave(Barrier(2))

    assert answers == ["LastHead", "left"]
    assert SellerMember.objects.filter(role=Role.OWNER).count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the test above finds the fault that the lock is there for."""
    counted = Barrier(2)
    monkeypatch.setattr(parts, "_lock", lambda _place: None)
    monkeypatch.setattr(parts, "_others_in_charge", meet(parts._others_in_charge, counted))

    answers = two_owners_leave(Barrier(2))

    assert answers == ["left", "left"]
    assert SellerMember.objects.filter(role=Role.OWNER).count() == 0


def meet(count: Callable[[parts.Part], int], counted: Barrier) -> Callable[[parts.Part], int]:
    """Return the count, after which both wait until the other has counted."""

    def waiting(part: parts.Part) -> int:
        found = count(part)
        counted.wait(timeout=20)
        return found

    return waiting
