from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.assistance.current import grants_in_force
from community.assistance.models import Grant, Helper
from community.people.models import User
from community.sellers.models import Seller
from tests.cast import make_seller, make_user
from tests.helping import make_grant, make_helper

State = Grant.State
PHONE = "+66810000077"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_DIR = tmp_path
    cache.clear()
    return tmp_path / "sms"


@pytest.fixture
def helper(dao: User) -> Helper:
    return make_helper(dao)


@pytest.fixture
def browser(client: Client, helper: Helper) -> Client:
    client.force_login(helper.user)
    client.cookies["talat_language"] = "en"
    return client


@pytest.fixture
def shop(mali: User, malis_shop: Seller) -> Seller:
    User.objects.filter(pk=mali.pk).update(phone=PHONE, language="th")
    return malis_shop


@pytest.fixture
def asked(helper: Helper, shop: Seller) -> Grant:
    return make_grant(helper, shop, state=State.ASKED)


def typed(**changes: Any) -> dict[str, Any]:
    until = timezone.localdate() + timedelta(days=90)
    return {
        "phone": "๐๘๑ ๐๐๐ ๐๐๗๗",
        "powers": ["handle_orders"],
        "until": until.isoformat(),
        **changes,
    }


def check(browser: Client, asked: Grant, code: str) -> Any:
    return browser.post(reverse("helping:check", args=[asked.pk]), {"code": code})


def send(browser: Client, asked: Grant, folder: Path) -> tuple[str, str]:
    """Return the newest text, and the code in it."""
    browser.post(reverse("helping:code", args=[asked.pk]))
    text = max(folder.iterdir()).read_text()
    code = re.search(r"\b\d{6}\b", text)
    assert code
    return text, code[0]


def test_an_owner_is_found_by_telephone_in_thai_digits(browser: Client, shop: Seller) -> None:
    answer = browser.post(reverse("helping:ask"), typed())

    asked = Grant.objects.get()
    assert answer.headers["Location"] == reverse("helping:grant", args=[asked.pk])
    assert (asked.seller, asked.owner.phone, asked.powers) == (shop, PHONE, ["handle_orders"])


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"phone": "081 000 0078"}, "No owner of a shop logs in with this number."),
        ({"phone": "หมายเลข"}, "This is not a telephone number."),
        ({"powers": []}, "Choose at least one thing."),
        ({"powers": ["change_account"]}, "Select a valid choice."),
        ({"until": "2099-01-01"}, "Select a valid choice."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    browser: Client, shop: Seller, changes: dict[str, Any], sentence: str
) -> None:
    answer = browser.post(reverse("helping:ask"), typed(**changes))

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Grant.objects.exists()


def test_an_owner_of_two_shops_is_asked_about_one(browser: Client, shop: Seller) -> None:
    other = make_seller("kham", name_en="Kham", owner=User.objects.get(phone=PHONE))

    answer = browser.post(reverse("helping:ask"), typed())
    browser.post(reverse("helping:ask"), typed(seller="kham"))

    assert "This person has several shops: choose one." in answer.content.decode()
    assert Grant.objects.get().seller == other


def test_a_shop_is_asked_by_name_only_where_it_is_known(
    browser: Client, shop: Seller, helper: Helper
) -> None:
    address = reverse("helping:ask") + "?seller=mali"
    assert browser.get(address).status_code == 404
    make_grant(helper, shop, state=State.ENDED)

    browser.post(address, typed(phone=""))

    assert Grant.objects.filter(state=State.ASKED, seller=shop).count() == 1


def test_the_owners_text_says_who_what_and_until_when_with_the_code(
    browser: Client, asked: Grant, folder: Path
) -> None:
    Grant.objects.update(until=timezone.localdate().replace(year=2027, month=2, day=22))

    text, code = send(browser, asked, folder)

    words = ("ดาว จากศูนย์เรียนรู้บ้านทุ่ง", "กี่แม่มะลิ", "ลงสินค้า, ดูแลสต็อก", "22 ก.พ. 2570")
    assert [word for word in words if word not in text] == []
    assert check(browser, asked, code).status_code == 302
    assert grants_in_force(asked.helper.user_id).get() == asked


def test_a_wrong_code_is_no_yes_and_five_are_the_end(
    browser: Client, asked: Grant, folder: Path
) -> None:
    _text, code = send(browser, asked, folder)
    wrong = f"{(int(code) + 1) % 1_000_000:06}"

    first = check(browser, asked, wrong).content.decode()
    for _ in range(4):
        check(browser, asked, wrong)
    last = check(browser, asked, code).content.decode()

    assert "That is not the code. 4 more tries." in first
    assert "Send a new one." in last
    assert Grant.objects.get().state == State.ASKED


def test_the_code_of_one_question_answers_no_other(
    browser: Client, asked: Grant, folder: Path, helper: Helper
) -> None:
    other = make_seller("kham", owner=make_user("kham@example.org", phone="+66810000078"))
    second = make_grant(helper, other, state=State.ASKED)
    _text, code = send(browser, asked, folder)

    assert check(browser, second, code).status_code == 422

    second.refresh_from_db()
    assert second.state == State.ASKED


def test_another_helpers_question_is_not_there(browser: Client, shop: Seller) -> None:
    foreign = make_grant(make_helper(make_user("other@example.org")), shop, state=State.ASKED)

    statuses = {
        browser.post(reverse(f"helping:{name}", args=[foreign.pk])).status_code
        for name in ("code", "check", "tell", "end")
    }

    assert statuses == {404}
    assert browser.get(reverse("helping:sheet", args=[foreign.pk])).status_code == 404


def test_the_sheet_names_the_grant_and_leads_staff_to_it(browser: Client, asked: Grant) -> None:
    page = browser.get(reverse("helping:sheet", args=[asked.pk])).content.decode()

    assert f"H-{asked.pk:05d}" in page
    assert "ศูนย์เรียนรู้บ้านทุ่ง" in page
    assert '<path d="M' in page


def test_the_owner_is_told_once_and_the_helper_may_take_it_back(
    browser: Client, asked: Grant
) -> None:
    from community.channels.models import Notice

    for _ in range(2):
        browser.post(reverse("helping:tell", args=[asked.pk]))
    assert Notice.objects.filter(kind="grant_asked").count() == 1

    browser.post(reverse("helping:end", args=[asked.pk]))

    asked.refresh_from_db()
    assert (asked.state, asked.ended_by) == (State.ENDED, asked.helper.user)
