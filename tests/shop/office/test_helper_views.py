from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from community.assistance.models import Grant, Helper
from community.people.models import User
from community.sellers.models import Seller
from tests.helping import make_grant, make_helper

pytestmark = pytest.mark.django_db
State = Grant.State


@pytest.fixture
def office(client: Client, anan: User, settings: Any, tmp_path: Path) -> Client:
    settings.PRIVATE_ROOT = tmp_path
    client.force_login(anan)
    client.cookies["talat_language"] = "en"
    return client


@pytest.fixture
def asked(dao: User, malis_shop: Seller) -> Grant:
    return make_grant(make_helper(dao), malis_shop, state=State.ASKED)


def photo() -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(drawn, "JPEG")
    return SimpleUploadedFile("sheet.jpg", drawn.getvalue(), "image/jpeg")


def post(office: Client, name: str, grant: Grant, **typed: Any) -> Any:
    return office.post(reverse(f"office:{name}", args=[grant.pk]), typed, follow=True)


def test_staff_make_a_person_a_helper(office: Client, dao: User) -> None:
    typed = {"login": str(dao.email).upper(), "centre_th": "ศูนย์บ้านทุ่ง", "province": "50"}

    answer = office.post(reverse("office:helpers"), typed)

    helper = Helper.objects.get()
    assert answer.status_code == 302
    assert (helper.user, helper.centre_th, helper.province_id) == (dao, "ศูนย์บ้านทุ่ง", "50")
    twice = office.post(reverse("office:helpers"), typed)
    assert twice.status_code == 422
    assert "This person is a helper already." in twice.content.decode()


def test_a_stranger_is_no_helper_and_what_was_typed_is_kept(office: Client) -> None:
    typed = {"login": "081 000 9999", "centre_th": "ศูนย์บ้านทุ่ง", "province": "50"}

    answer = office.post(reverse("office:helpers"), typed)

    page = answer.content.decode()
    assert "Nobody logs in with this. The person signs up first." in page
    assert "ศูนย์บ้านทุ่ง" in page


def test_a_signed_sheet_is_looked_at_and_confirmed(
    office: Client, asked: Grant, anan: User
) -> None:
    post(office, "helper-sheet", asked, paper=photo())
    asked.refresh_from_db()
    assert asked.paper is not None
    assert (asked.state, asked.paper.owner, asked.paper.brought_by) == (
        State.ASKED,
        asked.owner,
        anan,
    )

    post(office, "helper-confirm", asked, paper=str(asked.paper.key))

    asked.refresh_from_db()
    assert (asked.state, asked.consent) == ("active", "paper")


def test_nothing_is_confirmed_without_the_sheet_on_the_page(office: Client, asked: Grant) -> None:
    for paper in ("", "5d8f2a0e-0000-4000-8000-000000000000"):
        page = post(office, "helper-confirm", asked, paper=paper).content.decode()
        assert "Look at the signed sheet first." in page

    asked.refresh_from_db()
    assert asked.state == State.ASKED


def test_what_is_no_photo_is_refused_beside_the_field(office: Client, asked: Grant) -> None:
    answer = office.post(
        reverse("office:helper-sheet", args=[asked.pk]),
        {"paper": SimpleUploadedFile("sheet.jpg", b"not a photo", "image/jpeg")},
    )

    asked.refresh_from_db()
    assert answer.status_code == 422
    assert asked.paper is None


def test_staff_who_help_do_not_confirm_their_own_sheet(
    office: Client, malis_shop: Seller, anan: User
) -> None:
    own = make_grant(make_helper(anan), malis_shop, state=State.ASKED)
    post(office, "helper-sheet", own, paper=photo())
    own.refresh_from_db()
    assert own.paper is not None

    page = post(office, "helper-confirm", own, paper=str(own.paper.key)).content.decode()

    own.refresh_from_db()
    assert "or you are the helper yourself" in page
    assert own.state == State.ASKED


def test_staff_end_a_grant_and_a_helpers_part(office: Client, asked: Grant) -> None:
    post(office, "helper-end", asked)
    asked.refresh_from_db()
    assert asked.state == State.ENDED

    office.post(reverse("office:helper-retire", args=[asked.helper_id]))

    assert not Helper.objects.get().is_active


@pytest.mark.parametrize("typed", ["H-{:05d}", "h-{}", " {} "])
def test_a_sheet_is_found_by_its_number(office: Client, asked: Grant, typed: str) -> None:
    answer = office.get(reverse("office:helpers"), {"number": typed.format(asked.pk)})

    assert answer.headers["Location"] == reverse("office:helper-grant", args=[asked.pk])


@pytest.mark.parametrize("typed", ["H-99999999", "x" * 500, "²", "9" * 30])
def test_a_number_that_is_not_there_is_said(office: Client, typed: str) -> None:
    page = office.get(reverse("office:helpers"), {"number": typed}).content.decode()

    assert "There is no such number. It looks like H-00012." in page
