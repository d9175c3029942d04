import pytest

from community.joining.names import fold_name, free_slug
from community.sellers.models import Seller
from tests.cast import make_seller


@pytest.mark.parametrize(
    "name",
    [
        "กลุ่มวิสาหกิจชุมชนผ้าทอบ้านดอนคราม",
        "วิสาหกิจชุมชน  ผ้าทอ บ้านดอนคราม",
        "กลุ่มแม่บ้าน ผ้าทอ-บ้านดอนคราม",
        "ร้านผ้าทอบ้านดอนคราม",
    ],
)
def test_it_folds_a_name_to_what_is_its_own(name: str) -> None:
    assert fold_name(name) == "ผาทอบานดอนคราม"


def test_it_keeps_the_vowels_above_and_below() -> None:
    assert fold_name("กี่แม่มะลิ") == "กีแมมะลิ"


def test_a_name_that_is_all_title_is_kept() -> None:
    assert fold_name(" ตลาดนัด ") == "ตลาดนัด"


def test_it_folds_english_names() -> None:
    assert fold_name("Mali's Loom Co., Ltd.") == "malisloom"


@pytest.mark.django_db
def test_a_second_shop_of_a_name_has_another_address() -> None:
    make_seller("mali")

    assert free_slug(Seller, "มะลิ", "Mali") == "mali-2"


@pytest.mark.django_db
def test_an_address_is_ascii_and_never_too_long() -> None:
    make_seller("a" * 80)

    slug = free_slug(Seller, "", "a" * 120)

    assert (len(slug), slug[-4:]) == (80, "aa-2")
