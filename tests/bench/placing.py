"""The press of the button "Order and pay", in queries."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.bench.browser import SHOWN
from tests.bench.stalls import ADDRESS
from tests.cast import join_team, make_delivery, make_listing, make_seller, make_user
from tests.till import CONTACT

MOST_LINES = 10


@dataclass(frozen=True)
class Cost:
    """In statements: placing alone, and the whole request, at whose end payment has begun."""

    placing: int
    request: int


class Placing:
    """A seller with enough to sell, whose owner also buys elsewhere."""

    def __init__(self) -> None:
        self.seller = make_seller()
        self.method = make_delivery(self.seller)
        self.owner = make_user()
        join_team(self.seller, self.owner)
        self.variants = [self._goods(number) for number in range(MOST_LINES)]

    def _goods(self, number: int) -> int:
        listing = make_listing(self.seller, stock=1000, slug=f"goods-{number}", sku=f"g-{number}")
        return listing.variants.get().product_id

    def press(self, lines: int) -> Cost:
        """Return what a guest's press costs with so many lines."""
        guest = self._guest(lines)
        page = guest.get(reverse("checkout:payment")).content.decode()
        found = SHOWN.search(page)
        assert found is not None
        form = {"shown": found[1], "method": "promptpay"}
        with CaptureQueriesContext(connection) as asked:
            answer = guest.post(reverse("checkout:payment"), form)
        assert answer["Location"].startswith("/pay/"), answer["Location"]
        statements = [query["sql"] for query in asked.captured_queries]
        return Cost(_first_transaction(statements), len(statements))

    def _guest(self, lines: int) -> Client:
        guest = Client()
        for variant in self.variants[:lines]:
            guest.post(reverse("basket:add"), {"variant": variant, "quantity": 1})
        told = {name: getattr(CONTACT, name) for name in (*ADDRESS, "email")}
        guest.post(reverse("checkout:contact"), told)
        guest.post(reverse("checkout:delivery"), {f"delivery-{self.seller.pk}": self.method.pk})
        return guest


def _first_transaction(statements: list[str]) -> int:
    """Count what stands between the first BEGIN and its COMMIT: placing is one transaction."""
    begin = statements.index("BEGIN")
    return statements.index("COMMIT", begin) - begin - 1
