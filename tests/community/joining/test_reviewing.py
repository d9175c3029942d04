from __future__ import annotations

import threading

import pytest
from django.db import connection

from community.audit.models import Act
from community.banking.models import PayoutAccount
from community.channels.models import Notice
from community.groups.models import SellerRequest
from community.joining import reviewing
from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.joining.review_errors import (
    AnswerMoved,
    NothingReturned,
    NotOpen,
    NotReturnable,
    NotWaivable,
    OwnApplication,
    ReasonMissing,
    SamePerson,
    StillOpen,
    TakenByAnother,
    TooFewListings,
)
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from community.teams.inviting import invite_to_sell
from community.teams.models import Invitation
from shop.listings.cards import rebuild_cards
from shop.listings.models import ListingCard
from tests.applied import answer_to, make_application
from tests.cast import make_community, make_listing, make_staff, make_user
from tests.helping import make_grant, make_helper

Kind = Requirement.Kind
State = Application.State
Given = Answer.State


@pytest.fixture
def pim(db: None) -> User:
    return make_staff("pim@example.org", name="พิมพ์")


@pytest.fixture
def weaver(db: None) -> User:
    return make_user("weaver@example.org", name="คำแปง", phone="+66810000009")


@pytest.fixture
def application(weaver: User) -> Application:
    return make_application(weaver)


def fresh(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def verbs(application: Application) -> list[str]:
    acts = Act.objects.filter(target_type="joining.application", target_id=application.pk)
    return [act.verb for act in acts.order_by("pk") if act.verb != "application.submitted"]


def accept_all(application: Application, first: User, second: User) -> None:
    """Accept every required answer; list as many goods as are asked for."""
    for answer in application.answers.select_related("requirement", "application"):
        if answer.requirement.kind == Kind.LISTINGS:
            for number in range(answer.requirement.least):
                assert application.made_seller
                make_listing(application.made_seller, slug=f"cloth-{number}", sku=f"C-{number}")
        reviewing.accept(answer, first)
        if answer.requirement.kind == Kind.ACCOUNT:
            reviewing.accept(answer, second)


def test_who_takes_it_has_it_in_review(application: Application, anan: User) -> None:
    reviewing.take(application, anan)

    now = fresh(application)
    assert (now.state, now.reviewer) == (State.IN_REVIEW, anan)
    assert verbs(application) == ["application.taken"]


def test_taking_it_twice_writes_nothing_more(application: Application, anan: User) -> None:
    reviewing.take(application, anan)
    reviewing.take(fresh(application), anan)

    assert verbs(application) == ["application.taken"]


def test_another_is_told_who_has_it_and_may_take_it_over(
    application: Application, anan: User, pim: User
) -> None:
    reviewing.take(application, anan)

    with pytest.raises(TakenByAnother) as caught:
        reviewing.take(fresh(application), pim)
    assert caught.value.reviewer == anan
    reviewing.take(fresh(application), pim, instead_of=anan)

    assert fresh(application).reviewer == pim
    assert verbs(application) == ["application.taken", "application.taken_over"]


def test_a_warning_about_one_does_not_take_it_from_another(
    application: Application, anan: User, pim: User
) -> None:
    dao = make_staff("dao-staff@example.org", name="ดาวเรือง")
    reviewing.take(application, dao)

    with pytest.raises(TakenByAnother):
        reviewing.take(application, pim, instead_of=anan)

    assert fresh(application).reviewer == dao


def test_given_back_it_is_nobodys_and_still_in_review(application: Application, anan: User) -> None:
    reviewing.take(application, anan)
    reviewing.release(application, anan)

    now = fresh(application)
    assert (now.state, now.reviewer) == (State.IN_REVIEW, None)


def test_nobody_gives_back_what_is_anothers(
    application: Application, anan: User, pim: User
) -> None:
    reviewing.take(application, anan)
    reviewing.release(application, pim)

    assert fresh(application).reviewer == anan


def take_part(application: Application, person: User, part: str) -> None:
    """Make the person one of those behind the application."""
    if part == "team":
        assert application.made_seller
        SellerMember.objects.create(seller=application.made_seller, user=person, role="packer")
    if part == "helper":
        assert application.made_seller
        make_grant(make_helper(person), application.made_seller)
    if part == "community":
        assert application.made_community
        application.made_community.memberships.create(user=person, role="manager")


@pytest.mark.parametrize("part", ["applicant", "filled_by", "team", "helper", "community"])
def test_nobody_reviews_what_is_their_own(weaver: User, anan: User, part: str) -> None:
    asked = {"wants": "community", "kind": "otop_group"} if part == "community" else {}
    application = make_application(
        anan if part == "applicant" else weaver,
        filled_by=anan if part == "filled_by" else weaver,
        **asked,  # type: ignore[arg-type]
    )
    take_part(application, anan, part)

    for act in (
        lambda: reviewing.take(application, anan),
        lambda: reviewing.accept(answer_to(application, Kind.IDENTITY), anan),
        lambda: reviewing.approve(application, anan),
        lambda: reviewing.close(application, anan, "เหตุผล"),
    ):
        with pytest.raises(OwnApplication):
            act()

    assert verbs(application) == []
    assert answer_to(application, Kind.IDENTITY).state == Given.GIVEN


@pytest.mark.parametrize("state", [State.DRAFT, State.CHANGES_ASKED, State.CLOSED, State.APPROVED])
def test_what_does_not_wait_for_staff_is_not_taken(weaver: User, anan: User, state: str) -> None:
    application = make_application(weaver, state=state)

    with pytest.raises(NotOpen):
        reviewing.take(application, anan)
    with pytest.raises(NotOpen):
        reviewing.accept(answer_to(application, Kind.IDENTITY), anan)

    assert fresh(application).state == state


def test_an_answer_is_accepted_and_the_application_taken(
    application: Application, anan: User
) -> None:
    reviewing.accept(answer_to(application, Kind.IDENTITY), anan)

    answer = answer_to(application, Kind.IDENTITY)
    assert (answer.state, answer.decided_by) == (Given.ACCEPTED, anan)
    assert fresh(application).reviewer == anan
    assert verbs(application) == ["application.taken", "answer.accepted"]


def test_another_reviewers_application_is_left_alone(
    application: Application, anan: User, pim: User
) -> None:
    reviewing.take(application, anan)

    with pytest.raises(TakenByAnother):
        reviewing.return_(answer_to(application, Kind.IDENTITY), pim, "ภาพมืด")

    assert answer_to(application, Kind.IDENTITY).state == Given.GIVEN


def test_what_is_missing_is_not_accepted(application: Application, anan: User) -> None:
    application.answers.filter(requirement__kind=Kind.IDENTITY).update(state=Given.MISSING)

    with pytest.raises(AnswerMoved) as caught:
        reviewing.accept(answer_to(application, Kind.IDENTITY), anan)

    assert caught.value.state == Given.MISSING


def test_an_answer_goes_back_with_its_reason(application: Application, anan: User) -> None:
    reviewing.return_(answer_to(application, Kind.IDENTITY), anan, "  <b>ภาพมืด</b> ถ่ายใหม่นะคะ ")

    answer = answer_to(application, Kind.IDENTITY)
    assert (answer.state, answer.reason) == (Given.RETURNED, "ภาพมืด ถ่ายใหม่นะคะ")
    act = Act.objects.get(verb="answer.returned")
    assert act.details == {"requirement": "บัตรประชาชน", "reason": "ภาพมืด ถ่ายใหม่นะคะ"}
    assert (act.actor, act.seller_id) == (anan, application.made_seller_id)


@pytest.mark.parametrize("reason", ["", "  \n ", "<b></b>"])
def test_without_a_reason_nothing_goes_back_and_nothing_is_waived(
    application: Application, anan: User, reason: str
) -> None:
    answer = answer_to(application, Kind.IDENTITY)

    for say in (reviewing.return_, reviewing.waive):
        with pytest.raises(ReasonMissing):
            say(answer, anan, reason)
    with pytest.raises(ReasonMissing):
        reviewing.close(application, anan, reason)

    assert answer_to(application, Kind.IDENTITY).state == Given.GIVEN
    assert fresh(application).state == State.SUBMITTED


def test_an_answer_is_waived_with_its_reason(application: Application, anan: User) -> None:
    reviewing.waive(answer_to(application, Kind.ACCOUNT), anan, "ขายผ่านกลุ่ม")

    answer = answer_to(application, Kind.ACCOUNT)
    assert (answer.state, answer.reason) == (Given.WAIVED, "ขายผ่านกลุ่ม")


def test_terms_are_never_waived(application: Application, anan: User) -> None:
    with pytest.raises(NotWaivable):
        reviewing.waive(answer_to(application, Kind.TERMS), anan, "ไม่ต้อง")


def test_training_is_ticked_by_staff_and_never_sent_back(
    application: Application, anan: User
) -> None:
    requirement = Requirement.objects.create(
        slug="class", kind=Kind.TRAINING, title_th="อบรม", asked_of=["individual"]
    )
    answer = Answer.objects.create(application=application, requirement=requirement)

    with pytest.raises(NotReturnable):
        reviewing.return_(answer, anan, "มาอบรมก่อน")
    reviewing.accept(answer, anan)

    answer.refresh_from_db()
    assert answer.state == Given.ACCEPTED


def test_goods_are_counted(application: Application, anan: User) -> None:
    application.answers.filter(requirement__kind=Kind.LISTINGS).delete()
    requirement = Requirement.objects.create(
        slug="two", kind=Kind.LISTINGS, title_th="สินค้า", asked_of=["individual"], least=2
    )
    answer = Answer.objects.create(application=application, requirement=requirement)
    assert application.made_seller
    make_listing(application.made_seller, slug="one", sku="one")

    with pytest.raises(TooFewListings) as caught:
        reviewing.accept(answer, anan)
    make_listing(application.made_seller, slug="two", sku="two")
    reviewing.accept(answer, anan)

    assert (caught.value.count, caught.value.least) == (1, 2)
    answer.refresh_from_db()
    assert answer.state == Given.ACCEPTED


def test_a_bank_account_wants_two_people(application: Application, anan: User, pim: User) -> None:
    answer = answer_to(application, Kind.ACCOUNT)

    reviewing.accept(answer, anan)
    assert answer_to(application, Kind.ACCOUNT).state == Given.CHECKED
    with pytest.raises(SamePerson):
        reviewing.accept(answer_to(application, Kind.ACCOUNT), anan)
    reviewing.accept(answer_to(application, Kind.ACCOUNT), pim)

    answer = answer_to(application, Kind.ACCOUNT)
    assert (answer.state, answer.checked_by, answer.decided_by) == (Given.ACCEPTED, anan, pim)
    # The second pair of eyes takes nothing out of the first one's hands.
    assert fresh(application).reviewer == anan


def test_the_second_pair_of_eyes_can_send_the_account_back(
    application: Application, anan: User, pim: User
) -> None:
    reviewing.accept(answer_to(application, Kind.ACCOUNT), anan)

    reviewing.return_(answer_to(application, Kind.ACCOUNT), pim, "ชื่อไม่ตรง")

    answer = answer_to(application, Kind.ACCOUNT)
    assert (answer.state, answer.checked_by, answer.decided_by) == (Given.RETURNED, None, pim)
    assert fresh(application).reviewer == anan


def test_a_returned_account_is_looked_at_by_two_again(
    application: Application, anan: User, pim: User
) -> None:
    reviewing.accept(answer_to(application, Kind.ACCOUNT), anan)
    reviewing.return_(answer_to(application, Kind.ACCOUNT), anan, "ชื่อไม่ตรง")
    reviewing.accept(answer_to(application, Kind.ACCOUNT), anan)

    answer = answer_to(application, Kind.ACCOUNT)
    assert (answer.state, answer.checked_by) == (Given.CHECKED, anan)


def test_changes_are_asked_for_with_every_reason_at_once(
    application: Application, anan: User
) -> None:
    reviewing.return_(answer_to(application, Kind.IDENTITY), anan, "ภาพมืด")
    reviewing.return_(answer_to(application, Kind.ACCOUNT), anan, "ไม่เห็นเลขบัญชี")

    reviewing.ask_changes(application, anan)

    assert (fresh(application).state, fresh(application).reviewer) == (State.CHANGES_ASKED, None)
    notice = Notice.objects.get(kind="application_changes")
    assert notice.user == application.applicant
    assert "ภาพมืด" in notice.facts["reasons"]
    assert "ไม่เห็นเลขบัญชี" in notice.facts["reasons"]


def test_nothing_returned_asks_for_nothing(application: Application, anan: User) -> None:
    with pytest.raises(NothingReturned):
        reviewing.ask_changes(application, anan)

    assert fresh(application).state == State.SUBMITTED
    assert not Notice.objects.exists()


def test_what_waits_is_named_and_nothing_is_approved(application: Application, anan: User) -> None:
    with pytest.raises(StillOpen) as caught:
        reviewing.approve(application, anan)

    kinds = {answer.requirement.kind for answer in caught.value.answers}
    assert Kind.IDENTITY in kinds
    assert Kind.TERMS not in kinds  # agreed to: nobody has to press for it
    assert fresh(application).state == State.SUBMITTED
    assert application.made_seller
    assert Seller.objects.get(pk=application.made_seller_id).state == Seller.State.JOINING


def test_approval_puts_what_was_prepared_on_sale_at_once(
    weaver: User, anan: User, pim: User
) -> None:
    application = make_application(weaver)
    accept_all(application, anan, pim)
    assert application.made_seller
    listing = make_listing(application.made_seller, slug="scarf", sku="scarf")
    rebuild_cards()
    assert not ListingCard.objects.get(pk=listing.pk).is_visible

    reviewing.approve(application, anan)

    seller = Seller.objects.get(pk=application.made_seller_id)
    assert (fresh(application).state, seller.state) == (State.APPROVED, Seller.State.APPROVED)
    assert ListingCard.objects.get(pk=listing.pk).is_visible
    assert SellerMember.objects.get(seller=seller).user == weaver
    account = PayoutAccount.objects.get(seller=seller)
    assert (account.last_four, account.state) == ("7890", PayoutAccount.State.ACTIVE)
    assert Notice.objects.get(kind="application_approved").user == weaver
    assert verbs(application)[-1] == "application.approved"


def test_a_community_that_invited_nobody_is_asked(weaver: User, anan: User, pim: User) -> None:
    niran = make_user("niran@example.org", name="นิรันดร์")
    application = make_application(weaver, community=make_community(manager=niran))
    accept_all(application, anan, pim)

    reviewing.approve(application, anan)

    asked = SellerRequest.objects.get()
    assert asked.seller == application.made_seller
    assert (asked.community, asked.state) == (application.community, "waiting")
    assert not asked.seller.communities.exists()
    assert Notice.objects.get(kind="seller_asks").user == niran


def test_a_community_that_invited_has_the_shop_at_once(weaver: User, anan: User, pim: User) -> None:
    market = make_community()
    invitation, _link = invite_to_sell(market, anan, email="weaver-other@example.org")
    Invitation.objects.update(state="accepted", accepted_by=weaver)
    application = make_application(weaver, community=market, invitation=invitation)
    accept_all(application, anan, pim)

    reviewing.approve(application, anan)

    assert application.made_seller
    assert list(application.made_seller.communities.all()) == [market]
    assert not SellerRequest.objects.exists()


def test_an_invitation_that_was_used_up_is_none(weaver: User, anan: User, pim: User) -> None:
    market = make_community()
    invitation, _link = invite_to_sell(market, anan, email="weaver-other@example.org")
    Invitation.objects.update(state="accepted", accepted_by=weaver)
    Application.objects.create(
        applicant=weaver,
        filled_by=weaver,
        wants="seller",
        kind="individual",
        state="closed",
        invitation=invitation,
    )
    application = make_application(weaver, community=market)
    accept_all(application, anan, pim)

    reviewing.approve(application, anan)

    assert application.made_seller
    assert not application.made_seller.communities.exists()
    assert SellerRequest.objects.get().seller == application.made_seller


def test_a_waived_account_opens_no_account(application: Application, anan: User, pim: User) -> None:
    reviewing.waive(answer_to(application, Kind.ACCOUNT), anan, "ขายผ่านกลุ่ม")
    application.answers.exclude(requirement__kind=Kind.ACCOUNT).update(state=Given.ACCEPTED)

    reviewing.approve(application, anan)

    assert not PayoutAccount.objects.exists()
    act = Act.objects.get(verb="application.approved")
    assert act.details == {"waived": 1}


def test_what_is_switched_off_or_not_required_keeps_nobody_waiting(
    application: Application, anan: User
) -> None:
    application.answers.update(state=Given.ACCEPTED)
    application.answers.filter(requirement__kind=Kind.IDENTITY).update(state=Given.GIVEN)
    Requirement.objects.filter(kind=Kind.IDENTITY).update(is_active=False)

    reviewing.approve(application, anan)

    assert fresh(application).state == State.APPROVED


def test_a_community_is_approved_with_its_manager(weaver: User, anan: User) -> None:
    application = make_application(
        weaver, wants="community", kind="otop_group", account="", tax_id=""
    )
    application.answers.update(state=Given.ACCEPTED)

    reviewing.approve(application, anan)

    community = fresh(application).made_community
    assert community
    assert community.state == "approved"
    assert community.memberships.get().user == weaver
    assert Notice.objects.get(kind="community_approved").user == weaver


def test_a_suspended_shop_is_hidden_and_comes_back(application: Application, anan: User) -> None:
    application.answers.update(state=Given.ACCEPTED)
    assert application.made_seller
    listing = make_listing(application.made_seller)
    reviewing.approve(application, anan)

    reviewing.suspend(fresh(application), anan, "รอใบ อย.")
    hidden = ListingCard.objects.get(pk=listing.pk).is_visible
    told = Notice.objects.get(kind="shop_suspended").facts
    reviewing.resume(fresh(application), anan)

    assert not hidden
    assert told["reason"] == "รอใบ อย."
    assert ListingCard.objects.get(pk=listing.pk).is_visible
    assert Seller.objects.get(pk=application.made_seller_id).state == Seller.State.APPROVED


def test_a_closed_one_never_comes_back(application: Application, anan: User) -> None:
    from community.joining.moves import CannotMove

    reviewing.close(application, anan, "ไม่ใช่ผู้ผลิต")

    for again in (
        lambda: reviewing.resume(fresh(application), anan),
        lambda: reviewing.suspend(fresh(application), anan, "x"),
    ):
        with pytest.raises(CannotMove):
            again()
    assert fresh(application).reason == "ไม่ใช่ผู้ผลิต"
    assert Seller.objects.get(pk=application.made_seller_id).state == Seller.State.CLOSED


def test_one_in_review_is_not_resumed_past_the_checklist(
    application: Application, anan: User
) -> None:
    from community.joining.moves import CannotMove

    reviewing.take(application, anan)

    with pytest.raises(CannotMove):
        reviewing.resume(fresh(application), anan)

    assert fresh(application).state == State.IN_REVIEW


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_at_once_one_has_it() -> None:
    weaver = make_user("weaver@example.org", phone="+66810000009")
    staff = [make_staff(f"staff{n}@example.org", name=f"คนที่ {n}") for n in range(4)]
    application = make_application(weaver)
    outcomes: list[str] = []
    start = threading.Barrier(len(staff))

    def press(person: User) -> None:
        mine = Application.objects.get(pk=application.pk)
        start.wait()
        try:
            reviewing.take(mine, person)
            outcomes.append("took")
        except TakenByAnother:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(person,)) for person in staff]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["told", "told", "told", "took"]
    assert Act.objects.filter(verb="application.taken").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_approvals_at_once_open_one_shop_and_tell_once() -> None:
    weaver = make_user("weaver@example.org", phone="+66810000009")
    anan, pim = make_staff(), make_staff("pim@example.org", name="พิมพ์")
    application = make_application(weaver)
    accept_all(application, anan, pim)
    outcomes: list[str] = []
    start = threading.Barrier(2)

    def press() -> None:
        mine = Application.objects.get(pk=application.pk)
        start.wait()
        try:
            reviewing.approve(mine, anan)
            outcomes.append("approved")
        except NotOpen:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["approved", "told"]
    assert PayoutAccount.objects.count() == 1
    assert Notice.objects.filter(kind="application_approved").count() == 1
