import pytest

from shop.listings.romanise import LONGEST, slug_for


@pytest.mark.parametrize(
    ("thai", "english", "slug"),
    [
        ("ผ้าไหม", "Mud-Mee Silk, 2 m", "mud-mee-silk-2-m"),
        ("ผ้าไหม", "", "phahaim"),
        ("ชา ๑๒ ซอง", "", "cha-12-song"),
        ("ร่มกระดาษสา", "", "rmkradassa"),
        ("🎁", "", "goods"),
        ("", "", "goods"),
    ],
)
def test_a_slug_is_plain_ascii(thai: str, english: str, slug: str) -> None:
    assert slug_for(thai, english) == slug


def test_a_long_title_ends_at_a_word() -> None:
    slug = slug_for("", "weaving " * 20)

    assert slug == "-".join(["weaving"] * 10)
    assert len(slug) <= LONGEST
