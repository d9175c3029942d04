from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone, translation

from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.purchases.models import Purchase, SellerOrder
from tests.cast import join_team, make_listing, make_seller, make_user, seller_of
from tests.sold import make_purchase, share_of

State = SellerOrder.State


@pytest.fixture
def desk(client: Client, mali: User) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(mali)
    return client


@pytest.fixture
def paid(malis_shop: Seller) -> SellerOrder:
    return share_of(make_purchase(make_listing(malis_shop), number="AAAA-2222", note="Ring twice"))


def text_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_today_shows_what_is_to_be_packed_oldest_first(desk: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, stock=9)
    now = timezone.now()
    make_purchase(listing, number="NEWR-2222", at=now - timedelta(minutes=5))
    make_purchase(listing, number="ODER-2222", at=now - timedelta(hours=5))

    page = text_of(desk, "/desk/")

    waiting = page[page.index('id="waiting"') : page.index('id="low"')]
    assert waiting.index("ODER-2222-1") < waiting.index("NEWR-2222-1")
    assert "waiting 5 hours" in waiting


def test_today_sums_what_was_paid(desk: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, price="100.00", stock=9)
    make_purchase(listing)
    make_purchase(listing, at=timezone.now() - timedelta(days=3))
    make_purchase(listing, at=timezone.now() - timedelta(days=9))
    make_purchase(listing, state=Purchase.State.AWAITING_PAYMENT)

    sales = desk.get("/desk/").context["sales"]

    assert sales.today == Decimal("140.00")
    assert sales.week == Decimal("280.00")
    assert sales.week_before == Decimal("140.00")


def test_today_warns_of_what_runs_low(desk: Client, malis_shop: Seller) -> None:
    make_listing(malis_shop, stock=2, low_stock=2, title_en="Indigo scarf", slug="indigo-scarf")
    make_listing(malis_shop, stock=3, low_stock=2, title_en="Rug", slug="rug")
    make_listing(
        malis_shop, stock=0, low_stock=2, title_en="Loom", slug="loom", made_to_order_days=9
    )
    make_listing(make_seller("krit"), stock=0, title_en="Pot", slug="pot")

    low = desk.get("/desk/").context["low"]

    assert [(variant.listing.title_en, variant.left) for variant in low] == [("Indigo scarf", 2)]


def test_what_others_hold_counts_as_gone(desk: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, stock=4, low_stock=1)
    make_purchase(listing, quantity=3)

    low = desk.get("/desk/").context["low"]

    assert [variant.left for variant in low] == [1]


def test_a_new_shop_sees_a_quiet_desk(desk: Client) -> None:
    page = text_of(desk, "/desk/")

    assert "Everything is packed" in page
    assert "No orders yet." in page


def test_the_order_page_says_who_gets_what(desk: Client, paid: SellerOrder) -> None:
    page = text_of(desk, "/desk/orders/AAAA-2222-1/")

    for fact in ("สมชาย ใจดี", "081 000 0001", "9 หมู่ 4 บ้านสวน", "50200", "Ring twice", "฿160.00"):
        assert fact in page
    assert "−฿6.00" in page  # 5 % of ฿120
    assert "฿154.00" in page


@pytest.mark.parametrize(
    "state", [Purchase.State.AWAITING_PAYMENT, Purchase.State.EXPIRED, Purchase.State.CANCELLED]
)
def test_an_unpaid_order_does_not_say_who_the_buyer_is(
    desk: Client, malis_shop: Seller, state: str
) -> None:
    make_purchase(make_listing(malis_shop), number="AAAA-2222", state=state, note="Ring twice")

    shown = [text_of(desk, url) for url in ("/desk/", "/desk/orders/", "/desk/orders/AAAA-2222-1/")]

    for secret in ("สมชาย", "081 000 0001", "+66810000001", "บ้านสวน", "50200", "Ring twice"):
        assert secret not in "".join(shown)


def test_an_unpaid_order_has_no_packing_slip(desk: Client, malis_shop: Seller) -> None:
    state = Purchase.State.AWAITING_PAYMENT
    make_purchase(make_listing(malis_shop), number="AAAA-2222", state=state)

    answer = desk.get("/desk/orders/AAAA-2222-1/slip/")

    assert answer.headers["Location"] == "/desk/orders/AAAA-2222-1/"


def test_the_packing_slip_has_what_a_parcel_needs(desk: Client, paid: SellerOrder) -> None:
    page = text_of(desk, "/desk/orders/AAAA-2222-1/slip/")

    for fact in ("AAAA-2222-1", "Mali&#x27;s Loom", "สมชาย ใจดี", "081 000 0001", "Cotton hankie"):
        assert fact in page


def test_what_a_buyer_wrote_is_text_and_nothing_else(desk: Client, malis_shop: Seller) -> None:
    evil = "<script>alert(1)</script>"
    make_purchase(make_listing(malis_shop), number="AAAA-2222", name=evil, note=evil, address=evil)

    for url in ("/desk/", "/desk/orders/AAAA-2222-1/", "/desk/orders/AAAA-2222-1/slip/"):
        assert "<script>alert" not in text_of(desk, url)


def test_orders_can_be_chosen_by_state(desk: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, stock=9)
    make_purchase(listing, number="PAID-2222")
    make_purchase(listing, number="WAIT-2222", state=Purchase.State.AWAITING_PAYMENT)

    answer = desk.get("/desk/orders/?state=to_pack")

    assert [order.number for order in answer.context["page_obj"]] == ["PAID-2222-1"]
    counts = {choice.state: choice.count for choice in answer.context["choices"]}
    assert counts == {
        "to_pack": 1,
        "packed": 0,
        "shipped": 0,
        "awaiting_payment": 1,
        "cancelled": 0,
        "returned": 0,
    }


@pytest.mark.parametrize("query", ["state=nonsense", "page=999", "page=x", "state=%00", "page=-1"])
def test_a_strange_query_still_shows_the_orders(
    desk: Client, paid: SellerOrder, query: str
) -> None:
    assert "AAAA-2222-1" in text_of(desk, f"/desk/orders/?{query}")


def test_the_switcher_changes_whose_desk_it_is(desk: Client, mali: User) -> None:
    other = make_seller("weavers", name_en="The Weavers")
    join_team(other, mali)

    answer = desk.post("/desk/switch/", {"seller": "weavers"}, follow=True)

    assert answer.context["desk"].seller == other


def test_nobody_switches_to_the_shop_of_another(desk: Client, mali: User) -> None:
    make_seller("krits-pots")

    answer = desk.post("/desk/switch/", {"seller": "krits-pots"})

    assert answer.status_code == 404
    assert desk.get("/desk/").context["desk"].seller == seller_of(mali)


@pytest.mark.parametrize("url", ["/desk/orders/AAAA-2222-1/", "/desk/orders/AAAA-2222-1/slip/"])
def test_a_packer_reads_no_sums(desk: Client, paid: SellerOrder, url: str) -> None:
    assert "฿" in text_of(desk, url)

    SellerMember.objects.update(role=SellerMember.Role.PACKER)
    page = text_of(desk, url)

    assert "฿" not in page
    assert "VAT" not in page
    assert "Cotton hankie" in page


PAGES = ["/desk/", "/desk/orders/", "/desk/orders/AAAA-2222-1/", "/desk/orders/AAAA-2222-1/slip/"]


@pytest.mark.parametrize("url", PAGES)
def test_a_guest_is_asked_to_log_in(client: Client, paid: SellerOrder, url: str) -> None:
    answer = client.get(url)

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(f"?next={url}")


@pytest.mark.parametrize("url", PAGES)
def test_who_sells_nothing_has_no_desk(
    client: Client, krit: User, paid: SellerOrder, url: str
) -> None:
    client.force_login(krit)

    assert client.get(url).status_code == 404


@pytest.mark.parametrize("url", PAGES[2:])
def test_the_order_of_another_seller_is_not_there(
    client: Client, krit: User, paid: SellerOrder, url: str
) -> None:
    make_seller("krits-pots", owner=krit)
    client.force_login(krit)

    assert client.get(url).status_code == 404


def test_staff_have_no_desk_by_being_staff(client: Client, anan: User, paid: SellerOrder) -> None:
    client.force_login(anan)

    assert client.get("/desk/orders/AAAA-2222-1/").status_code == 404


def test_a_closed_seller_has_no_desk(desk: Client, mali: User) -> None:
    Seller.objects.update(state=Seller.State.CLOSED)

    assert desk.get("/desk/").status_code == 404


def test_an_accountant_may_look(client: Client, malis_shop: Seller, paid: SellerOrder) -> None:
    accountant = make_user("books@example.org")
    join_team(malis_shop, accountant, SellerMember.Role.ACCOUNTANT)
    client.force_login(accountant)

    with translation.override("en"):
        answer = client.get("/desk/orders/AAAA-2222-1/")

    assert answer.status_code == 200
    assert not answer.context["may_pack"]
    assert not answer.context["may_ship"]


@pytest.mark.parametrize("url", ["/desk/", "/desk/orders/"])
def test_the_queries_do_not_grow_with_the_orders(
    desk: Client, malis_shop: Seller, url: str, django_assert_max_num_queries: object
) -> None:
    listing = make_listing(malis_shop, stock=99)
    make_purchase(listing)
    few = count_queries(desk, url)
    for number in range(10):
        goods = make_listing(malis_shop, stock=99, slug=f"goods-{number}", low_stock=99)
        make_purchase(listing, goods)

    many = count_queries(desk, url)

    assert many == few
    assert many <= 21


def test_the_queries_do_not_grow_with_the_lines(desk: Client, malis_shop: Seller) -> None:
    goods = [make_listing(malis_shop, stock=99, slug=f"goods-{number}") for number in range(10)]
    make_purchase(goods[0], number="AAAA-2222")
    make_purchase(*goods, number="BBBB-2222")

    few = count_queries(desk, "/desk/orders/AAAA-2222-1/")
    many = count_queries(desk, "/desk/orders/BBBB-2222-1/")

    assert many == few


def count_queries(client: Client, url: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
