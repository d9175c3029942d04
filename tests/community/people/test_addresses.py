from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from community.people.models import SavedAddress, User

HOME = {
    "label": "บ้าน",
    "name": "สมชาย ใจดี",
    "phone": "๐๘๑ ๒๓๔ ๕๖๗๘",
    "address": "9 หมู่ 4",
    "postcode": "๕๐๒๐๐",
    "subdistrict": "สุเทพ",
    "district": "เมืองเชียงใหม่",
    "province_code": "50",
}
NEW = "/account/addresses/new/"


@pytest.fixture
def as_somchai(client: Client, somchai: User) -> Client:
    client.force_login(somchai)
    return client


def save(client: Client, url: str = NEW, **fields: str) -> Any:
    return client.post(url, {**HOME, **fields})


def make_address(user: User, **fields: Any) -> SavedAddress:
    values = {**HOME, "phone": "+66812345678", "postcode": "50200", **fields}
    return SavedAddress.objects.create(user=user, **values)


def test_the_first_address_is_the_default(as_somchai: Client, somchai: User) -> None:
    save(as_somchai)

    address = somchai.saved_addresses.get()
    assert address.is_default
    assert (address.phone, address.postcode) == ("+66812345678", "50200")


def test_there_is_one_default(as_somchai: Client, somchai: User) -> None:
    first = make_address(somchai, is_default=True)

    save(as_somchai, label="ร้าน", is_default="on")

    first.refresh_from_db()
    assert not first.is_default
    assert somchai.saved_addresses.get(is_default=True).label == "ร้าน"


def test_an_address_is_changed_in_place(as_somchai: Client, somchai: User) -> None:
    own = make_address(somchai)

    save(as_somchai, f"/account/addresses/{own.pk}/", address="99 หมู่ 9")

    assert somchai.saved_addresses.get().address == "99 หมู่ 9"


def test_another_persons_address_is_a_404(as_somchai: Client, krit: User) -> None:
    foreign = make_address(krit)

    seen = as_somchai.get(f"/account/addresses/{foreign.pk}/")
    changed = save(as_somchai, f"/account/addresses/{foreign.pk}/")
    deleted = as_somchai.post(f"/account/addresses/{foreign.pk}/delete/")

    assert [seen.status_code, changed.status_code, deleted.status_code] == [404, 404, 404]
    assert krit.saved_addresses.get() == foreign


def test_removing_takes_a_post(as_somchai: Client, somchai: User) -> None:
    own = make_address(somchai)

    asked = as_somchai.get(f"/account/addresses/{own.pk}/delete/")
    kept = somchai.saved_addresses.count()
    as_somchai.post(f"/account/addresses/{own.pk}/delete/")

    assert (asked.status_code, kept) == (405, 1)
    assert not somchai.saved_addresses.exists()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("postcode", "10200"),
        ("postcode", "00000"),
        ("postcode", "1e9"),
        ("province_code", "99"),
        ("province_code", ""),
        ("address", "ก" * 10_000),
        ("address", "\x00"),
        ("address", ""),
        ("phone", "12"),
        ("name", "\u200b"),
    ],
)
def test_bad_input_is_answered_beside_the_field_and_kept(
    as_somchai: Client, somchai: User, field: str, typed: str
) -> None:
    response = save(as_somchai, **{field: typed})

    assert list(response.context["form"].errors) == [field]
    assert "สุเทพ" in response.content.decode()
    assert not somchai.saved_addresses.exists()


def test_emoji_and_hidden_letters_do_no_harm(as_somchai: Client, somchai: User) -> None:
    save(as_somchai, address="9 หมู่ 4 🏠\u202e\u200b<b>")

    page = as_somchai.get("/account/addresses/").content.decode()
    assert somchai.saved_addresses.get().address == "9 หมู่ 4 🏠<b>"
    assert "🏠&lt;b&gt;" in page


def test_twenty_addresses_are_enough(as_somchai: Client, somchai: User) -> None:
    for _ in range(20):
        make_address(somchai)

    response = save(as_somchai)

    assert response.status_code == 302
    assert somchai.saved_addresses.count() == 20
