import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from community.sellers.models import Seller
from shop.listings.models import CategoryWords, Listing, ListingCard
from shop.partner.models import StockRecord

pytestmark = pytest.mark.django_db
SMALL = {"listings": 40, "sellers": 4, "categories": 6}


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    settings.DEVELOPMENT = True
    settings.MEDIA_ROOT = tmp_path


def generate(**options: int) -> str:
    said = io.StringIO()
    call_command("generate_market", stdout=said, stderr=io.StringIO(), **SMALL, **options)
    return said.getvalue()


def what_is_sold() -> list[tuple[Any, ...]]:
    rows = Listing.objects.order_by("pk").values_list("title_th", "seller__slug", "category__slug")
    prices = StockRecord.objects.order_by("pk").values_list("price", "num_in_stock")
    return [*rows, *prices]


def test_it_makes_as_much_as_was_asked() -> None:
    said = generate()

    assert said == "40 listings of 4 sellers in 6 categories.\n"
    assert Listing.objects.count() == 40
    assert Listing.objects.values("seller").distinct().count() == 4
    assert CategoryWords.objects.filter(category__depth=2).count() == 6
    assert ListingCard.objects.filter(is_visible=True).count() == 40


def test_the_same_seed_makes_the_same_market() -> None:
    with transaction.atomic():
        generate(seed=7)
        first = what_is_sold()
        transaction.set_rollback(True)

    generate(seed=7)

    assert what_is_sold() == first


def test_a_seed_is_used_once_and_another_adds_to_it() -> None:
    generate(seed=1)

    again, other = generate(seed=1), generate(seed=2)

    assert again == "The market of seed 1 is there: nothing was added.\n"
    assert other == "40 listings of 4 sellers in 6 categories.\n"
    assert (Listing.objects.count(), Seller.objects.count()) == (80, 8)


def test_the_newest_is_the_last_one_made() -> None:
    generate()

    newest = Listing.objects.order_by("-created_at").first()

    assert newest == Listing.objects.order_by("pk").last()


@pytest.mark.parametrize("wrong", ["0", "-5", "many"])
def test_it_wants_numbers_above_zero(wrong: str) -> None:
    with pytest.raises(CommandError, match="invalid above_zero value"):
        call_command("generate_market", "--listings", wrong)


def test_it_refuses_a_real_market(settings: Any) -> None:
    settings.DEVELOPMENT = False

    with pytest.raises(CommandError, match="only with DEBUG=1"):
        generate()
