import pytest

from shop.desk.menu import mark_of, tab_of


@pytest.mark.parametrize(
    ("section", "tab"),
    [
        ("today", "today"),
        ("order", "orders"),
        ("slip", "orders"),
        ("listing_new", "goods"),
        ("bulk_preview", "goods"),
        ("stock_take", "stock"),
        ("holidays", "shop"),
    ],
)
def test_each_screen_stands_under_a_word_of_the_menu(section: str, tab: str) -> None:
    assert tab_of(section) == tab


def test_the_page_itself_is_told_from_one_under_it() -> None:
    marks = [mark_of(section, "stock") for section in ("stock", "stock_take", "goods")]

    assert marks == ["page", "true", ""]
