from __future__ import annotations

import pytest

from community.audit.models import Act
from community.channels.models import Notice
from community.groups.models import Community, Membership
from community.joining.errors import Incomplete, NotOpen, NumberTaken
from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.joining.submitting import submit
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from tests.applied import answer_to, make_application
from tests.cast import make_seller, make_user
from tests.joined import make_draft

State = Application.State


def test_sent_it_makes_a_seller_that_waits(draft: Application, kampaeng: User) -> None:
    submit(draft)

    seller = Seller.objects.get()
    member = SellerMember.objects.get()
    assert (draft.state, draft.made_seller) == (State.SUBMITTED, seller)
    assert draft.submitted_at == draft.first_submitted_at is not None
    assert (seller.state, seller.slug, seller.kind) == (
        Seller.State.JOINING,
        "phathobandonkhram",
        "individual",
    )
    assert (seller.name_th, seller.province_id, seller.phone) == (
        "ผ้าทอบ้านดอนคราม",
        "50",
        "+66810000009",
    )
    assert seller.partner.code == seller.slug
    assert (member.user, member.role) == (kampaeng, "owner")


def test_a_persons_own_number_is_no_registration(draft: Application) -> None:
    submit(draft)

    assert Seller.objects.get().registration_no == ""


def test_it_is_written_down_and_told(draft: Application, kampaeng: User) -> None:
    submit(draft)

    act = Act.objects.get(verb="application.submitted")
    notice = Notice.objects.get(kind="application_sent")
    assert (act.actor, act.owner, act.seller_id) == (kampaeng, None, draft.made_seller_id)
    assert (notice.user, notice.facts["name"]) == (kampaeng, "ผ้าทอบ้านดอนคราม")
    assert notice.facts["path"] == f"/join/{draft.key}/"


def test_a_helper_who_sends_it_is_named_with_the_owner(kampaeng: User) -> None:
    dao = make_user("dao@example.org", name="ดาว")
    draft = make_draft(kampaeng, filled_by=dao)

    submit(draft, dao)

    act = Act.objects.get(verb="application.submitted")
    assert (act.actor_name, act.owner_name) == ("ดาว", "คำแปง")
    assert SellerMember.objects.get().user == kampaeng


def test_a_community_waits_with_its_manager(kampaeng: User) -> None:
    kind = Application.Kind.MARKET
    draft = make_draft(kampaeng, wants=Application.Wants.COMMUNITY, kind=kind)

    submit(draft)

    community = Community.objects.get()
    assert (community.state, community.kind) == (Community.State.JOINING, "community_market")
    assert (community.subdistrict, community.postcode) == ("ช่างเคิ่ง", "50270")
    assert Membership.objects.get().role == Membership.Role.MANAGER
    assert not Seller.objects.exists()


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        (Requirement.Kind.IDENTITY, "tax_id"),
        (Requirement.Kind.ACCOUNT, "account_number"),
        (Requirement.Kind.ACCOUNT, "account_holder"),
        (Requirement.Kind.PROFILE, "name_th"),
        (Requirement.Kind.PROFILE, "subdistrict"),
        (Requirement.Kind.PROFILE, "phone"),
    ],
)
def test_it_is_not_sent_while_something_is_missing(
    draft: Application, kind: str, field: str
) -> None:
    setattr(draft, field, "")
    draft.save()

    with pytest.raises(Incomplete) as refused:
        submit(draft)

    assert [one.requirement.kind for one in refused.value.missing] == [kind]
    assert Application.objects.get().state == State.DRAFT
    assert not Seller.objects.exists()


@pytest.mark.parametrize("kind", ["identity", "photo", "account"])
def test_it_is_not_sent_without_its_papers(draft: Application, kind: str) -> None:
    answer_to(draft, kind).papers.clear()

    with pytest.raises(Incomplete):
        submit(draft)


def test_promptpay_needs_no_book(draft: Application) -> None:
    draft.account_kind, draft.bank_code = "promptpay", ""
    draft.save()
    answer_to(draft, "account").papers.clear()

    submit(draft)

    assert draft.state == State.SUBMITTED


def test_older_terms_are_not_the_terms(draft: Application) -> None:
    Requirement.objects.filter(kind="terms").update(terms_version="2569-2")

    with pytest.raises(Incomplete) as refused:
        submit(draft)

    assert [one.requirement.kind for one in refused.value.missing] == ["terms"]


def test_a_story_is_asked_for_where_staff_ask_for_one(draft: Application) -> None:
    Requirement.objects.filter(kind="profile").update(least=1)

    with pytest.raises(Incomplete):
        submit(draft)
    draft.story_th = "ทอผ้ามาสามรุ่น"
    draft.save()
    submit(draft)

    assert Seller.objects.get().story_th == "ทอผ้ามาสามรุ่น"


def test_what_staff_tick_keeps_nobody(draft: Application) -> None:
    Requirement.objects.filter(kind__in=["training", "visit", "listings"]).update(is_active=True)

    submit(draft)

    assert draft.state == State.SUBMITTED


def test_a_second_press_finds_it_sent(draft: Application) -> None:
    submit(draft)

    with pytest.raises(NotOpen):
        submit(draft)

    assert Seller.objects.count() == 1
    assert Act.objects.filter(verb="application.submitted").count() == 1


def test_a_number_is_used_once(draft: Application, krit: User) -> None:
    make_application(krit)

    with pytest.raises(NumberTaken):
        submit(draft)

    assert Application.objects.get(pk=draft.pk).state == State.DRAFT
    assert Seller.objects.count() == 1


def test_mended_and_sent_again_it_keeps_its_seller(draft: Application) -> None:
    submit(draft)
    first_time, seller = draft.first_submitted_at, draft.made_seller
    answer = answer_to(draft, "photo")
    Answer.objects.filter(pk=answer.pk).update(state=Answer.State.RETURNED, reason="เบลอ")
    Application.objects.filter(pk=draft.pk).update(state=State.CHANGES_ASKED, name_th="ผ้าทอป้าคำแปง")

    with pytest.raises(Incomplete):
        submit(draft)
    Answer.objects.filter(pk=answer.pk).update(state=Answer.State.GIVEN)
    submit(draft)

    assert Seller.objects.get() == seller
    assert Seller.objects.get().name_th == "ผ้าทอป้าคำแปง"
    assert draft.first_submitted_at == first_time
    assert draft.submitted_at
    assert first_time
    assert draft.submitted_at > first_time
    assert Notice.objects.filter(kind="application_sent").count() == 2


def test_the_second_shop_of_a_name_takes_the_next_address(draft: Application) -> None:
    make_seller("phathobandonkhram")

    submit(draft)

    assert draft.made_seller
    assert draft.made_seller.slug == "phathobandonkhram-2"
