from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from community.people.models import User
from community.sellers.models import Seller, SellerMember
from community.teams import inviting
from community.teams.models import Invitation
from tests.cast import join_team, make_user

pytestmark = pytest.mark.django_db
Role = SellerMember.Role


@pytest.fixture(autouse=True)
def uncounted(db: None) -> None:
    cache.clear()


@pytest.fixture
def desk(client: Client, mali: User) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    return client


def test_it_shows_who_is_here_and_who_is_invited(
    desk: Client, malis_shop: Seller, mali: User, dao: User
) -> None:
    join_team(malis_shop, dao, Role.PACKER)
    inviting.invite_to_team(malis_shop, mali, Role.MANAGER, phone="+66812345678", name="พร")

    page = desk.get(reverse("desk:team")).content.decode()

    for words in ("มะลิ", "ดาว", "Packer", "พร", "081 234 5678", "Manager", "Send again"):
        assert words in page


def test_ten_more_people_cost_no_more_queries(
    desk: Client, malis_shop: Seller, mali: User, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            desk.get(reverse("desk:team"))
        return len(queries)

    desk.get(reverse("desk:team"))
    few = count()
    for number in range(10):
        join_team(malis_shop, make_user(f"p{number}@example.org"), Role.PACKER)
        inviting.invite_to_team(malis_shop, mali, Role.PACKER, email=f"i{number}@example.org")

    assert count() == few


def test_an_invitation_shows_its_link_once(desk: Client, malis_shop: Seller) -> None:
    typed = {"name": "พร", "reach": "๐๘๑-๒๓๔ ๕๖๗๘", "role": "packer"}

    page = desk.post(reverse("desk:team-invite"), typed).content.decode()

    invitation = Invitation.objects.get()
    assert (invitation.phone, invitation.role, invitation.name) == ("+66812345678", "packer", "พร")
    assert "/invitations/" in page
    assert "/invitations/" not in desk.get(reverse("desk:team")).content.decode().replace(
        "/desk/team/invitations/", ""
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": "", "reach": "0812345678", "role": "packer"}, "Write a name"),
        ({"name": "พร", "reach": "", "role": "packer"}, "Write a telephone number"),
        ({"name": "พร", "reach": "12", "role": "packer"}, "not a telephone number"),
        ({"name": "พร", "reach": "pon@", "role": "packer"}, "not an e-mail address"),
        ({"name": "พร", "reach": "0812345678", "role": ""}, "Choose what this person"),
        ({"name": "พร", "reach": "0812345678", "role": "member"}, "Select a valid choice"),
        ({"name": "พร", "reach": "mali@example.org", "role": "packer"}, "is in already"),
    ],
)
def test_bad_input_gets_a_sentence_and_is_kept(
    desk: Client, malis_shop: Seller, typed: dict[str, str], words: str
) -> None:
    answer = desk.post(reverse("desk:team-invite"), typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert f'value="{typed["reach"]}"' in page or not typed["reach"]
    assert Invitation.objects.count() == 0


def test_nobody_sends_more_than_thirty_a_day(desk: Client, malis_shop: Seller, mali: User) -> None:
    invitation, _link = inviting.invite_to_team(malis_shop, mali, "packer", email="a@example.org")
    again = reverse("desk:team-again", args=[invitation.pk])

    statuses = [desk.post(again).status_code for _ in range(31)]

    assert statuses == [200] * 30 + [302]


def test_another_shops_people_are_not_there(desk: Client, malis_shop: Seller, dao: User) -> None:
    from tests.cast import make_seller

    kham = make_user("kham@example.org")
    part = join_team(make_seller("kham", owner=kham), dao, Role.PACKER)

    assert desk.get(reverse("desk:team-member", args=[part.pk])).status_code == 404
    assert desk.post(reverse("desk:team-end", args=[part.pk])).status_code == 404
    assert SellerMember.objects.filter(pk=part.pk).exists()


def test_the_last_owner_hears_why_nothing_happens(desk: Client, mali: User) -> None:
    page = desk.post(reverse("desk:team-leave"), follow=True).content.decode()

    assert "This is the only one in charge" in page
    assert SellerMember.objects.filter(user=mali).exists()


def test_a_packer_leaves_and_is_out(client: Client, malis_shop: Seller, dao: User) -> None:
    join_team(malis_shop, dao, Role.PACKER)
    client.force_login(dao)

    answer = client.post(reverse("desk:team-leave"))

    assert (answer.status_code, answer["Location"]) == (302, reverse("customer:home"))
    assert client.get(reverse("desk:today")).status_code == 404


def test_who_sees_no_money_reads_no_totals(client: Client, malis_shop: Seller, dao: User) -> None:
    from tests.cast import make_listing
    from tests.sold import make_purchase

    make_purchase(make_listing(malis_shop, "1234.00"))
    join_team(malis_shop, dao, Role.PACKER)
    client.force_login(dao)

    for name in ("desk:today", "desk:orders"):
        assert "1,2" not in client.get(reverse(name)).content.decode()
