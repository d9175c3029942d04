"""Sent again: what was done at the desk meanwhile stays."""

from __future__ import annotations

import pytest

from community.groups.models import Community
from community.joining.making import make_or_mend
from community.joining.models import Application
from community.joining.submitting import submit
from community.people.models import User
from community.sellers.models import Seller
from tests.cast import make_community
from tests.joined import make_draft

State = Application.State


@pytest.fixture
def returned(draft: Application) -> Application:
    draft.story_th = "ทอผ้ามาสามรุ่น"
    draft.save()
    submit(draft)
    Application.objects.update(state=State.CHANGES_ASKED)
    return Application.objects.get()


def test_the_desks_story_stays_where_the_application_did_not_change_it(
    returned: Application,
) -> None:
    Seller.objects.update(story_th="เขียนที่หน้าร้าน", ships_in_days=9, name_en="")
    Application.objects.update(name_th="ผ้าทอป้าคำแปง", name_en="Khampaeng")

    submit(returned)

    seller = Seller.objects.get()
    assert (seller.story_th, seller.ships_in_days) == ("เขียนที่หน้าร้าน", 9)
    assert (seller.name_th, seller.name_en) == ("ผ้าทอป้าคำแปง", "Khampaeng")


def test_a_story_changed_in_the_application_is_brought(returned: Application) -> None:
    Seller.objects.update(story_th="เขียนที่หน้าร้าน")
    Application.objects.update(story_th="ทอผ้ามาสี่รุ่น")

    submit(returned)

    assert Seller.objects.get().story_th == "ทอผ้ามาสี่รุ่น"


def test_what_is_empty_at_the_desk_is_told_again(returned: Application) -> None:
    Seller.objects.update(story_th="")

    submit(returned)

    assert Seller.objects.get().story_th == "ทอผ้ามาสามรุ่น"


def test_a_community_tied_at_the_desk_stays(returned: Application) -> None:
    other = make_community("other")
    Seller.objects.get().communities.add(other)

    submit(returned)

    assert list(Seller.objects.get().communities.all()) == [other]


def test_a_community_chosen_anew_takes_the_place_of_the_one_before(
    draft: Application, kampaeng: User
) -> None:
    first, second, other = (
        make_community(slug, manager=kampaeng) for slug in ("first", "second", "other")
    )
    draft.community = first
    make_or_mend(draft)
    seller = Seller.objects.get()
    seller.communities.add(other)

    draft.community = second
    make_or_mend(draft)

    assert {one.slug for one in seller.communities.all()} == {"second", "other"}


def test_a_communitys_own_story_stays_as_well(kampaeng: User) -> None:
    kind = Application.Kind.MARKET
    draft = make_draft(kampaeng, wants=Application.Wants.COMMUNITY, kind=kind, story_th="กาดเก่า")
    submit(draft)
    Application.objects.update(state=State.CHANGES_ASKED, district="เชียงดาว")
    Community.objects.update(story_th="กาดมั่วทุกวันเสาร์", market_days="Sat 08:00-16:00")

    submit(Application.objects.get())

    market = Community.objects.get()
    assert (market.story_th, market.district) == ("กาดมั่วทุกวันเสาร์", "เชียงดาว")
    assert market.market_days == "Sat 08:00-16:00"
