from __future__ import annotations

import pytest
from django.test import Client

from community.people.models import User
from community.sellers.models import Seller

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", [Seller.State.APPROVED, Seller.State.CLOSED])
def test_the_way_to_the_shop_is_shown_where_it_leads_somewhere(
    client: Client, mali: User, malis_shop: Seller, state: str
) -> None:
    Seller.objects.update(state=state)
    client.force_login(mali)

    page = client.get("/account/").content.decode()

    is_open = client.get("/desk/").status_code == 200
    assert is_open == (state == Seller.State.APPROVED)
    assert ('class="btn btn-primary" href="/desk/"' in page) == is_open


def test_staff_find_the_office_on_their_account_page(
    client: Client, anan: User, krit: User
) -> None:
    pages = []
    for person in (anan, krit):
        client.force_login(person)
        pages.append(client.get("/account/").content.decode())

    assert ['class="btn btn-indigo" href="/office/"' in page for page in pages] == [True, False]
