"""Kept pieces of page: drawn once, and never with what belongs to another visitor."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client
from django.utils.translation import override

from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.browse.remembering import forget_everything
from tests.cast import make_listing

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    forget_everything()


def test_a_piece_is_drawn_once_for_equal_values() -> None:
    template = Template("{% kept name=name %}{{ name }}{% endkept %}")

    first = template.render(Context({"name": "<a>"}))
    template.nodelist[0].nodelist.clear()  # what is drawn from now on is empty
    again, other = (template.render(Context({"name": name})) for name in ("<a>", "b"))

    assert (first, again, other) == ("&lt;a&gt;", "&lt;a&gt;", "")


def test_other_values_another_language_and_another_place_are_other_pieces() -> None:
    template = Template("{% kept n=n %}{{ n }}{% get_current_language as l %}{{ l }}{% endkept %}")
    other = Template("{% kept n=n %}other{% endkept %}")

    with override("th"):
        thai = [template.render(Context({"n": n})) for n in (1, 2)]
    with override("en"):
        english = template.render(Context({"n": 1})), other.render(Context({"n": 1}))

    assert thai == ["1th", "2th"]
    assert english == ("1en", "other")


def test_a_piece_sees_nothing_that_it_does_not_name() -> None:
    template = Template(
        "{% kept a=a %}{{ a }}{{ b }}{{ user }}{{ request }}{{ csrf_token }}{% endkept %}"
    )

    page = template.render(
        Context({"a": 1, "b": 2, "user": AnonymousUser(), "request": 3, "csrf_token": "x"})
    )

    assert page == "1"


def test_it_takes_named_values_only() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% kept a %}{% endkept %}")


def page_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


@pytest.fixture
def url(malis_shop: Seller) -> str:
    return make_listing(malis_shop).get_absolute_url()


@pytest.mark.django_db
def test_one_readers_language_is_not_the_nexts(client: Client, url: str) -> None:
    english = Client()
    english.cookies["talat_language"] = "en"

    pages = [page_of(one, url) for one in (client, english, client, english)]

    assert ["Where is my order?" in page for page in pages] == [False, True, False, True]
    assert ['value="th" lang="th"' in page for page in pages] == [False, True, False, True]


@pytest.mark.django_db
def test_one_buyers_basket_is_not_the_nexts(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop, stock=9)
    full, url = Client(), listing.get_absolute_url()
    full.post("/basket/add/", {"variant": listing.product_id, "quantity": 3})

    pages = [page_of(one, url) for one in (full, client, full)]

    assert [page.count('<b class="count num">3</b>') for page in pages] == [1, 0, 1]
    assert ["count num" in page for page in pages] == [True, False, True]


@pytest.mark.django_db
def test_a_seller_who_is_signed_in_leaves_no_trace(
    client: Client, malis_shop: Seller, url: str, somchai: User, krit: User
) -> None:
    SellerMember.objects.create(seller=malis_shop, user=somchai)
    seller, buyer = Client(), Client()
    seller.force_login(somchai)
    buyer.force_login(krit)

    pages = [page_of(one, url) for one in (seller, buyer, client, seller)]

    assert ["topbar crowded" in page for page in pages] == [True, False, False, True]
    assert ["ออกจากระบบ" in page for page in pages] == [True, True, False, True]
    assert ["เข้าสู่ระบบ" in page for page in pages] == [False, False, True, False]


@pytest.mark.django_db
def test_each_visitor_has_a_csrf_token_of_their_own(client: Client, url: str) -> None:
    visitors = client, Client()
    secrets = set()

    for visitor in visitors:
        tokens = TOKEN.findall(page_of(visitor, url))
        assert len(tokens) == 3  # the basket's, and the language's at the top and at the foot
        secrets.update(tokens)

    assert len(secrets) == 2


@pytest.mark.django_db
def test_what_one_searched_is_not_in_the_nexts_field(client: Client, malis_shop: Seller) -> None:
    make_listing(malis_shop)

    searched, next_page = page_of(client, "/search/?q=my+secret&province=50"), page_of(client, "/")

    assert 'value="my secret"' in searched
    assert '<option value="50" selected>' in searched
    assert "secret" not in next_page
    assert "selected" not in next_page


@pytest.mark.django_db
def test_the_menu_marks_this_page_alone(client: Client, malis_shop: Seller, url: str) -> None:
    marked = [page_of(client, one).count('aria-current="page"') for one in ("/", url, "/")]

    assert marked == [1, 1, 1]
    assert '<a href="/" aria-current="page">' in page_of(client, "/")
    assert '<a href="/" aria-current="page">' not in page_of(client, url)
