"""Staff look through applications: on a telephone, with keys alone, and without scripts."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from playwright.sync_api import BrowserContext, expect

from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.private.receiving import receive_paper
from tests.applied import answer_to, days_ago, make_application
from tests.browser import selling
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.cast import make_staff, make_user
from tests.community.private.files import picture

Kind = Requirement.Kind


@pytest.fixture
def application(site: Site) -> Application:
    weaver = make_user("weaver@example.org", name="คำแปง", phone="+66810000009")
    application = make_application(weaver, sent=days_ago(8), story_th="ทอผ้าย้อมครามมาสามรุ่น")
    for kind in (Kind.IDENTITY, Kind.ACCOUNT):
        upload = SimpleUploadedFile("card.jpg", picture(size=(900, 600)), "image/jpeg")
        answer_to(application, kind).papers.add(
            receive_paper(upload, owner=weaver, brought_by=weaver)
        )
    other = make_user("other@example.org", name="แดง")
    make_application(
        other, name_th="กลุ่มทอผ้าบ้านดอนครามม์", tax_id="", sent=days_ago(4), account="1112223334"
    )
    make_staff()
    return application


@pytest.fixture
def anan(visitor: Visitor, application: Application, telephones: list[BrowserContext]) -> Visitor:
    return selling.enter_desk(visitor, telephones, "anan@example.org", "/office/applications/")


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_pages_are_fit_for_everybody(
    anan: Visitor, application: Application, language: str
) -> None:
    terms = Requirement.objects.get(kind=Kind.TERMS)
    anan.speak(language)
    for path in (
        "/office/",
        "/office/applications/",
        "/office/applications/?q=nobody",
        f"/office/applications/{application.key}/",
        "/office/requirements/",
        "/office/requirements/new/",
        f"/office/requirements/{terms.pk}/",
        "/office/sellers/",
        "/office/sellers/mali/",
    ):
        anan.open(path)

        anan.look(path)


def test_an_application_is_decided_with_keys_alone(anan: Visitor, application: Application) -> None:
    page = anan.page
    page.set_viewport_size({"width": 1280, "height": 900})
    anan.open(f"/office/applications/{application.key}/")
    identity, account = (answer_to(application, kind) for kind in (Kind.IDENTITY, Kind.ACCOUNT))

    page.keyboard.press("j")
    expect(page.locator(f"#answer-{identity.pk}")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("a")
    page.locator(f"#answer-{account.pk}").focus()
    page.keyboard.press("r")
    expect(page.locator(f"#ready-{account.pk}-return")).to_be_focused()
    page.locator(f"#ready-{account.pk}-return").select_option(index=2)
    expect(page.locator(f"#reason-{account.pk}-return")).to_be_focused()
    page.keyboard.type(" jak")  # in a field, keys are letters
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("c")

    answer = answer_to(application, Kind.ACCOUNT)
    assert answer_to(application, Kind.IDENTITY).state == Answer.State.ACCEPTED
    assert answer.state == Answer.State.RETURNED
    assert answer.reason.endswith(" jak")
    expect(page.locator("h1")).to_have_text("กลุ่มทอผ้าบ้านดอนครามม์")  # the next one that waits
    assert not anan.trouble


def test_keys_do_without_and_approve(anan: Visitor, application: Application) -> None:
    page = anan.page
    page.set_viewport_size({"width": 1280, "height": 900})
    application.answers.exclude(requirement__kind=Kind.VISIT).update(state="accepted")
    visit = application.answers.filter(requirement__kind=Kind.VISIT).first()
    first = visit or answer_to(application, Kind.IDENTITY)
    Answer.objects.filter(pk=first.pk).update(state="given")
    anan.open(f"/office/applications/{application.key}/")

    page.keyboard.press("w")
    expect(page.locator(f"#reason-{first.pk}-waive")).to_be_focused()
    page.keyboard.type("known to us")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    with page.expect_navigation():
        page.keyboard.press("y")

    application.refresh_from_db()
    assert application.state == Application.State.APPROVED
    assert not anan.trouble


def test_keys_can_be_switched_off(anan: Visitor, application: Application) -> None:
    page = anan.page
    page.set_viewport_size({"width": 1280, "height": 900})
    anan.open(f"/office/applications/{application.key}/")
    page.locator("#keys-on").uncheck()

    page.keyboard.press("a")
    page.keyboard.press("n")

    assert answer_to(application, Kind.IDENTITY).state == Answer.State.GIVEN
    assert page.url.endswith(f"{application.key}/")


def test_without_scripts_everything_can_be_decided(
    visitor: Visitor, application: Application, bare_phone: BrowserContext
) -> None:
    anan = Visitor(bare_phone, visitor.site, has_scripts=False)
    selling.log_in(anan, "anan@example.org", f"/office/applications/{application.key}/")
    identity = answer_to(application, Kind.IDENTITY)
    form = anan.page.locator(f"#answer-{identity.pk} details").first

    form.locator("summary").click()
    form.locator("select").select_option(index=1)
    with anan.page.expect_navigation():
        form.locator("button").click()
    anan.look("one application")

    assert answer_to(application, Kind.IDENTITY).state == Answer.State.RETURNED
