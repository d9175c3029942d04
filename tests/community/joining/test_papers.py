"""The second step: papers, numbers, the account."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.people.models import User
from community.private import looking
from community.private.models import Paper
from tests.applied import answer_to, make_application
from tests.community.private.files import picture
from tests.joined import make_draft, make_paper


@pytest.fixture
def empty(draft: Application) -> Application:
    """Who and where are told, nothing else."""
    Answer.objects.exclude(requirement__kind="profile").delete()
    told = {"tax_id": "", "tax_id_index": "", "account_number": "", "account_holder": ""}
    Application.objects.update(**told, account_kind="", bank_code="")
    return Application.objects.get()


@pytest.fixture
def browser(client: Client, kampaeng: User) -> Client:
    client.force_login(kampaeng)
    client.cookies["talat_language"] = "en"
    return client


def post(browser: Client, application: Application, **fields: Any) -> Any:
    """Press, with fields named after the requirement's kind: identity_number=…"""
    browser.get(f"/join/{application.key}/papers/")
    data = {}
    for name, value in fields.items():
        kind, _, field = name.partition("_")
        data[f"a{answer_to(application, kind).pk}-{field}" if field else name] = value
    return browser.post(f"/join/{application.key}/papers/", data)


def photo(name: str = "card.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture(), "image/jpeg")


def test_all_of_it_at_once(browser: Client, empty: Application) -> None:
    answer = post(
        browser,
        empty,
        identity_number="๑-๑๐๑๗-๐๐๒๓๐-๗๐-๘",
        identity_paper=photo(),
        photo_paper=photo("shop.jpg"),
        account_where="004",
        account_number="123-4-56789-0",
        account_holder="คำแปง ใจดี",
        account_paper=photo("book.jpg"),
    )

    now = Application.objects.get()
    states = dict(now.answers.values_list("requirement__kind", "state"))
    assert answer["Location"] == f"/join/{empty.key}/send/"
    assert now.tax_id == "1101700230708"
    assert len(now.tax_id_index) == len(now.account_index) == 64
    assert (now.account_kind, now.bank_code, now.account_number) == ("bank", "004", "1234567890")
    assert states == {
        "identity": "given",
        "photo": "given",
        "account": "given",
        "profile": "given",
        "terms": "missing",
    }
    assert Paper.objects.filter(answers__application=now).count() == 3


def test_a_wrong_digit_keeps_what_was_typed_and_saves_the_rest(
    browser: Client, empty: Application
) -> None:
    answer = post(
        browser,
        empty,
        identity_number="1-1017-00230-70-9",
        identity_paper=photo(),
        account_where="promptpay",
        account_number="081 000 0009",
    )

    now, page = Application.objects.get(), answer.content.decode()
    assert answer.status_code == 422
    assert page.count("One of the 13 digits is wrong") == 1
    assert 'value="1-1017-00230-70-9"' in page
    assert now.tax_id == ""
    assert (now.account_kind, now.account_number) == ("promptpay", "0810000009")
    assert answer_to(now, "identity").papers.count() == 1
    assert answer_to(now, "identity").state == "missing"


def test_nothing_need_be_at_hand(browser: Client, empty: Application) -> None:
    answer = post(browser, empty)

    assert answer["Location"] == f"/join/{empty.key}/send/"


def test_a_saved_number_is_not_shown_again(browser: Client, draft: Application) -> None:
    page = browser.get(f"/join/{draft.key}/papers/").content.decode()

    assert "1101700230708" not in page
    assert "1234567890" not in page
    assert "it ends with 0708" in page


def test_a_saved_number_stays_when_nothing_is_typed(browser: Client, draft: Application) -> None:
    post(browser, draft, identity_number="", account_where="004", account_number="")

    now = Application.objects.get()
    assert (now.tax_id, now.account_number) == ("1101700230708", "1234567890")


def test_another_bank_wants_its_number(browser: Client, draft: Application) -> None:
    answer = post(browser, draft, account_where="014", account_number="")

    assert "Write the number of this account." in answer.content.decode()
    assert Application.objects.get().bank_code == "004"


def test_a_number_without_a_bank_is_asked_which(browser: Client, empty: Application) -> None:
    answer = post(browser, empty, account_number="1234567890")

    page = answer.content.decode()
    assert "Choose PromptPay or the bank." in page
    assert 'value="1234567890"' in page
    assert Application.objects.get().account_number == ""


@pytest.mark.parametrize(
    "upload",
    [
        SimpleUploadedFile("card.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/png"),
        SimpleUploadedFile("card.pdf", b"PK\x03\x04zip", "application/pdf"),
        SimpleUploadedFile("card.jpg", b"not a picture", "image/jpeg"),
    ],
)
def test_a_file_that_is_no_paper_gets_one_sentence(
    browser: Client, empty: Application, upload: SimpleUploadedFile
) -> None:
    upload.seek(0)

    answer = post(browser, empty, photo_paper=upload)

    answer_id = answer_to(empty, "photo").pk
    assert answer.status_code == 422
    assert answer.content.decode().count(f'id="id_a{answer_id}-paper_error"') == 1
    assert not answer_to(empty, "photo").papers.exists()


def test_a_photo_is_kept_as_soon_as_it_is_chosen(browser: Client, empty: Application) -> None:
    answer = post(browser, empty, photo_paper=photo(), keep="1")

    anchor = f"#card-{answer_to(empty, 'photo').pk}"
    assert answer["Location"] == f"/join/{empty.key}/papers/{anchor}"
    assert answer_to(empty, "photo").state == "given"


def test_a_new_photo_takes_the_place_of_the_old(browser: Client, draft: Application) -> None:
    old = answer_to(draft, "photo").papers.get()

    post(browser, draft, photo_paper=photo())

    assert answer_to(draft, "photo").papers.get() != old
    assert not Paper.objects.filter(pk=old.pk).exists()


def test_a_photo_can_be_taken_away(browser: Client, draft: Application) -> None:
    paper = answer_to(draft, "photo").papers.get()

    post(browser, draft, remove=str(paper.key))

    assert answer_to(draft, "photo").state == "missing"
    assert not Paper.objects.filter(pk=paper.pk).exists()


def test_nobody_takes_away_what_is_on_no_card_of_theirs(
    browser: Client, draft: Application, krit: User
) -> None:
    his = make_paper(krit)

    post(browser, draft, remove=str(his.key))

    assert Paper.objects.filter(pk=his.pk).exists()


def test_what_was_returned_stays_so_until_it_is_mended(browser: Client, draft: Application) -> None:
    answer = answer_to(draft, "photo")
    Answer.objects.filter(pk=answer.pk).update(state="returned", reason="รูปเบลอ")
    Application.objects.update(state="changes_asked")

    unchanged = post(browser, draft)
    still = answer_to(draft, "photo").state
    page = browser.get(f"/join/{draft.key}/papers/").content.decode()
    post(browser, draft, photo_paper=photo())

    assert unchanged.status_code == 302
    assert still == "returned"
    assert "รูปเบลอ" in page
    assert answer_to(draft, "photo").state == "given"


def test_what_staff_accepted_cannot_be_changed(browser: Client, draft: Application) -> None:
    for kind in ("identity", "account"):
        Answer.objects.filter(pk=answer_to(draft, kind).pk).update(state="accepted")
    Application.objects.update(state="changes_asked")

    post(
        browser,
        draft,
        identity_number="3100600445635",
        account_where="promptpay",
        account_number="0810000009",
        account_paper=photo(),
    )

    now = Application.objects.get()
    assert (now.tax_id, now.account_number) == ("1101700230708", "1234567890")
    assert answer_to(now, "account").state == "accepted"


def test_mended_with_a_number_that_is_taken_it_says_so(
    browser: Client, draft: Application, krit: User
) -> None:
    make_application(krit, tax_id="3100600445635")
    Application.objects.filter(pk=draft.pk).update(state="changes_asked")

    answer = post(browser, draft, identity_number="3-1006-00445-63-5", photo_paper=photo())

    assert answer.status_code == 422
    assert "Somebody has applied with this number already." in answer.content.decode()
    assert Application.objects.get(pk=draft.pk).tax_id == "1101700230708"


def test_an_enterprise_gives_its_registration(browser: Client, kampaeng: User) -> None:
    draft = make_draft(kampaeng, kind=Application.Kind.ENTERPRISE, tax_id="")

    post(browser, draft, registration_number="๖-๕๐-๑๒-๐๑/๑-๐๐๐๑")

    assert Application.objects.get().tax_id == "650120110001"
    assert "Id number" not in browser.get(f"/join/{draft.key}/papers/").content.decode()


def test_more_requirements_ask_no_more_questions(browser: Client, draft: Application) -> None:
    url = f"/join/{draft.key}/papers/"
    browser.get(url)
    with CaptureQueriesContext(
        connection,
    ) as few:
        browser.get(url)
    for number in range(10):
        made = Requirement.objects.create(
            slug=f"more-{number}",
            kind="document",
            title_th=f"เอกสาร {number}",
            asked_of=["individual"],
        )
        answer = Answer.objects.create(application=draft, requirement=made)
        answer.papers.add(make_paper(draft.applicant))

    with CaptureQueriesContext(connection) as many:
        browser.get(url)

    assert len(many) == len(few)


def test_files_are_drawn_before_the_application_is_held(
    browser: Client, empty: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: list[bool] = []
    drawn = looking.draw
    before = Paper.objects.count()
    outside = len(connection.savepoint_ids)

    def watched(data: bytes) -> looking.Drawn:
        held.append(len(connection.savepoint_ids) > outside)
        return drawn(data)

    monkeypatch.setattr(looking, "draw", watched)
    broken = SimpleUploadedFile("b.jpg", b"\xff\xd8\xff" + b"0" * 99, "image/jpeg")
    answer = post(browser, empty, identity_paper=photo(), photo_paper=broken, keep="1")

    assert held == [False, False]
    assert "The file is damaged." in answer.content.decode()
    assert Paper.objects.count() == before + 1


def test_what_is_refused_counts_too(browser: Client, empty: Application, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "open_file": "1/h/user"}
    broken = SimpleUploadedFile("b.jpg", b"\xff\xd8\xff" + b"0" * 99, "image/jpeg")
    before = Paper.objects.count()
    post(browser, empty, identity_paper=broken, keep="1")

    answer = post(browser, empty, identity_paper=photo(), keep="1")

    assert "That is many files in one hour." in answer.content.decode()
    assert Paper.objects.count() == before
