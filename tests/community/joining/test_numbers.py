import pytest
from django.core.exceptions import ValidationError

from community.joining.models import Application
from community.joining.numbers import clean_number

Kind = Application.Kind


@pytest.mark.parametrize(
    "typed",
    [
        "1101700230708",
        "1-1017-00230-70-8",
        "1 1017 00230 70 8",
        "๑-๑๐๑๗-๐๐๒๓๐-๗๐-๘",
        " 1101700230708 ",
    ],
)
def test_it_reads_an_id_number_as_people_write_it(typed: str) -> None:
    assert clean_number(Kind.INDIVIDUAL, typed) == "1101700230708"


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        (Kind.INDIVIDUAL, "1101700230709", "check_digit"),
        (Kind.INDIVIDUAL, "110170023070", "length"),
        (Kind.INDIVIDUAL, "11017002307080", "length"),
        (Kind.INDIVIDUAL, "1101700230d08", "length"),
        (Kind.INDIVIDUAL, "²²²²²²²²²²²²²", "length"),
        (Kind.INDIVIDUAL, "0107542000011", "first"),
        (Kind.COMPANY, "1101700230708", "first"),
        (Kind.COMPANY, "0107542000012", "check_digit"),
        (Kind.ENTERPRISE, "12", "registration"),
        (Kind.ENTERPRISE, "<script>", "registration"),
    ],
)
def test_it_refuses_a_number_that_cannot_be(kind: str, typed: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        clean_number(kind, typed)

    assert refused.value.code == code


def test_companies_and_enterprises_have_numbers_of_their_own() -> None:
    assert clean_number(Kind.COMPANY, "0-10-7-542-00001-1") == "0107542000011"
    assert clean_number(Kind.ENTERPRISE, "๖-๕๐-๑๒-๐๑/๑-๐๐๐๑") == "650120110001"
