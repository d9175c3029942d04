"""After a test with real transactions the floor is as it was, or it is said that it is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, connections

from community.people.models import User
from community.places.models import Province
from shop.moderation.models import Word
from tests.cast import make_listing, make_seller, make_user
from tests.database import Embedded
from tests.sold import make_purchase
from tests.sweeping import Floor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def floor(request: pytest.FixtureRequest) -> Iterator[Floor]:
    from tests.conftest import database_key

    database = request.config.stash[database_key]
    if not isinstance(database, Embedded) or database.floor is None:
        pytest.skip("on a server of somebody else's every test has a new copy")
    yield database.floor
    connections.close_all()


def swept(floor: Floor) -> bool:
    connections.close_all()
    return floor.sweep()


def first(asked: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return cursor.fetchone()[0]


def test_what_was_written_is_gone_from_books_that_only_grow_too(floor: Floor) -> None:
    make_purchase(make_listing(make_seller(owner=make_user()), stock=9))
    assert first("SELECT count(*) FROM ledger_entry") != 0

    assert swept(floor)

    assert Floor(floor.url, floor.template).rows == floor.rows
    assert (User.objects.count(), first("SELECT count(*) FROM ledger_entry")) == (0, 0)


def test_what_migrations_wrote_is_as_it_was(floor: Floor) -> None:
    Province.objects.filter(pk="50").update(name_th="ที่อื่น")
    words = first("SELECT count(*) FROM moderation_word")
    Word.objects.filter(pk=Word.objects.first().pk).delete()

    assert swept(floor)

    assert first("SELECT count(*) FROM moderation_word") == words
    assert Province.objects.get(pk="50").name_th == "เชียงใหม่"


def test_numbers_begin_again(floor: Floor) -> None:
    before = first("SELECT last_value FROM people_user_id_seq")
    make_user()

    assert swept(floor)

    assert first("SELECT last_value FROM people_user_id_seq") == before


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
        "ALTER TABLE stock_movement ADD COLUMN more integer",
        "ALTER TABLE purchases_sellerorder DROP CONSTRAINT purchases_refunded_within_total",
        "CREATE TABLE more (id integer)",
    ],
)
def test_more_than_rows_needs_a_new_copy(floor: Floor, change: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(change)

    assert not swept(floor)
