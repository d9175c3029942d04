"""What people write stays text on every page, in every letter and on paper."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import CharField, Model, TextField

from community.groups.models import Community, PickupPlace
from community.holidays.models import Holiday
from community.people.models import SavedAddress, User
from community.sellers.models import Seller
from shop.browse.remembering import forget_everything
from shop.delivery.models import DeliveryMethod
from shop.listings.cards import rebuild_cards
from shop.listings.models import CategoryWords, Listing, Photo
from shop.notify.models import Message
from shop.notify.rendering import letter_for
from shop.notify.telling import tell_paid, tell_placed
from shop.purchases.models import Purchase, SellerOrder, SellerOrderLine
from tests.fakestripe import FakeStripe
from tests.routes import own_routes
from tests.scene import Scene
from tests.till import fill_basket

EVIL = "<x-evil onerror=alert(1)>\"'{{ 7|add:7 }}{% now 'Y' %}%(name)s"
RAW = ("<x-evil", "alert(1)>\"'")
COMPUTED = "&#x27;14"  # if the braces were a template's
# Where people's own words are kept; what has choices or a format of its own is left as it is.
WRITTEN: dict[type[Model], tuple[str, ...]] = {
    Listing: ("title_th", "title_en", "description_th", "description_en"),
    Photo: ("alt_th", "alt_en"),
    Seller: ("name_th", "name_en", "story_th", "story_en"),
    Community: ("name_th", "name_en", "story_th", "story_en", "pickup_place", "market_days"),
    PickupPlace: ("name_th", "name_en", "where", "when"),
    Holiday: ("note_th", "note_en"),
    CategoryWords: ("name_th", "name_en"),
    DeliveryMethod: ("name_th", "name_en"),
    User: ("name",),
    SavedAddress: ("label", "name", "address", "subdistrict", "district"),
    Purchase: ("name", "address", "subdistrict", "district", "note"),
    SellerOrder: ("delivery_name_th", "delivery_name_en", "pickup_place"),
    SellerOrderLine: ("title_th", "title_en", "variant_name"),
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def evil_scene(till: FakeStripe) -> Scene:
    """A scene whose every word was written by somebody evil, past forms and loaders."""
    scene = Scene()
    tell_placed(scene.unpaid)
    tell_paid(scene.paid)
    fill_basket((scene.listing, 1), owner=scene.people["buyer"])
    for model, fields in WRITTEN.items():
        model._default_manager.update(**{field: evil_for(model, field) for field in fields})
    rebuild_cards()
    forget_everything()  # what another test's market had in its menu
    return scene


def evil_for(model: type[Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return EVIL[: field.max_length] if field.max_length else EVIL


def test_every_field_that_holds_words_is_listed() -> None:
    assert all(
        isinstance(model._meta.get_field(name), CharField | TextField)
        for model, names in WRITTEN.items()
        for name in names
    )


@pytest.mark.parametrize(
    ("role", "language"),
    [
        ("anonymous", "th"),
        ("anonymous", "en"),
        ("buyer", "en"),
        ("owner", "th"),
        ("staff", "en"),
        ("community_manager", "en"),
    ],
)
def test_it_is_inert_on_every_page(evil_scene: Scene, role: str, language: str) -> None:
    client = evil_scene.client(role)
    client.cookies["talat_language"] = language

    pages = {route.name: client.get(evil_scene.path(route)) for route in own_routes()}

    html = {name: page.content.decode() for name, page in pages.items() if is_text(page)}
    assert sum("x-evil" in text for text in html.values()) >= 8
    assert {name for name, text in html.items() if any(raw in text for raw in RAW)} == set()
    assert not any(COMPUTED in text for text in html.values())


def is_text(page: Any) -> bool:
    """Leave out pictures and workbooks: they are nobody's page."""
    kind = page.get("Content-Type", "")
    return not page.streaming and kind.startswith(("text/", "application/json"))


def test_it_is_inert_in_a_question(evil_scene: Scene) -> None:
    page = evil_scene.client("anonymous").get("/search/", {"q": EVIL}).content.decode()

    assert "x-evil" in page
    assert not any(raw in page for raw in RAW)


@pytest.mark.parametrize("language", ["th", "en"])
def test_it_is_inert_in_letters(evil_scene: Scene, language: str) -> None:
    Message.objects.update(language=language)

    letters = [letter_for(message) for message in Message.objects.all()]

    assert len(letters) >= 3
    for letter in letters:
        assert not any(raw in letter.html for raw in RAW)
        assert "\n" not in letter.subject
        assert "\r" not in letter.subject


def test_a_name_adds_no_header_to_a_letter(evil_scene: Scene) -> None:
    Purchase.objects.update(name="มะลิ\r\nBcc: all@example.org")
    Seller.objects.update(name_th="กี่\r\nBcc: all@example.org")

    subjects = [letter_for(message).subject for message in Message.objects.all()]

    assert all("\n" not in subject and "\r" not in subject for subject in subjects)
