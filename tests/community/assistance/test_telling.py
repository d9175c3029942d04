from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from community.assistance import telling
from community.assistance.code_views import facts_of
from community.assistance.models import Grant
from community.channels.codes import words_of
from community.channels.models import Notice
from community.channels.wording import text_of
from community.people.models import User
from community.sellers.models import Seller
from tests.helping import make_grant, make_helper

KINDS = (
    "grant_asked",
    "grant_started",
    "grant_started_helper",
    "grant_ended",
    "grant_ended_helper",
    "grant_refused",
    "grant_refused_helper",
    "grant_expired",
    "grant_expired_helper",
)


@pytest.fixture
def grant(dao: User, malis_shop: Seller) -> Grant:
    helper = make_helper(dao, centre_en="Ban Thung Centre")
    return make_grant(helper, malis_shop, powers=["handle_orders"], until=date(2027, 2, 22))


def told(kind: str) -> str:
    return text_of(Notice.objects.get(kind=kind))


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_notice_reads_whole_in_both_languages(
    grant: Grant, anan: User, language: str
) -> None:
    User.objects.update(language=language)
    fresh = Grant.objects.select_related("owner", "helper__user", "seller").get()

    telling.tell_asked(fresh)
    telling.tell_started(fresh)
    telling.tell_ended(fresh, anan)
    telling.tell_refused(fresh, anan)
    telling.tell_expired(fresh)

    texts = {kind: told(kind) for kind in KINDS}
    assert [kind for kind, text in texts.items() if len(text.split("\n")) < 2] == []
    assert [kind for kind, text in texts.items() if "{{" in text or "None" in text] == []
    thai = any("ก" <= letter <= "๙" for letter in texts["grant_expired"].split("\n")[1])
    assert thai == (language == "th")


def test_the_owner_reads_who_what_and_until_when(grant: Grant) -> None:
    telling.tell_started(grant)

    assert (
        told("grant_started")
        .split("\n")[1]
        .startswith("ดาว จากศูนย์เรียนรู้บ้านทุ่ง ทำได้: แพ็กและส่งคำสั่งซื้อ ถึง 22 ก.พ. 2570")
    )
    assert told("grant_started").endswith("/desk/helpers/")


def test_the_code_comes_with_the_whole_question(grant: Grant) -> None:
    with translation.override("en"):
        text = words_of("123456", "grant", facts_of(grant))

    assert text == (
        "ดาว of Ban Thung Centre wants to help at Mali's Loom: Handle orders, until 22 Feb 2027. "
        "Yes? Read out 123456. No? Tell it to nobody. Talat"
    )
