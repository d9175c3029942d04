from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone as django_timezone

from community.audit.models import Act
from community.audit.recording import record
from community.banking import beginning, changing, errors, looking
from community.banking.models import PayoutAccount
from community.banking.moves import CannotMove
from community.channels.models import Notice
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from community.teams import parts
from tests.cast import join_team, make_user
from tests.community.banking.accounts import WANTED, make_account

pytestmark = pytest.mark.django_db
State = PayoutAccount.State
NOON = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
DAY = timedelta(hours=24)


def states(seller: Seller) -> list[tuple[str, str]]:
    rows = PayoutAccount.objects.filter(seller=seller).order_by("pk")
    return list(rows.values_list("last_four", "state"))


def verbs() -> list[str]:
    return list(Act.objects.order_by("pk").values_list("verb", flat=True))


def told() -> list[tuple[str, str]]:
    rows = Notice.objects.order_by("pk").select_related("user")
    return [(row.kind, row.user.name) for row in rows]


def test_asking_changes_nothing_yet(malis_shop: Seller, mali: User) -> None:
    make_account(malis_shop)

    account = changing.ask(malis_shop, WANTED, mali)

    assert states(malis_shop) == [("6789", "active"), ("3210", "asked")]
    assert (account.number, account.bank_code, account.asked_by) == ("9876543210", "006", mali)
    assert verbs() == ["account.asked"]
    assert told() == [("account_asked", "มะลิ")]


def test_no_record_and_no_notice_holds_the_whole_number(malis_shop: Seller, mali: User) -> None:
    account = changing.ask(malis_shop, WANTED, mali)
    changing.confirm(account, mali)

    assert "9876543210" not in str(list(Act.objects.values()) + list(Notice.objects.values()))
    assert Act.objects.order_by("pk")[0].details["last_four"] == "3210"


def test_a_confirmed_account_begins_after_24_hours_and_not_before(
    malis_shop: Seller, mali: User
) -> None:
    old = make_account(malis_shop)
    with time_machine.travel(NOON, tick=False):
        account = changing.ask(malis_shop, WANTED, mali)
        changing.confirm(account, mali)
        assert account.active_from == NOON + DAY

    with time_machine.travel(NOON + DAY - timedelta(seconds=1), tick=False):
        assert beginning.activate_due() == 0
        assert changing.active_account(malis_shop) == old
    with time_machine.travel(NOON + DAY, tick=False):
        assert beginning.activate_due() == 1
        assert beginning.activate_due() == 0

    assert states(malis_shop) == [("6789", "replaced"), ("3210", "active")]
    assert verbs() == ["account.asked", "account.confirmed", "account.began"]
    assert [kind for kind, _ in told()] == ["account_asked", "account_held", "account_began"]


def test_every_owner_is_told_at_each_step_and_nobody_else(malis_shop: Seller, mali: User) -> None:
    join_team(malis_shop, make_user("kham@example.org", name="คำ"))
    join_team(malis_shop, make_user("pon@example.org", name="พร"), SellerMember.Role.MANAGER)

    changing.ask(malis_shop, WANTED, mali)

    assert told() == [("account_asked", "มะลิ"), ("account_asked", "คำ")]


def test_any_owner_stops_it_and_the_old_one_stays(malis_shop: Seller, mali: User) -> None:
    make_account(malis_shop)
    kham = make_user("kham@example.org", name="คำ")
    join_team(malis_shop, kham)
    account = changing.ask(malis_shop, WANTED, mali)
    changing.confirm(account, mali)

    changing.stop(account, kham)

    with time_machine.travel(django_timezone.now() + 2 * DAY):
        assert beginning.activate_due() == 0
    assert states(malis_shop) == [("6789", "active"), ("3210", "refused")]
    assert verbs()[-1] == "account.stopped"


def test_what_is_stopped_while_the_worker_comes_does_not_begin(
    malis_shop: Seller, mali: User
) -> None:
    make_account(malis_shop)
    account = changing.ask(malis_shop, WANTED, mali)
    changing.confirm(account, mali)
    stale = PayoutAccount.objects.select_related("seller").get(pk=account.pk)
    changing.stop(account, mali)

    assert beginning.activate(stale) is False

    assert states(malis_shop) == [("6789", "active"), ("3210", "refused")]


@pytest.mark.parametrize("role", ["manager", "packer", "accountant"])
def test_only_an_owner_confirms_and_stops(malis_shop: Seller, mali: User, role: str) -> None:
    other = make_user("pon@example.org", name="พร")
    join_team(malis_shop, other, SellerMember.Role(role))
    account = changing.ask(malis_shop, WANTED, other)

    with pytest.raises(errors.NotOwner):
        changing.confirm(account, other)
    with pytest.raises(errors.NotOwner):
        changing.stop(account, other)

    assert states(malis_shop) == [("3210", "asked")]


def test_one_change_at_a_time(malis_shop: Seller, mali: User) -> None:
    changing.ask(malis_shop, WANTED, mali)

    with pytest.raises(errors.ChangeUnderWay):
        changing.ask(malis_shop, WANTED, mali)

    assert states(malis_shop) == [("3210", "asked")]
    assert len(told()) == 1


def test_the_account_in_use_is_no_change(malis_shop: Seller, mali: User) -> None:
    make_account(malis_shop)
    same = changing.NewAccount("bank", "004", "0123456789", "มะลิ ทอผ้า")

    with pytest.raises(errors.SameAccount):
        changing.ask(malis_shop, same, mali)

    assert verbs() == []


def test_it_is_confirmed_once(malis_shop: Seller, mali: User) -> None:
    account = changing.ask(malis_shop, WANTED, mali)
    changing.confirm(account, mali)

    with pytest.raises(CannotMove):
        changing.confirm(account, mali)

    assert verbs() == ["account.asked", "account.confirmed"]


@pytest.mark.parametrize("verb", ["person.phone_changed", "person.email_changed"])
def test_a_number_or_address_of_today_confirms_nothing_until_tomorrow(
    malis_shop: Seller, mali: User, verb: str
) -> None:
    with time_machine.travel(NOON, tick=False):
        record(mali, verb, mali)
    account = changing.ask(malis_shop, WANTED, mali)

    with (
        time_machine.travel(NOON + DAY - timedelta(seconds=1), tick=False),
        pytest.raises(errors.ContactTooNew) as refused,
    ):
        changing.confirm(account, mali)
    with time_machine.travel(NOON + DAY, tick=False):
        changing.confirm(account, mali)

    assert refused.value.until == NOON + DAY
    assert states(malis_shop) == [("3210", "held")]


def test_a_shop_that_is_joining_asks_and_confirms_nothing(malis_shop: Seller, mali: User) -> None:
    account = changing.ask(malis_shop, WANTED, mali)
    Seller.objects.update(state="joining")

    with pytest.raises(errors.StillJoining):
        changing.confirm(account, mali)
    changing.stop(account, mali)
    with pytest.raises(errors.StillJoining):
        changing.ask(malis_shop, WANTED, mali)

    assert states(malis_shop) == [("3210", "refused")]


def test_a_first_account_does_not_begin_before_two_of_the_staff_have_looked(
    malis_shop: Seller, mali: User, anan: User
) -> None:
    account = changing.ask(malis_shop, WANTED, mali)
    changing.confirm(account, mali)
    pim = make_user("pim@example.org", name="พิม", is_staff=True)
    begun = []

    with time_machine.travel(django_timezone.now() + 2 * DAY):
        begun.append(beginning.activate_due())
        looking.check(account, anan)
        begun.append(beginning.activate_due())
        looking.check(account, pim)
        begun.append(beginning.activate_due())

    assert begun == [0, 0, 1]
    assert states(malis_shop) == [("3210", "active")]
    assert verbs()[-3:] == ["account.checked", "account.seconded", "account.began"]
    assert [kind for kind, _ in told()][:2] == ["account_asked", "account_first"]


def test_nobody_looks_twice_or_at_what_is_their_own(
    malis_shop: Seller, mali: User, anan: User
) -> None:
    account = changing.ask(malis_shop, WANTED, mali)
    with pytest.raises(errors.LookedAt):
        looking.check(account, anan)
    changing.confirm(account, mali)

    looking.check(account, anan)
    for person in (anan, mali):
        with pytest.raises(errors.NotForYou):
            looking.check(account, person)

    account.refresh_from_db()
    assert (account.checked_by, account.seconded_by) == (anan, None)


def test_a_first_account_that_is_not_right_is_refused_and_the_owners_are_told(
    malis_shop: Seller, mali: User, anan: User
) -> None:
    account = changing.ask(malis_shop, WANTED, mali)
    changing.confirm(account, mali)

    looking.refuse(account, anan)

    assert states(malis_shop) == [("3210", "refused")]
    assert verbs()[-1] == "account.refused"
    assert told()[-1] == ("account_stopped", "มะลิ")


def test_only_a_first_account_waits_for_staff(malis_shop: Seller, mali: User, anan: User) -> None:
    make_account(malis_shop)
    account = changing.ask(malis_shop, WANTED, mali)
    changing.confirm(account, mali)

    with pytest.raises(errors.LookedAt):
        looking.check(account, anan)

    assert list(looking.waiting()) == []


@pytest.mark.parametrize("gone", ["role", "account"])
def test_what_somebody_confirmed_who_is_no_owner_any_more_is_refused_and_told(
    malis_shop: Seller, mali: User, gone: str
) -> None:
    make_account(malis_shop)
    kham = make_user("kham@example.org", name="คำ")
    part = join_team(malis_shop, kham)
    account = changing.ask(malis_shop, WANTED, kham)
    changing.confirm(account, kham)
    if gone == "role":
        SellerMember.objects.filter(pk=part.pk).update(role="packer")
    else:
        User.objects.filter(pk=kham.pk).update(is_active=False)

    with time_machine.travel(django_timezone.now() + 2 * DAY):
        assert beginning.activate_due() == 0

    assert states(malis_shop) == [("6789", "active"), ("3210", "refused")]
    assert verbs()[-1] == "account.refused"
    assert ("account_stopped", "มะลิ") in told()


def test_who_was_an_owner_when_it_was_asked_is_still_told(malis_shop: Seller, mali: User) -> None:
    kham = make_user("kham@example.org", name="คำ")
    join_team(malis_shop, kham)
    account = changing.ask(malis_shop, WANTED, mali)
    SellerMember.objects.filter(user=kham).delete()

    changing.confirm(account, mali)

    assert told()[-2:] == [("account_first", "มะลิ"), ("account_first", "คำ")]


def test_an_owner_of_less_than_a_day_confirms_nothing(malis_shop: Seller, mali: User) -> None:
    kham = make_user("kham@example.org", name="คำ")
    join_team(malis_shop, kham, SellerMember.Role.PACKER)
    account = changing.ask(malis_shop, WANTED, mali)
    with time_machine.travel(NOON, tick=False):
        parts.change_role(SellerMember.objects.get(user=kham), "owner", mali)

    with (
        time_machine.travel(NOON + DAY - timedelta(seconds=1), tick=False),
        pytest.raises(errors.OwnerTooNew) as refused,
    ):
        changing.confirm(account, kham)
    with time_machine.travel(NOON + DAY, tick=False):
        changing.confirm(account, kham)

    assert refused.value.until == NOON + DAY
