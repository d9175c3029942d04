"""Papers and the audit log as staff see them, in a browser that obeys the policies."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from community.audit.models import Act
from community.joining.checklist import answers_for
from community.joining.models import Application
from community.private.models import Paper
from community.private.receiving import receive_paper
from tests.browser import selling
from tests.browser.visitor import Visitor
from tests.cast import make_staff, make_user
from tests.community.private.files import pdf, picture, upload
from tests.joined import make_draft


@pytest.fixture
def application(site: object, settings: Any, tmp_path: Path) -> Application:
    """Mali has sent her identity card as a photo, and her bank book as a PDF of three pages."""
    settings.PRIVATE_ROOT = tmp_path / "private"
    mali = make_user("mali.new@example.org", name="มะลิ ใจดี")
    draft = make_draft(mali)
    answers = answers_for(draft)
    for answer in answers:
        answer.papers.clear()  # these have no files
    first, second = (one for one in answers if one.requirement.kind in {"identity", "account"})
    for answer, data, name in (
        (first, picture(size=(1600, 1000)), "บัตรประชาชน.jpg"),
        (second, pdf(3), "สมุดบัญชีธนาคารเพื่อการเกษตร.pdf"),
    ):
        answer.papers.add(receive_paper(upload(data, name), owner=mali, brought_by=mali))
    draft.state = Application.State.SUBMITTED
    draft.save()
    return draft


def shown(visitor: Visitor) -> list[int]:
    """Return the widths of the papers' pictures as they were loaded."""
    visitor.page.evaluate(
        "document.querySelectorAll('.paper img').forEach((one) => { one.loading = 'eager' })"
    )
    visitor.page.wait_for_load_state("networkidle")
    widths: list[int] = visitor.page.evaluate(
        "[...document.querySelectorAll('.paper img')].map((one) => one.naturalWidth)"
    )
    return widths


def keep(visitor: Visitor, name: str) -> None:
    """Leave pictures for somebody who looks at them: PICTURES names the folder."""
    if folder := os.environ.get("PICTURES"):
        for width in (390, 1280):
            visitor.page.set_viewport_size({"width": width, "height": 844})
            visitor.page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


def test_staff_see_papers_in_the_page_and_open_them(
    application: Application, visitor: Visitor, telephones: list[BrowserContext]
) -> None:
    make_staff()
    path = f"/office/applications/{application.key}/"
    anan = selling.enter_desk(visitor, telephones, "anan@example.org", path)

    assert sorted(shown(anan)) == [452, 452, 452, 640]
    keep(anan, "application")
    anan.look(path)

    book = Paper.objects.get(kind=Paper.Kind.PDF)
    anan.open(f"/papers/{book.key}/2.jpg")
    width = anan.page.evaluate("document.images[0] && document.images[0].naturalWidth")
    assert width == 1696
    anan.trouble.clear()  # the sandbox keeps even the browser's own styles out of that page
    anan.open(path)
    with anan.page.expect_download() as saved:
        anan.page.get_by_role("link", name=anan.say("Save the PDF")).click()
    assert saved.value.suggested_filename == f"paper-{str(book.key)[:8]}.pdf"

    anan.open("/office/audit/")
    assert anan.page.locator("table").get_by_text(anan.say("Opened a document")).count() >= 2
    keep(anan, "audit")
    anan.look("/office/audit/")
    verbs = Act.objects.filter(target_type="private.paper").values_list("verb", flat=True)
    assert {*verbs} == {"paper.opened", "paper.saved"}
