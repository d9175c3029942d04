"""Under which communities a shop sells; its owner can take it out."""

import pytest
from django.test import Client

from community.audit.models import Act
from community.channels.models import Notice
from community.groups import selling
from community.groups.models import Community, SellerRequest
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.browse.remembering import forget_everything
from shop.listings.cards import rebuild_cards
from shop.listings.models import ListingCard
from tests.cast import join_team, make_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client, mali: User, malis_shop: Seller) -> Client:
    forget_everything()
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    return client


def test_the_owner_takes_the_shop_out(
    browser: Client, malis_shop: Seller, market: Community, niran: User
) -> None:
    malis_shop.communities.set([market])
    listing = make_listing(malis_shop)
    rebuild_cards()

    page = browser.get("/desk/communities/").content.decode()
    answer = browser.post(f"/desk/communities/{market.pk}/leave/", follow=True)

    assert market.name_en in page
    assert "The shop has left Mae Chaem Market." in answer.content.decode()
    assert ListingCard.objects.get(pk=listing.pk).community_ids == []
    act = Act.objects.get()
    assert (act.verb, act.seller_id) == ("community.seller_left", malis_shop.pk)
    assert (Notice.objects.get().kind, Notice.objects.get().user) == ("seller_left", niran)
    assert browser.post(f"/desk/communities/{market.pk}/leave/").status_code == 404


def test_what_was_asked_can_be_taken_back(
    browser: Client, malis_shop: Seller, market: Community, mali: User
) -> None:
    selling.ask(malis_shop, market, mali)
    asked = SellerRequest.objects.get()

    page = browser.get("/desk/communities/").content.decode()
    browser.post(f"/desk/communities/requests/{asked.pk}/back/")
    again = browser.post(f"/desk/communities/requests/{asked.pk}/back/", follow=True)

    asked.refresh_from_db()
    assert "Waits for an answer" in page
    assert asked.state == "withdrawn"
    assert "The community has answered already." in again.content.decode()


def test_packers_cannot(browser: Client, malis_shop: Seller, market: Community, krit: User) -> None:
    malis_shop.communities.set([market])
    join_team(malis_shop, krit, SellerMember.Role.PACKER)
    browser.force_login(krit)

    assert browser.post(f"/desk/communities/{market.pk}/leave/").status_code == 403
    assert malis_shop.communities.count() == 1
