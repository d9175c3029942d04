"""A shop that nobody invited asks; the managers answer; either side may end it."""

import pytest
from django.db import IntegrityError
from django.test import Client

from community.audit.models import Act
from community.channels.models import Notice
from community.channels.wording import text_of
from community.groups import selling
from community.groups.models import Community, SellerRequest
from community.people.models import User
from community.sellers.models import Seller
from shop.browse.remembering import forget_everything
from shop.listings.cards import rebuild_cards
from shop.listings.models import ListingCard
from tests.cast import make_community, make_delivery, make_listing, make_seller, make_user

pytestmark = pytest.mark.django_db
State = SellerRequest.State


@pytest.fixture
def shop(market: Community) -> Seller:
    forget_everything()
    owner = make_user("kham@example.org", name="คำ", language="en")
    return make_seller("kham", name_th="ปั้นแม่คำ", name_en="Kham's Clay", owner=owner)


@pytest.fixture
def asked(shop: Seller, market: Community) -> SellerRequest:
    selling.ask(shop, market, shop.members.get().user)
    return SellerRequest.objects.get()


@pytest.fixture
def browser(client: Client, niran: User) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(niran)
    return client


def cards_say(seller: Seller) -> list[list[int]]:
    cards = ListingCard.objects.filter(seller_id=seller.pk)
    return list(cards.values_list("community_ids", flat=True))


def test_the_managers_see_who_asks_and_what_it_sells(
    browser: Client, asked: SellerRequest, niran: User
) -> None:
    make_listing(asked.seller, title_en="Clay cup", title_th="ถ้วยดิน")

    page = browser.get("/my-community/").content.decode()

    assert "Kham&#x27;s Clay" in page
    assert "Clay cup" in page
    assert Notice.objects.get().user == niran
    assert Notice.objects.get().kind == "seller_asks"
    assert not asked.seller.communities.exists()


def test_asked_twice_it_waits_once(asked: SellerRequest) -> None:
    selling.ask(asked.seller, asked.community, asked.seller.members.get().user)

    assert SellerRequest.objects.count() == 1
    with pytest.raises(IntegrityError):
        SellerRequest.objects.create(seller=asked.seller, community=asked.community)


def test_a_yes_puts_the_shop_and_its_goods_on_the_page(
    browser: Client, asked: SellerRequest, niran: User
) -> None:
    make_listing(asked.seller)
    rebuild_cards()

    answer = browser.post(f"/my-community/requests/{asked.pk}/yes/")

    assert answer["Location"] == "/my-community/"
    assert list(asked.seller.communities.all()) == [asked.community]
    assert cards_say(asked.seller) == [[asked.community.pk]]
    act = Act.objects.get(verb="community.seller_taken")
    assert (act.actor, act.seller_id) == (niran, asked.seller.pk)
    notice = Notice.objects.get(kind="seller_taken")
    assert notice.user == asked.seller.members.get().user
    assert "Kham's Clay and its goods show on the page" in text_of(notice)


def test_a_no_changes_nothing_and_is_told(browser: Client, asked: SellerRequest) -> None:
    browser.post(f"/my-community/requests/{asked.pk}/no/")

    asked.refresh_from_db()
    assert (asked.state, asked.seller.communities.count()) == (State.REFUSED, 0)
    assert asked.decided_at is not None
    assert Notice.objects.filter(kind="seller_refused").count() == 1


def test_the_second_answer_counts_for_nothing(browser: Client, asked: SellerRequest) -> None:
    browser.post(f"/my-community/requests/{asked.pk}/no/")

    again = browser.post(f"/my-community/requests/{asked.pk}/yes/", follow=True)

    assert "Somebody did this a moment ago." in again.content.decode()
    assert not asked.seller.communities.exists()
    assert not Act.objects.filter(verb="community.seller_taken").exists()


def test_another_communitys_request_is_not_found(
    client: Client, asked: SellerRequest, krit: User
) -> None:
    make_community("elsewhere", manager=krit)
    client.force_login(krit)

    for word in ("yes", "no"):
        path = f"/my-community/requests/{asked.pk}/{word}/"
        assert client.post(path).status_code == 404
    assert client.post(f"/my-community/sellers/{asked.seller.pk}/end/").status_code == 404


def test_a_place_that_ends_takes_the_goods_and_the_pickup_along(
    browser: Client, shop: Seller, market: Community
) -> None:
    shop.communities.add(market)
    make_listing(shop)
    pickup = make_delivery(shop, community=market)
    rebuild_cards()

    answer = browser.post(f"/my-community/sellers/{shop.pk}/end/", follow=True)

    assert "sells under your community no longer" in answer.content.decode()
    assert not shop.communities.exists()
    assert cards_say(shop) == [[]]
    pickup.refresh_from_db()
    assert not pickup.is_active
    assert Act.objects.get().verb == "community.seller_ended"
    assert Notice.objects.get().kind == "seller_ended"
    assert browser.post(f"/my-community/sellers/{shop.pk}/end/").status_code == 404


def test_a_member_leaves_and_the_only_manager_does_not(
    browser: Client, client: Client, market: Community, krit: User
) -> None:
    market.memberships.create(user=krit)

    stays = browser.post("/my-community/leave/", {"community": market.slug}, follow=True)
    browser.force_login(krit)
    home = browser.get("/account/").content.decode()
    left = browser.post("/my-community/leave/", {"community": market.slug}, follow=True)

    assert "You are the only manager of" in stays.content.decode()
    assert "Mae Chaem Market" in home
    assert "You have left Mae Chaem Market." in left.content.decode()
    assert market.memberships.get().role == "manager"
    assert Act.objects.get().verb == "team.left"
    assert browser.post("/my-community/leave/", {"community": market.slug}).status_code == 404


def test_every_seller_can_be_reached_by_the_managers(browser: Client, market: Community) -> None:
    for number in range(51):
        make_seller(f"shop-{number:02}", name_th=f"ร้าน {number:02}", communities=[market])

    first = browser.get("/my-community/").content.decode()
    second = browser.get("/my-community/?page=2").content.decode()

    assert ("/sellers/shop-49/" in first, "/sellers/shop-50/" in first) == (True, False)
    assert "/sellers/shop-50/" in second
