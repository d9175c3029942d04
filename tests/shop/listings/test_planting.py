"""A market begins with its categories, and keeps what its staff made of them."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from oscar.apps.catalogue.models import Category

from shop.certificates.models import Certificate
from shop.listings.categories import needs_certificate
from shop.listings.category_tree import entries
from shop.listings.models import CategoryWords
from shop.listings.planting import plant_tree
from tests.cast import make_category

pytestmark = pytest.mark.django_db


def test_the_tree_has_the_classes_of_otop_and_fresh_produce(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("plant_categories")

    roots = Category.objects.filter(depth=1).order_by("path")
    assert list(roots.values_list("words__name_en", flat=True)) == [
        "Food",
        "Drinks",
        "Textiles & clothing",
        "Home, décor & souvenirs",
        "Non-food herbs",
        "Fresh produce",
    ]
    assert Category.objects.filter(depth=2).count() == 44
    assert capsys.readouterr().out == "50 categories were planted.\n"


def test_twice_is_as_good_as_once_and_names_that_staff_wrote_stay() -> None:
    plant_tree()
    CategoryWords.objects.filter(name_en="Silk").update(name_th="ผ้าไหมแท้")

    planted = plant_tree()

    assert planted == 0
    assert CategoryWords.objects.get(name_en="Silk").name_th == "ผ้าไหมแท้"


def test_a_category_says_what_its_goods_need() -> None:
    plant_tree()
    of = {words.name_en: words.category_id for words in CategoryWords.objects.all()}

    assert needs_certificate(of["Soap & skin care"]) == "fda"
    assert needs_certificate(of["Silk"]) is None


def test_what_is_below_needs_what_is_asked_above() -> None:
    above = make_category("milk", name_th="นม", name_en="Milk")
    below = make_category("yoghurt", name_th="โยเกิร์ต", name_en="Yoghurt", parent=above)
    CategoryWords.objects.filter(category=above).update(needs_certificate="fda")

    assert needs_certificate(below.pk) == "fda"


def test_only_kinds_that_there_are_can_be_needed() -> None:
    kinds = {entry.needs_certificate for entry in entries()} - {""}

    assert kinds <= set(Certificate.Kind.values)
