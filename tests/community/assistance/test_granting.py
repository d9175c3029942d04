from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from community.assistance import granting
from community.assistance.current import grants_in_force
from community.assistance.errors import (
    BadEnd,
    GrantedAlready,
    GrantError,
    GrantMoved,
    NotTheirs,
    NotToBeGiven,
)
from community.assistance.models import Grant, Helper
from community.audit.models import Act
from community.channels.models import Notice
from community.people.models import User
from community.private.models import Paper
from community.sellers.models import Seller, SellerMember
from community.sellers.powers import GRANTABLE, Power
from tests.cast import join_team, make_seller, make_user
from tests.helping import make_grant, make_helper

State = Grant.State
ORDERS = [Power.HANDLE_ORDERS]


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def helper(dao: User) -> Helper:
    return make_helper(dao)


@pytest.fixture
def asked(helper: Helper, malis_shop: Seller) -> Grant:
    return make_grant(helper, malis_shop, state=State.ASKED)


def force(helper: Helper) -> list[int]:
    return list(grants_in_force(helper.user_id).values_list("pk", flat=True))


def test_asking_gives_nothing_before_the_yes(
    helper: Helper, malis_shop: Seller, mali: User
) -> None:
    asked = granting.ask(helper, malis_shop, mali, ORDERS, in_days(365))

    assert (asked.state, asked.powers, asked.consent) == ("asked", ["handle_orders"], "")
    assert force(helper) == []
    assert Act.objects.get().verb == "grant.asked"


@pytest.mark.parametrize("power", sorted(set(Power) - GRANTABLE))
def test_it_refuses_to_ask_for_the_bank_account_the_team_and_the_like(
    helper: Helper, malis_shop: Seller, mali: User, power: Power
) -> None:
    with pytest.raises(NotToBeGiven) as refused:
        granting.ask(helper, malis_shop, mali, [*ORDERS, power], in_days(30))

    assert refused.value.powers == [power]
    assert not Grant.objects.exists()


@pytest.mark.parametrize("powers", [[], ["change_account"], ["handle_orders", "manage_team"]])
def test_the_database_itself_refuses_such_powers(
    helper: Helper, malis_shop: Seller, powers: list[str]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_grant(helper, malis_shop, powers=powers)

    assert not Grant.objects.exists()


def test_the_database_itself_refuses_a_grant_without_consent(asked: Grant) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.update(state=State.ACTIVE)

    assert Grant.objects.get().state == State.ASKED


@pytest.mark.parametrize("days", [-1, 366])
def test_it_refuses_a_last_day_that_is_over_or_more_than_a_year_away(
    helper: Helper, malis_shop: Seller, mali: User, days: int
) -> None:
    with pytest.raises(BadEnd):
        granting.ask(helper, malis_shop, mali, ORDERS, in_days(days))


def test_it_refuses_who_owns_nothing_there(helper: Helper, malis_shop: Seller) -> None:
    packer = make_user("packer@example.org")
    join_team(malis_shop, packer, SellerMember.Role.PACKER)

    for person in (packer, make_user("krit@example.org")):
        with pytest.raises(NotTheirs):
            granting.ask(helper, malis_shop, person, ORDERS, in_days(30))


def test_it_refuses_a_helper_of_the_own_team(
    helper: Helper, malis_shop: Seller, mali: User
) -> None:
    join_team(malis_shop, helper.user, SellerMember.Role.PACKER)

    with pytest.raises(NotTheirs):
        granting.ask(helper, malis_shop, mali, ORDERS, in_days(30))


def test_it_asks_once_until_that_is_over(asked: Grant, mali: User) -> None:
    with pytest.raises(GrantedAlready):
        granting.ask(asked.helper, asked.seller, mali, ORDERS, in_days(30))
    granting.refuse(asked, mali)

    again = granting.ask(asked.helper, asked.seller, mali, ORDERS, in_days(30))

    assert again.state == State.ASKED


def test_a_code_begins_it_and_proves_the_telephone(asked: Grant) -> None:
    User.objects.update(phone_verified=False)

    granting.start_by_code(asked)

    assert force(asked.helper) == [asked.pk]
    assert asked.consent == Grant.Consent.CODE
    assert User.objects.get(pk=asked.owner_id).phone_verified
    told = set(Notice.objects.values_list("kind", "user__email"))
    assert ("grant_started", "mali@example.org") in told
    assert ("grant_started_helper", asked.helper.user.email) in told


def test_a_signed_paper_begins_it_by_other_hands_than_the_helpers(asked: Grant, anan: User) -> None:
    paper = Paper.objects.create(
        kind=Paper.Kind.IMAGE, owner=asked.owner, brought_by=anan, digest="0" * 64, size_bytes=1
    )
    with pytest.raises(NotTheirs):
        granting.start_by_paper(asked, paper, asked.helper.user)

    granting.start_by_paper(asked, paper, anan)

    asked.refresh_from_db()
    assert (asked.state, asked.consent, asked.paper) == ("active", "paper", paper)
    started = Act.objects.get(verb="grant.started")
    assert (started.actor, started.seller_id) == (anan, asked.seller_id)


def test_it_does_not_begin_by_who_owned_the_shop_once(asked: Grant) -> None:
    SellerMember.objects.filter(user=asked.owner).delete()

    with pytest.raises(NotTheirs):
        granting.start_by_code(asked)

    assert force(asked.helper) == []


def test_it_does_not_begin_after_its_last_day(asked: Grant) -> None:
    asked.until = in_days(-1)

    with pytest.raises(BadEnd):
        granting.start_by_code(asked)


def test_ending_works_at_once_and_the_helper_is_told(asked: Grant, mali: User) -> None:
    granting.start_by_owner(asked, mali)

    granting.end(asked, mali)

    assert force(asked.helper) == []
    assert (asked.state, asked.ended_by) == (State.ENDED, mali)
    kinds = set(Notice.objects.values_list("kind", flat=True))
    assert "grant_ended_helper" in kinds
    assert "grant_ended" not in kinds


def test_a_no_is_told_as_a_no(asked: Grant, mali: User) -> None:
    granting.refuse(asked, mali)

    told = set(Notice.objects.values_list("kind", "user__email"))
    assert told == {("grant_refused_helper", asked.helper.user.email)}


def test_an_owner_hears_of_another_owners_no(asked: Grant) -> None:
    other = make_user("kham@example.org")
    join_team(asked.seller, other, SellerMember.Role.OWNER)

    granting.refuse(asked, other)

    told = dict(Notice.objects.values_list("user__email", "kind"))
    assert told == {
        "mali@example.org": "grant_refused",
        asked.helper.user.email: "grant_refused_helper",
    }


def test_what_is_over_stays_over(asked: Grant, mali: User) -> None:
    granting.end(asked, asked.helper.user)

    for move in (granting.refuse, granting.end, granting.start_by_owner):
        with pytest.raises(GrantMoved) as refused:
            move(asked, mali)
        assert refused.value.state == "ended"


@pytest.mark.parametrize("what", ["last day", "helper", "owner", "sold", "unasked"])
def test_nothing_is_in_force_without_day_helper_owner_and_yes(
    helper: Helper, malis_shop: Seller, mali: User, what: str
) -> None:
    grant = make_grant(helper, malis_shop, until=in_days(0))
    assert force(helper) == [grant.pk]

    if what == "last day":
        Grant.objects.update(until=in_days(-1))
    elif what == "helper":
        Helper.objects.update(is_active=False)
    elif what == "owner":
        User.objects.filter(pk=mali.pk).update(is_active=False)
    elif what == "sold":
        SellerMember.objects.update(role=SellerMember.Role.MANAGER)
    else:
        Grant.objects.update(state=State.ASKED)

    assert force(helper) == []


@pytest.mark.django_db(transaction=True)
def test_of_a_yes_and_a_no_at_once_one_wins() -> None:
    mali = make_user("mali@example.org")
    helper = make_helper(make_user("dao@example.org"))
    asked = make_grant(helper, make_seller(owner=mali), state=State.ASKED)
    start = Barrier(4)

    def press(number: int) -> bool:
        own = Grant.objects.select_related("helper__user", "owner", "seller").get(pk=asked.pk)
        start.wait()
        try:
            (granting.start_by_owner if number % 2 else granting.refuse)(own, mali)
        except GrantError:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(4) as people:
        answers = sorted(people.map(press, range(4)))

    assert answers == [False, False, False, True]
    asked.refresh_from_db()
    assert (asked.state == State.ACTIVE) == bool(force(helper))
    assert Act.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_questions_at_once_one_is_asked() -> None:
    mali = make_user("mali@example.org")
    helper, seller = make_helper(make_user("dao@example.org")), make_seller(owner=mali)
    start = Barrier(3)

    def press(_: int) -> bool:
        start.wait()
        try:
            granting.ask(helper, seller, mali, ORDERS, in_days(30))
        except GrantedAlready:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(3) as people:
        answers = sorted(people.map(press, range(3)))

    assert answers == [False, False, True]
    assert Grant.objects.count() == 1
