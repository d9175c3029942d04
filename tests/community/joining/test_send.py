"""The last step and what follows: sent, told, taken back, forgotten."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.audit.models import Act
from community.joining.forgetting import forget_abandoned
from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.joining.send_form import shown_terms
from community.people.models import User
from community.private.models import Paper
from community.private.receiving import receive_paper
from community.sellers.models import Seller, SellerMember
from tests.applied import answer_to, make_application
from tests.cast import join_team, make_listing, make_seller
from tests.community.private.files import picture


@pytest.fixture
def browser(client: Client, kampaeng: User) -> Client:
    client.force_login(kampaeng)
    client.cookies["talat_language"] = "en"
    return client


def agree(draft: Application, **more: Any) -> dict[str, Any]:
    terms = answer_to(draft, "terms")
    shown = shown_terms(terms.requirement)
    return {f"terms_{terms.pk}": shown, "story_th": "ทอผ้ามานาน", **more}


def test_it_is_sent(browser: Client, draft: Application) -> None:
    Answer.objects.filter(requirement__kind="terms").update(terms_version="", state="missing")

    answer = browser.post(f"/join/{draft.key}/send/", agree(draft))

    now = Application.objects.get()
    assert answer["Location"] == "/desk/goods/new/"
    page = browser.get("/desk/goods/new/").content.decode()
    assert "Sent. We tell you on your phone." in page
    assert f"/join/{draft.key}/" in page
    assert (now.state, now.story_th) == ("submitted", "ทอผ้ามานาน")
    assert answer_to(now, "terms").terms_version == "2569-1"
    assert "It is with us now" in browser.get(f"/join/{draft.key}/").content.decode()


def test_the_first_goods_are_the_new_shops_whatever_other_one_is_worked_for(
    browser: Client, draft: Application, kampaeng: User, mali: User
) -> None:
    join_team(make_seller("other", owner=mali), kampaeng, SellerMember.Role.MANAGER)
    browser.get("/desk/")

    page = browser.post(f"/join/{draft.key}/send/", agree(draft), follow=True)

    assert page.context["desk"].seller == Application.objects.get().made_seller


def test_sent_again_with_goods_on_the_shelf_it_is_the_applications_page(
    browser: Client, draft: Application
) -> None:
    browser.post(f"/join/{draft.key}/send/", agree(draft))
    now = Application.objects.get()
    assert now.made_seller
    make_listing(now.made_seller)
    Application.objects.update(state="changes_asked")

    answer = browser.post(f"/join/{draft.key}/send/", agree(draft))

    assert answer["Location"] == f"/join/{draft.key}/"
    assert Application.objects.get().state == "submitted"


@pytest.mark.parametrize(
    "change", [{"terms_version": "2570-1"}, {"terms_th": "ค่าธรรมเนียมร้อยละห้าสิบ"}]
)
def test_a_yes_is_to_the_terms_that_were_shown(
    browser: Client, draft: Application, change: dict[str, str]
) -> None:
    Answer.objects.filter(requirement__kind="terms").update(terms_version="", state="missing")
    page = browser.get(f"/join/{draft.key}/send/").content.decode()
    said = agree(draft)
    Requirement.objects.filter(kind="terms").update(**change)

    answer = browser.post(f"/join/{draft.key}/send/", said)

    terms = answer_to(draft, "terms")
    again = answer.content.decode()
    assert f'value="{said[f"terms_{terms.pk}"]}"' in page
    assert answer.status_code == 422
    assert "The terms have changed meanwhile" in again
    assert "ทอผ้ามานาน" in again
    assert f'value="{shown_terms(terms.requirement)}"' in again
    assert " checked" not in again
    assert (terms.terms_version, terms.state) == ("", "missing")
    assert Application.objects.get().state == "draft"


def test_a_yes_without_the_terms_that_it_is_to_counts_for_nothing(
    browser: Client, draft: Application
) -> None:
    Answer.objects.filter(requirement__kind="terms").update(terms_version="", state="missing")

    answer = browser.post(
        f"/join/{draft.key}/send/", {f"terms_{answer_to(draft, 'terms').pk}": "on"}
    )

    assert answer.status_code == 422
    assert answer_to(draft, "terms").terms_version == ""


def test_without_the_terms_it_says_so_and_keeps_the_story(
    browser: Client, draft: Application
) -> None:
    answer = browser.post(f"/join/{draft.key}/send/", {"story_th": "ทอผ้ามานาน"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Not sent yet" in page
    assert "ทอผ้ามานาน" in page
    assert Application.objects.get().story_th == "ทอผ้ามานาน"
    assert not Seller.objects.exists()


def test_it_can_be_sent_later(browser: Client, draft: Application) -> None:
    answer = browser.post(f"/join/{draft.key}/send/", agree(draft, later="1"))

    assert answer["Location"] == f"/join/{draft.key}/"
    assert Application.objects.get().state == "draft"


def test_a_taken_number_gets_one_clear_sentence(
    browser: Client, draft: Application, krit: User
) -> None:
    make_application(krit)

    answer = browser.post(f"/join/{draft.key}/send/", agree(draft))

    assert answer.status_code == 422
    assert answer.content.decode().count("Somebody has applied with the same number already") == 1
    assert Application.objects.get(pk=draft.pk).story_th == "ทอผ้ามานาน"


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("draft", "Look once more and send"),
        ("changes_asked", "Mend it"),
        ("submitted", "It is with us now"),
        ("in_review", "It is with us now"),
        ("approved", "Welcome to the market"),
        ("suspended", "The shop is paused"),
        ("closed", "You took it back"),
    ],
)
def test_each_state_says_what_to_do(browser: Client, kampaeng: User, state: str, said: str) -> None:
    application = make_application(kampaeng, state=state)
    if state == "draft":
        Application.objects.update(account_kind="promptpay")
        Answer.objects.exclude(requirement__kind="profile").update(state="accepted")
    if state == "changes_asked":
        Answer.objects.filter(requirement__kind="photo").update(state="returned", reason="รูปเบลอ")

    page = browser.get(f"/join/{application.key}/").content.decode()

    assert said in page
    assert page.count("btn-primary") == 1
    assert ("รูปเบลอ" in page) == (state == "changes_asked")
    assert ("Mend this" in page) == (state == "changes_asked")


def test_a_reason_is_told(browser: Client, kampaeng: User) -> None:
    application = make_application(kampaeng, state="suspended", reason="ของไม่ตรงกับรูป")

    assert "ของไม่ตรงกับรูป" in browser.get(f"/join/{application.key}/").content.decode()


def test_it_is_taken_back_with_its_shop(browser: Client, draft: Application) -> None:
    browser.post(f"/join/{draft.key}/send/", agree(draft))

    answer = browser.post(f"/join/{draft.key}/withdraw/", follow=True)

    assert "Your application is taken back." in answer.content.decode()
    assert Application.objects.get().state == "closed"
    assert Seller.objects.get().state == "closed"
    assert Act.objects.filter(verb="application.withdrawn").count() == 1


def test_an_approved_one_is_not_taken_back(browser: Client, kampaeng: User) -> None:
    application = make_application(kampaeng, state="approved")

    answer = browser.post(f"/join/{application.key}/withdraw/", follow=True)

    assert "cannot be taken back" in answer.content.decode()
    assert Application.objects.get().state == "approved"


def test_the_account_page_leads_to_it(browser: Client, draft: Application) -> None:
    page = browser.get("/account/").content.decode()

    assert f"/join/{draft.key}/" in page


def test_the_door_says_what_it_costs(client: Client, db: None, settings: Any) -> None:
    settings.COMMISSION_PERCENT = "4.50"
    client.cookies["talat_language"] = "en"

    page = client.get("/join/").content.decode()

    assert "4.5% of the price" in page
    assert "Identity card" in page
    assert page.count("btn-primary") == 1


def test_ten_more_requirements_ask_no_more_questions(browser: Client, draft: Application) -> None:
    url = f"/join/{draft.key}/"
    browser.get(url)
    with CaptureQueriesContext(connection) as few:
        browser.get(url)
    for number in range(10):
        made = Requirement.objects.create(
            slug=f"m-{number}", kind="document", title_th="เอกสาร", asked_of=["individual"]
        )
        Answer.objects.create(application=draft, requirement=made)

    with CaptureQueriesContext(connection) as many:
        browser.get(url)

    assert len(many) == len(few)


@pytest.mark.django_db(transaction=True)
def test_a_draft_of_ninety_days_is_forgotten_with_its_papers(
    draft: Application, private_root: Path
) -> None:
    upload = SimpleUploadedFile("card.jpg", picture(), "image/jpeg")
    paper = receive_paper(upload, owner=draft.applicant, brought_by=draft.applicant)
    answer_to(draft, "photo").papers.set([paper])
    Application.objects.update(updated_at=timezone.now() - timedelta(days=89))
    assert forget_abandoned() == 0
    Application.objects.update(updated_at=timezone.now() - timedelta(days=91))

    assert forget_abandoned() == 1

    assert not Application.objects.exists()
    assert not Paper.objects.filter(pk=paper.pk).exists()
    assert not [file for file in private_root.rglob("*") if file.is_file()]


def test_what_was_once_sent_is_not_forgotten(kampaeng: User) -> None:
    make_application(kampaeng, state="changes_asked")
    Application.objects.update(updated_at=timezone.now() - timedelta(days=400))

    assert forget_abandoned() == 0
