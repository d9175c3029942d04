from django.utils.translation import override

from shop.listings.demo.reading import rows
from shop.listings.units import CODES_BY_THAI, UNITS, WORDS, unit_label


def test_the_unit_speaks_the_language_of_the_screen() -> None:
    label = UNITS["bottle"]

    with override("th"):
        assert (unit_label("bottle"), str(label)) == ("ขวด", "ขวด")
    with override("en"):
        assert (unit_label("bottle"), str(label)) == ("bottle", "bottle")


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert unit_label("furlong") == "furlong"


def test_every_thai_word_is_one_code() -> None:
    assert len(CODES_BY_THAI) == len(WORDS)


def test_every_unit_of_the_demo_goods_is_known() -> None:
    words = {row["unit_th"] for row in rows("products")}

    assert len(words) == 46
    assert words <= set(CODES_BY_THAI)
