import pytest

from shop.listings.folding import fold


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("น้ำพริก", "นำพริก"),
        ("นํ้าพริก", "นำพริก"),  # the vowel am typed as its two halves
        ("Silk SCARF", "silk scarf"),
        ("ถุง ๕ กก.", "ถุง 5 กก."),
        ("ผ้า\u200bไหม\u200d", "ผาไหม"),
        ("  a \t\n b\x00c ", "a b c"),
        ("\u202ecilk", "cilk"),
        ("ใบเตย์", "ใบเตย"),
        ("", ""),
    ],
)
def test_it_folds_what_people_spell_differently(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_it_keeps_the_vowel_am_whole() -> None:
    assert fold("ำ") == "ำ"
    assert len(fold("ทำ")) == 2


def test_folding_twice_changes_nothing() -> None:
    once = fold("น้ำผึ้ง ๑๐๐% PURE\u200b")

    assert fold(once) == once
