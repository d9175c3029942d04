from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.audit.models import Act
from community.channels.models import Notice
from community.joining import reviewing
from community.joining.models import Application
from community.joining.review_errors import OrdersOpen
from community.joining.shop_decisions import resume_seller, suspend_seller
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from community.sellers.moves import ALLOWED, CannotMoveSeller, move_seller
from shop.fulfilment.moves import mark_packed, mark_shipped
from shop.listings.cards import rebuild_cards
from shop.listings.models import Listing, ListingCard
from shop.purchases.models import Purchase
from shop.purchases.refusals import LinesUnavailable
from tests.applied import make_application
from tests.cast import make_community, make_delivery, make_listing, make_seller, make_user
from tests.helping import make_grant, make_helper
from tests.sold import make_purchase
from tests.till import fill_basket, first_choices, place_basket, shown_to_buyer

LIST = "/office/sellers/"
State = Seller.State


@pytest.fixture
def office(client: Client, anan: User) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(anan)
    return client


@pytest.fixture
def listing(malis_shop: Seller) -> Listing:
    listing = make_listing(malis_shop, stock=9)
    rebuild_cards()
    return listing


def decide(office: Client, slug: str, act: str, reason: str = "") -> object:
    return office.post(f"{LIST}{slug}/decide/", {"act": act, "reason": reason})


def test_a_suspended_shop_is_sold_by_no_route(
    office: Client, listing: Listing, malis_shop: Seller
) -> None:
    decide(office, "mali", "suspend", "รอใบ อย.")

    buyer = Client()
    assert not ListingCard.objects.get(pk=listing.pk).is_visible
    assert buyer.get(listing.get_absolute_url()).status_code == 404
    assert buyer.get(malis_shop.get_absolute_url()).status_code == 404
    added = buyer.post("/basket/add/", {"variant": listing.product_id, "quantity": 1})
    assert added.status_code == 404
    assert listing.title_th not in buyer.get("/search/?q=ผ้า").content.decode()


PLACES = (
    *("/", "/sellers/", "/goods/", "/provinces/50/", "/communities/mae-chaem/"),
    *("/communities/mae-chaem/sellers/", "/sitemap-goods-1.xml", "/sitemap-sellers-1.xml"),
)


def test_a_suspended_shop_stands_in_no_list(office: Client, listing: Listing) -> None:
    shop = listing.seller
    shop.communities.add(make_community())
    category = listing.product.get_categories().get().get_absolute_url()
    addresses = (listing.get_absolute_url(), shop.get_absolute_url())
    before = [path for path in (*PLACES, category) if names_one(path, addresses)]

    decide(office, "mali", "suspend", "รอใบ อย.")

    assert {"/goods/", "/provinces/50/", "/sitemap-goods-1.xml", category} <= set(before)
    assert {"/sellers/", "/communities/mae-chaem/"} <= set(before)
    assert [path for path in before if names_one(path, addresses)] == []


def names_one(path: str, addresses: tuple[str, ...]) -> bool:
    response = Client().get(path)
    assert response.status_code == 200, path
    page = response.content.decode()
    return any(address in page for address in addresses)


def test_a_basket_filled_before_is_not_placed(office: Client, listing: Listing) -> None:
    make_delivery(listing.seller)
    basket = fill_basket((listing, 1))
    choices, shown = first_choices(basket), shown_to_buyer(basket)

    decide(office, "mali", "suspend", "รอใบ อย.")

    with pytest.raises(LinesUnavailable):
        place_basket(basket, choices=choices, shown=shown)
    assert not Purchase.objects.exists()


def test_open_orders_of_a_suspended_shop_are_packed_and_sent(
    office: Client, listing: Listing, mali: User
) -> None:
    purchase = make_purchase(listing)
    decide(office, "mali", "suspend", "รอใบ อย.")

    order = purchase.seller_orders.get()
    mark_packed(order, mali)
    mark_shipped(order, mali, "flash", "TH0123456789")
    desk = Client()
    desk.force_login(mali)

    assert desk.get("/desk/").status_code == 200
    assert purchase.seller_orders.get().state == "shipped"


def test_the_owner_is_told_why_and_it_is_written_down(
    office: Client, malis_shop: Seller, mali: User, anan: User
) -> None:
    decide(office, "mali", "suspend", "รอใบ อย.")
    decide(office, "mali", "resume")

    notice = Notice.objects.get(kind="shop_suspended")
    assert (notice.user, notice.facts) == (mali, {"name": "กี่แม่มะลิ", "reason": "รอใบ อย."})
    acts = Act.objects.filter(seller_id=malis_shop.pk).order_by("pk")
    assert [(act.verb, act.actor) for act in acts] == [
        ("seller.suspended", anan),
        ("seller.approved", anan),
    ]


def test_a_resumed_shop_sells_at_once(office: Client, listing: Listing) -> None:
    decide(office, "mali", "suspend", "x")
    decide(office, "mali", "resume")

    assert ListingCard.objects.get(pk=listing.pk).is_visible


def test_a_closed_shop_is_never_opened_again(office: Client, malis_shop: Seller) -> None:
    decide(office, "mali", "close", "เลิกขาย")
    decide(office, "mali", "resume")

    malis_shop.refresh_from_db()
    assert malis_shop.state == State.CLOSED


def test_staff_who_help_there_do_not_decide(office: Client, malis_shop: Seller, anan: User) -> None:
    make_grant(make_helper(anan), malis_shop, powers=["handle_orders"])

    decide(office, "mali", "suspend", "x")

    malis_shop.refresh_from_db()
    assert malis_shop.state == State.APPROVED


@pytest.mark.parametrize("paid", ["awaiting_payment", "paid"])
def test_a_shop_with_orders_to_send_is_not_closed(
    office: Client, listing: Listing, malis_shop: Seller, paid: str
) -> None:
    make_purchase(listing, state=paid)

    page = office.post(f"{LIST}mali/decide/", {"act": "close", "reason": "เลิกขาย"}, follow=True)

    malis_shop.refresh_from_db()
    assert "Orders not sent yet: 1. Suspend the shop" in page.content.decode()
    assert malis_shop.state == State.APPROVED
    assert not Notice.objects.filter(kind="application_closed").exists()


def test_a_shop_that_applied_is_not_closed_with_orders_to_send(anan: User) -> None:
    application = make_application(make_user("weaver@example.org", phone="+66810000009"))
    assert application.made_seller
    listing = make_listing(application.made_seller)
    application.answers.update(state="accepted")
    reviewing.approve(application, anan)
    order = make_purchase(listing).seller_orders.get()

    with pytest.raises(OrdersOpen):
        reviewing.close(Application.objects.get(pk=application.pk), anan, "เลิกขาย")
    mark_shipped(order, application.applicant, "flash", "TH0123456789")
    reviewing.close(Application.objects.get(pk=application.pk), anan, "เลิกขาย")

    assert Seller.objects.get(pk=application.made_seller_id).state == State.CLOSED


def test_without_a_reason_nothing_happens(office: Client, malis_shop: Seller) -> None:
    response = decide(office, "mali", "suspend", " ")

    malis_shop.refresh_from_db()
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert 'id="why-error-suspend"' in response.content.decode()  # type: ignore[attr-defined]
    assert malis_shop.state == State.APPROVED


def test_staff_who_sell_there_themselves_do_not_decide(
    office: Client, malis_shop: Seller, anan: User
) -> None:
    SellerMember.objects.create(seller=malis_shop, user=anan, role="packer")

    decide(office, "mali", "suspend", "x")

    malis_shop.refresh_from_db()
    assert malis_shop.state == State.APPROVED


def test_a_shop_goes_with_its_application(anan: User) -> None:
    weaver = make_user("weaver@example.org", phone="+66810000009")
    application = make_application(weaver)
    application.answers.update(state="accepted")
    reviewing.approve(application, anan)
    shop = Seller.objects.get(pk=application.made_seller_id)

    suspend_seller(shop, anan, "x")
    suspended = Application.objects.get(pk=application.pk).state
    resume_seller(Seller.objects.get(pk=shop.pk), anan)

    assert suspended == Application.State.SUSPENDED
    assert Application.objects.get(pk=application.pk).state == Application.State.APPROVED
    assert Seller.objects.get(pk=shop.pk).state == State.APPROVED


def test_a_shop_whose_application_waits_is_decided_there(office: Client) -> None:
    application = make_application(make_user("weaver@example.org", phone="+66810000009"))
    assert application.made_seller

    page = office.get(f"{LIST}{application.made_seller.slug}/").content.decode()
    decide(office, application.made_seller.slug, "close", "x")

    assert "Its application is not decided yet" in page
    assert Seller.objects.get(pk=application.made_seller_id).state == State.JOINING


@pytest.mark.parametrize("before", list(State))
@pytest.mark.parametrize("after", list(State))
def test_a_shop_moves_along_one_table(malis_shop: Seller, before: State, after: State) -> None:
    Seller.objects.filter(pk=malis_shop.pk).update(state=before)

    try:
        move_seller(malis_shop, after)
        moved = True
    except CannotMoveSeller:
        moved = False

    assert moved == (after in ALLOWED[before])
    assert Seller.objects.get(pk=malis_shop.pk).state == (after if moved else before)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["ร้านคำ", "กี่แม่มะลิ"]),
        ("q=มะลิ", ["กี่แม่มะลิ"]),
        ("q=081-234-5678", ["ร้านคำ"]),
        ("state=suspended", ["ร้านคำ"]),
        ("state=x&page=x&q=%00", ["ร้านคำ", "กี่แม่มะลิ"]),
    ],
)
def test_shops_are_found(office: Client, malis_shop: Seller, query: str, names: list[str]) -> None:
    make_seller("kham", name_th="ร้านคำ", state=State.SUSPENDED, phone="+66812345678")

    page = office.get(f"{LIST}?{query}").context["page_obj"]

    assert [one.name_th for one in page] == names


def test_the_list_takes_as_many_queries_with_ten_more(office: Client, malis_shop: Seller) -> None:
    office.get(LIST)
    with CaptureQueriesContext(connection) as few:
        office.get(LIST)

    for number in range(10):
        make_seller(f"shop-{number}")
    with CaptureQueriesContext(connection) as many:
        office.get(LIST)

    assert len(many) == len(few)
