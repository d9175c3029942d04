"""Communities, markets and provinces as everybody sees them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from community.groups.models import Community
from community.places.models import Province
from community.sellers.models import Seller
from shop.browse.market_days import next_market_day, next_market_days
from shop.browse.remembering import forget_everything
from shop.listings.cards import rebuild_cards
from tests.cast import make_community, make_holiday, make_listing, make_seller

pytestmark = pytest.mark.django_db

HIDDEN = [Community.State.JOINING, Community.State.SUSPENDED, Community.State.CLOSED]


def page(client: Client, path: str) -> str:
    client.cookies["talat_language"] = "en"
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("state", HIDDEN)
def test_only_approved_communities_are_public(
    client: Client, market: Community, state: str
) -> None:
    seller = make_seller(communities=[market])
    Community.objects.update(state=state)

    assert client.get("/communities/mae-chaem/").status_code == 404
    for path in ("/communities/", "/", "/provinces/50/", f"/sellers/{seller.slug}/"):
        assert "Mae Chaem Market" not in page(client, path)
    assert "/communities/mae-chaem/" not in page(client, "/sitemap-communities-1.xml")


def test_all_77_provinces_have_a_page_and_are_in_the_sitemap(client: Client) -> None:
    index = page(client, "/provinces/")
    sitemap = page(client, "/sitemap-pages-1.xml")

    codes = list(Province.objects.values_list("code", flat=True))
    assert len(codes) == 77
    assert [code for code in codes if f'href="/provinces/{code}/"' not in index] == []
    assert [code for code in codes if f"/provinces/{code}/</loc>" not in sitemap] == []
    assert "/provinces/</loc>" in sitemap
    for code in codes:
        assert client.get(f"/provinces/{code}/").status_code == 200


def test_an_empty_province_leads_to_its_neighbours_and_to_joining(
    client: Client, malis_shop: Seller
) -> None:
    make_seller("phuket", province="83")

    text = page(client, "/provinces/51/")

    assert "No community of this province is with us yet." in text
    assert 'href="/join/"' in text
    assert text.index('href="/provinces/50/"') < text.index('href="/provinces/83/"')


def test_a_province_shows_communities_sellers_and_goods(client: Client, market: Community) -> None:
    make_listing(make_seller(communities=[market]), title_en="Scarf")
    rebuild_cards()

    text = page(client, "/provinces/50/")

    for word in ("Mae Chaem Market", "Mali&#x27;s Loom", "Scarf"):
        assert word in text


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/provinces/50/?sort=price&page=1", "/provinces/50/"),
        ("/provinces/", "/provinces/"),
        ("/communities/mae-chaem/?sort=price", "/communities/mae-chaem/"),
        ("/communities/?kind=otop_group", "/communities/"),
    ],
)
def test_pages_name_their_own_address(
    client: Client, market: Community, path: str, canonical: str
) -> None:
    text = page(client, path)

    assert 'rel="canonical" href="http' in text
    assert f'{canonical}">' in text[text.index("canonical") :][:120]


def test_the_map_has_a_text_and_no_style_of_its_own(client: Client, market: Community) -> None:
    community, index = page(client, "/communities/mae-chaem/"), page(client, "/provinces/")

    assert 'role="img" aria-label="Where Mae Chaem Market is in Thailand"' in community
    assert index.count("<circle") == 77
    assert "style=" not in community + index


def test_the_map_is_written_with_points_in_thai_too(client: Client, market: Community) -> None:
    client.cookies["talat_language"] = "th"

    text = client.get("/communities/mae-chaem/").content.decode()

    assert 'cx="91.7" cy="98.1" r="18"' in text


def test_a_market_shows_its_pickup_places(client: Client, market: Community) -> None:
    market.pickup_places.create(name_th="วัดป่าแดด", where="ข้างโบสถ์", when="วันเสาร์", position=1)

    text = page(client, "/communities/mae-chaem/")

    assert text.index("ศาลากลางบ้าน</b>") < text.index("วัดป่าแดด")
    assert "ข้างโบสถ์" in text


def test_market_days_leave_holidays_out(market: Community) -> None:
    friday = datetime(2027, 4, 9, 12, 0, tzinfo=ZoneInfo("Asia/Bangkok"))
    holiday = make_holiday(market)
    holiday.first_day, holiday.last_day = friday.date(), friday.date().replace(day=17)
    holiday.save()
    forget_everything()

    first = next_market_day(market, friday)

    assert first is not None
    assert str(first.day) == "2027-04-24"
    days = [str(one.day) for one in next_market_days(market, 3, friday)]
    assert days == ["2027-04-24", "2027-05-01", "2027-05-08"]


def test_a_closed_market_says_so(client: Client, market: Community) -> None:
    holiday = make_holiday(market, 0, 2, note_en="Songkran")

    text = page(client, "/communities/mae-chaem/")

    assert f"Closed until {holiday.last_day.day} " in text
    assert "Songkran" in text


def test_robots_stay_out_of_private_rooms(client: Client) -> None:
    text = page(client, "/robots.txt")

    for room in ("my-community", "join", "papers", "invitations"):
        assert f"Disallow: /{room}/" in text


def test_every_seller_of_a_community_can_be_seen(client: Client, market: Community) -> None:
    for number in range(26):
        make_seller(f"seller-{number}", name_en=f"Shop {number}.", communities=[market])

    first = page(client, "/communities/mae-chaem/")
    everybody = page(client, "/communities/mae-chaem/sellers/") + page(
        client, "/communities/mae-chaem/sellers/?page=2"
    )

    assert "/communities/mae-chaem/sellers/" in first
    shown = [n for n in range(26) if f"/sellers/seller-{n}/" in everybody]
    assert len(shown) == 26


def test_few_sellers_need_no_second_page(client: Client, market: Community) -> None:
    make_seller(communities=[market])

    assert "/communities/mae-chaem/sellers/" not in page(client, "/communities/mae-chaem/")


def test_every_community_of_a_province_can_be_seen(client: Client) -> None:
    for number in range(25):
        make_community(f"group-{number}", name_en=f"Group {number}.")
    make_community("far-away", province="83")

    shown = page(client, "/provinces/50/")
    second = page(client, "/communities/?province=50&page=2")

    assert "/communities/?province=50" in shown
    assert "/communities/group-24/" in second
    assert "/communities/far-away/" not in second
    assert "/communities/far-away/" in page(client, "/communities/?province=nonsense&page=2")
