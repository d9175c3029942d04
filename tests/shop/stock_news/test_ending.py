from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from community.people.models import User
from community.sellers.models import Seller
from shop.listings.models import Variant
from shop.stock.models import Movement
from shop.stock.moving import By, move
from shop.stock_news import asking, letters
from shop.stock_news.back import tell_what_is_back
from shop.stock_news.models import BackLetter, Wish
from tests.cast import make_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def gone(malis_shop: Seller) -> list[Variant]:
    made = (make_listing(malis_shop, stock=0, slug=f"gone-{n}") for n in range(2))
    return [listing.variants.get() for listing in made]


def tell_krit(gone: list[Variant], by: User, to: str = "krit@example.org") -> BackLetter:
    for variant in gone:
        asking.ask(variant, "en", to=to)
    move(gone[0].stock_record_id, 1, Movement.Why.RESTOCK, By(by))
    assert tell_what_is_back() == 1
    return BackLetter.objects.get()


def states() -> list[str]:
    return list(Wish.objects.order_by("pk").values_list("state", flat=True))


def test_a_letter_has_a_link_that_ends_the_others(
    client: Client, gone: list[Variant], mali: User
) -> None:
    asking.ask(gone[1], "en", to="dao@example.org")
    letters.send(tell_krit(gone, mali).pk)
    link = re.search(r"http://[^/\s]+(/tell-me/\S+)", str(mail.outbox[0].body))
    assert link

    page = client.get(link[1])
    answer = client.post(link[1])

    assert gone[1].listing.title in page.content.decode()
    assert answer.status_code == 302
    assert states() == ["waiting", "told", "ended"]  # Dao's own waits on
    assert client.post(link[1]).status_code == 302
    asking.forget()
    assert states() == ["waiting", "told"]


def test_a_text_has_the_link_too(
    gone: list[Variant], mali: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[Any] = []
    monkeypatch.setattr(letters, "send_text", lambda *text: texts.append(text))

    letters.send(tell_krit(gone, mali, "+66812345678").pk)

    ((_to, text),) = texts
    assert re.search(r"No more of these: http\S+/tell-me/\d+/[0-9a-f]{20}/$", text)


def test_a_guessed_link_is_none(client: Client, gone: list[Variant], mali: User) -> None:
    letter = tell_krit(gone, mali)

    for pk in (letter.wish_id, letter.wish_id + 9, 10**30):
        assert client.post(f"/tell-me/{pk}/{'0' * 20}/").status_code == 404
    assert states() == ["told", "waiting"]


def test_an_account_stops_one_of_what_it_waits_for(
    client: Client, gone: list[Variant], somchai: User
) -> None:
    first, other = (asking.ask(variant, "th", user=somchai) for variant in gone)
    client.force_login(somchai)

    page = client.get("/account/waiting/")
    answer = client.post("/account/waiting/", {"wish": first.pk})

    assert page.content.decode().count('name="wish"') == 2
    assert answer["Location"] == "/account/waiting/"
    assert states() == ["ended", "waiting"]
    assert asking.ask(gone[0], "th", user=somchai).pk not in (first.pk, other.pk)


def test_nobody_stops_what_another_waits_for(
    client: Client, gone: list[Variant], somchai: User, mali: User
) -> None:
    wish = asking.ask(gone[0], "th", user=somchai)
    client.force_login(mali)

    answers = [
        client.post("/account/waiting/", {"wish": typed}).status_code
        for typed in (str(wish.pk), "", "x", "9" * 30)
    ]

    assert answers == [404] * 4
    assert states() == ["waiting"]


def test_whoever_waits_for_twenty_things_is_led_to_the_list(
    client: Client, gone: list[Variant], somchai: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "MOST_WAITING", 1)
    asking.ask(gone[0], "th", user=somchai)
    client.force_login(somchai)

    answer = client.post(f"/goods/{gone[1].listing.product_id}/tell-me/")

    assert answer["Location"] == "/account/waiting/"
