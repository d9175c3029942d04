from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from community.groups.models import Community, Membership
from community.people.models import User
from community.teams.models import Invitation
from tests.cast import make_community, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(client: Client, niran: User) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(niran)
    return client


@pytest.mark.parametrize(
    ("role", "into"), [("selling", "selling"), ("member", "community"), ("manager", "community")]
)
def test_a_manager_invites_members_managers_and_sellers(
    pages: Client, market: Community, role: str, into: str
) -> None:
    typed = {"name": "พร", "reach": "0812345678", "role": role}

    answer = pages.post(reverse("community-team:team-invite"), typed)

    invitation = Invitation.objects.get()
    assert answer.status_code == 200
    assert (invitation.community, invitation.into) == (market, into)
    assert invitation.role == ("" if role == "selling" else role)
    assert "พร" in pages.get(reverse("community-team:team")).content.decode()


def test_a_manager_ends_a_membership(pages: Client, market: Community, dao: User) -> None:
    part = Membership.objects.create(community=market, user=dao)

    pages.post(reverse("community-team:team-end", args=[part.pk]))

    assert not Membership.objects.filter(user=dao).exists()


def test_the_last_manager_stays(pages: Client, niran: User) -> None:
    page = pages.post(reverse("community-team:team-leave"), follow=True).content.decode()

    assert "This is the only one in charge" in page
    assert Membership.objects.filter(user=niran, role="manager").exists()


def test_another_communitys_people_are_not_there(pages: Client, dao: User) -> None:
    part = Membership.objects.create(community=make_community("ban-rai"), user=dao)

    assert pages.post(reverse("community-team:team-end", args=[part.pk])).status_code == 404
    assert Membership.objects.filter(user=dao).exists()


def test_a_member_who_manages_nothing_sees_no_page(client: Client, market: Community) -> None:
    user = make_user("member@example.org")
    Membership.objects.create(community=market, user=user)
    client.force_login(user)

    assert client.get(reverse("community-team:team")).status_code == 404
