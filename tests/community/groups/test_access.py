import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest

from community.groups.access import CURRENT_COMMUNITY, get_managed
from community.groups.models import Community, Membership
from community.people.models import User
from tests.cast import make_community

pytestmark = pytest.mark.django_db
Role = Membership.Role


def asking(user: User | AnonymousUser, chosen: int | None = None) -> HttpRequest:
    request = HttpRequest()
    request.user = user
    request.session = {CURRENT_COMMUNITY: chosen} if chosen else {}  # type: ignore[assignment]
    return request


def test_strangers_and_members_manage_nothing(market: Community, krit: User) -> None:
    Membership.objects.create(community=market, user=krit, role=Role.MEMBER)

    for user in (krit, AnonymousUser()):
        with pytest.raises(Http404):
            get_managed(asking(user))


def test_the_choice_is_among_ones_own(market: Community, niran: User) -> None:
    second = make_community("second", manager=niran)
    others = make_community("others")

    assert get_managed(asking(niran)) == market
    assert get_managed(asking(niran, second.pk)) == second
    assert get_managed(asking(niran, others.pk)) == market


def test_a_closed_community_is_nobodys(market: Community, niran: User) -> None:
    Community.objects.update(state=Community.State.CLOSED)

    with pytest.raises(Http404):
        get_managed(asking(niran))
