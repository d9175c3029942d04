"""The office's queue of goods: before and after, one decision, the next."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller
from shop.browse.remembering import forget_everything
from shop.listings.changing import change_words
from shop.listings.models import Listing
from shop.moderation.deciding import seal
from shop.moderation.models import Look, Word
from tests.cast import join_team, make_listing
from tests.shop.moderation.looking import publish_new, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client, anan: User) -> Client:
    forget_everything()
    client.cookies["talat_language"] = "en"
    client.force_login(anan)
    return client


def decide(office: Client, look: Look, act: str, **other: str) -> object:
    data = {"act": act, "seen": seal(look), **other}
    return office.post(f"/office/goods/{look.pk}/decide/", data, follow=True)


def test_who_waits_longest_stands_first(office: Client, mali: User, malis_shop: Seller) -> None:
    new, old = (publish_new(malis_shop, mali) for _ in range(2))
    then = timezone.now() - timedelta(days=8)
    Look.objects.filter(listing=old).update(asked_at=then)

    rows = office.get("/office/goods/").context["rows"]

    assert [(look.listing, days, tone) for look, days, tone, _ in rows] == [
        (old, 8, "low"),
        (new, 0, "ok"),
    ]


def test_it_shows_before_and_after_and_what_was_found(
    office: Client, mali: User, malis_shop: Seller
) -> None:
    listing = make_listing(malis_shop, description_th="ผ้าฝ้าย")
    change_words(listing, {"description_th": "คู่กับ เ บ ี ย ร์ <b>"}, mali)
    look = waiting(listing)

    page = office.get(f"/office/goods/{look.pk}/").content.decode()

    assert "ผ้าฝ้าย" in page
    assert "<mark>เ บ ี ย ร์</mark>" in page
    assert "“เ บ ี ย ร์” in “Text”: Alcohol" in page
    assert "<b>&gt;" not in page


def test_after_a_decision_the_next_opens(office: Client, mali: User, malis_shop: Seller) -> None:
    first, second = (publish_new(malis_shop, mali) for _ in range(2))

    answer = decide(office, waiting(first), "accept")

    assert answer.context["page"].look.listing == second  # type: ignore[attr-defined]
    assert "accepted. Buyers see it now." in answer.content.decode()  # type: ignore[attr-defined]
    first.refresh_from_db()
    assert first.state == Listing.State.PUBLISHED


def test_a_ready_made_reason_is_enough(office: Client, mali: User, malis_shop: Seller) -> None:
    look = waiting(publish_new(malis_shop, mali))

    without = office.post(f"/office/goods/{look.pk}/decide/", {"act": "return", "seen": seal(look)})
    decide(office, look, "return", ready="Please take new photos.")

    look.refresh_from_db()
    assert without.status_code == 422
    assert "Please say why, in plain words" in without.content.decode()
    assert (look.state, look.reason) == ("returned", "Please take new photos.")


def test_what_changed_since_is_looked_at_again(
    office: Client, mali: User, malis_shop: Seller
) -> None:
    listing = publish_new(malis_shop, mali)
    look = waiting(listing)
    seen = seal(look)
    change_words(listing, {"title_en": "Other"}, mali)

    answer = office.post(
        f"/office/goods/{look.pk}/decide/", {"act": "accept", "seen": seen}, follow=True
    )

    assert "the seller has changed it since" in answer.content.decode()
    assert waiting(listing).pk == look.pk


def test_ones_own_goods_are_a_colleagues(
    office: Client, mali: User, malis_shop: Seller, anan: User
) -> None:
    look = waiting(publish_new(malis_shop, mali))
    join_team(malis_shop, anan)

    page = office.get(f"/office/goods/{look.pk}/").content.decode()

    assert "a colleague decides" in page
    assert 'value="accept"' not in page


def test_what_its_seller_put_away_waits_for_nobody(
    office: Client, mali: User, malis_shop: Seller
) -> None:
    listing = publish_new(malis_shop, mali)
    Listing.objects.filter(pk=listing.pk).update(state="archived")

    assert office.get("/office/goods/").context["rows"] == []


def test_the_queue_asks_as_much_for_many(office: Client, mali: User, malis_shop: Seller) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            office.get("/office/goods/")
        return len(asked)

    for _ in range(2):
        publish_new(malis_shop, mali)
    office.get("/office/goods/")
    few = queries()
    for _ in range(10):
        publish_new(malis_shop, mali)

    assert queries() == few


def test_staff_add_a_word_and_it_counts(office: Client, mali: User, malis_shop: Seller) -> None:
    word = {"text": "น้ำกระแช่ตาล", "topic": "alcohol", "effect": "look"}
    added = office.post("/office/words/", word)
    again = office.post("/office/words/", {**word, "text": "น้ำ กระแช่ ตาล"})

    assert added.status_code == 302
    assert "This word is in the list already" in again.content.decode()
    assert 'value="น้ำ กระแช่ ตาล"' in again.content.decode()
    tried = office.get("/office/words/", {"try": "น้ำกระแช่ตาลสด"})
    assert [hit.word for hit, _ in tried.context["hits"]] == ["น้ำกระแช่ตาล"]


def test_staff_change_a_word_and_take_one_off(office: Client, anan: User) -> None:
    word = Word.objects.get(text="สาโท")
    data = {"text": "สาโท", "topic": "alcohol", "effect": "look"}
    office.post(f"/office/words/{word.pk}/", data)
    word.refresh_from_db()
    changed = (word.effect, word.changed_by)
    office.post(f"/office/words/{word.pk}/remove/")

    assert changed == ("look", anan)
    assert not Word.objects.filter(pk=word.pk).exists()


@pytest.mark.parametrize("text", ["", "a", "  ", "...", "\u200b\u200b\u200b"])
def test_a_word_has_letters(office: Client, text: str) -> None:
    answer = office.post("/office/words/", {"text": text, "topic": "other", "effect": "forbid"})

    assert answer.status_code == 422
