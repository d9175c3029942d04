"""The account of an application: whose it is by who wrote it."""

from __future__ import annotations

import pytest

from community.audit.models import Act
from community.audit.recording import record
from community.banking import changing
from community.banking.models import PayoutAccount
from community.banking.opening import NAMED, named_by, open_from_application
from community.channels.models import Notice
from community.joining.account_card import AccountCard
from community.joining.models import Application
from community.people.models import User
from tests.applied import answer_to, make_application
from tests.cast import make_user
from tests.community.banking.accounts import make_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def weaver(db: None) -> User:
    return make_user("weaver@example.org", name="คำแปง")


def looked_at(applicant: User, anan: User, **fields: User) -> Application:
    application = make_application(applicant, state="in_review", **fields)
    pim = make_user("pim@example.org", name="พิม", is_staff=True)
    answer = answer_to(application, "account")
    answer.state, answer.checked_by, answer.decided_by = "accepted", anan, pim
    answer.save()
    assert application.made_seller is not None
    application.made_seller.state = "approved"
    application.made_seller.save()
    return application


def rows() -> list[tuple[str, str]]:
    return list(PayoutAccount.objects.order_by("pk").values_list("last_four", "state"))


def test_what_the_applicant_wrote_is_in_use_at_once(weaver: User, anan: User) -> None:
    account = open_from_application(looked_at(weaver, anan))

    assert account is not None
    assert (account.state, account.confirmed_by, account.checked_by) == ("active", weaver, anan)


def test_what_waited_at_the_desk_is_refused_and_the_seen_one_opened(
    weaver: User, anan: User
) -> None:
    application = looked_at(weaver, anan)
    assert application.made_seller is not None
    make_account(application.made_seller, "9876543210", state="held", confirmed_by=weaver)

    open_from_application(application)

    assert rows() == [("3210", "refused"), ("7890", "active")]
    assert Act.objects.filter(verb="account.refused").count() == 1
    assert Notice.objects.get().kind == "account_stopped"


def test_what_a_helper_wrote_waits_for_the_owners_own_yes_and_the_hold(
    weaver: User, anan: User, dao: User
) -> None:
    account = open_from_application(looked_at(weaver, anan, filled_by=dao))

    assert account is not None
    assert (account.state, account.asked_by, account.confirmed_by) == ("asked", dao, None)
    act = Act.objects.get(verb="account.asked")
    assert (act.actor, act.owner) == (dao, weaver)
    notice = Notice.objects.get()
    assert (notice.user, notice.kind) == (weaver, "account_written")
    assert (notice.facts["last_four"], notice.facts["person"]) == ("7890", "ดาว")
    changing.confirm(account, weaver)
    assert account.active_from == account.confirmed_at + changing.HOLD  # type: ignore[operator]
    assert not changing.waits_for_staff(account)


def test_a_helper_who_wrote_it_and_let_go_still_wrote_it(
    weaver: User, anan: User, dao: User
) -> None:
    application = looked_at(weaver, anan)
    record(dao, NAMED, application, owner=weaver, number_typed=True)
    record(weaver, NAMED, application, number_typed=False)

    account = open_from_application(application)

    assert account is not None
    assert (account.state, account.asked_by) == ("asked", dao)


def test_an_applicant_who_wrote_the_number_anew_answers_for_it(
    weaver: User, anan: User, dao: User
) -> None:
    application = looked_at(weaver, anan, filled_by=dao)
    record(dao, NAMED, application, owner=weaver, number_typed=True)
    record(weaver, NAMED, application, number_typed=True)

    account = open_from_application(application)

    assert account is not None
    assert (account.state, account.confirmed_by) == ("active", weaver)


def test_the_card_writes_down_who_wrote_the_account(weaver: User, dao: User) -> None:
    application = make_application(weaver, state="draft", filled_by=dao)
    answer = answer_to(application, "account")

    def write(by: User, **typed: str) -> None:
        data = {f"a{answer.pk}-{name}": value for name, value in typed.items()}
        card = AccountCard(data, None, application=application, answer=answer)
        assert card.is_valid(), card.errors
        card.fill_and_keep(by)

    write(dao, where="004", number="012-3-45678-9")
    write(weaver, where="004", holder="คำแปง ใจดี")
    before = named_by(application)
    write(weaver, where="004", holder="คำแปง ใจดี")
    write(weaver, where="004", number="0123456789")

    acts = Act.objects.filter(verb=NAMED).order_by("pk")
    assert [(act.actor, act.owner, act.details["number_typed"]) for act in acts] == [
        (dao, weaver, True),
        (weaver, None, False),
        (weaver, None, True),
    ]
    assert "0123456789" not in str([act.details for act in acts])
    assert (before, named_by(application)) == (dao, weaver)
