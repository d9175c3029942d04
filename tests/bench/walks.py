"""Who looks at which page, and what the page asks of the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.people.models import User
from shop.browse.remembering import forget_everything
from shop.browse.shelves import shelves
from shop.listings.models import Listing, ListingCard

BROWSE, PRODUCT = 8, 10


@dataclass(frozen=True)
class Walk:
    """A page as a guest and as a seller with a full basket see it."""

    name: str
    paths: list[str]
    limit: int

    def queries(self, people: list[Client]) -> int:
        """Return the most that any of the people costs, on a page that others have seen before."""
        return max(_queries(person, path) for person in people for path in self.paths)

    def cold_queries(self, people: list[Client]) -> int:
        """Return the most when the process has read nothing yet: menus are kept a minute."""
        return max(_cold(person, path) for person in people for path in self.paths)


def walks() -> Iterator[Walk]:
    yield Walk("home", [reverse("browse:home")], BROWSE)
    yield Walk("category", [f"{_full_shelf()}?page={page}" for page in (1, 2)], BROWSE)
    yield Walk("search", [f"{reverse('search:search')}?q={q}" for q in ("ผ้า", "0")], BROWSE)
    yield Walk("product", [listing.get_absolute_url() for listing in _listings()], PRODUCT)


def visitors(basket_of: User, variants: list[int]) -> list[Client]:
    """Return a guest who has nothing yet, and a person with goods in the basket."""
    person = Client()
    person.force_login(basket_of, backend="django.contrib.auth.backends.ModelBackend")
    for variant in variants:
        person.post(reverse("basket:add"), {"variant": variant, "quantity": 1})
    return [Client(), person]


def _full_shelf() -> str:
    counts = {shelf.url: _on(shelf.id) for shelf in shelves().by_id.values()}
    return max(counts, key=lambda url: counts[url])


def _on(shelf_id: int) -> int:
    return ListingCard.objects.filter(category_ids__contains=[shelf_id]).count()


def _listings() -> list[Listing]:
    """Return a listing with one variant and one with several."""
    cards = ListingCard.objects.filter(is_available=True).order_by("pk")
    found = [cards.filter(has_price_range=several).first() for several in (False, True)]
    return [Listing.objects.get(pk=card.pk) for card in found if card]


def _cold(person: Client, path: str) -> int:
    forget_everything()
    return _queries(person, path)


def _queries(person: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = person.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return len(asked)
