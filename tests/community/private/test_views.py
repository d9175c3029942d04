"""Who sees a paper, how it is sent, and what is written down of it."""

from __future__ import annotations

import hashlib
import io
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from PIL import Image

from community.audit.models import Act
from community.joining.checklist import answers_for
from community.joining.models import Application
from community.people.models import User
from community.private import storing, watching
from community.private.models import Paper
from community.private.receiving import receive_paper
from tests.cast import make_staff, make_user
from tests.community.private.files import pdf, picture, upload
from tests.helping import make_helper

CLIMBS = ("", "private/", "../private/", "%2e%2e/private/", "..%2fprivate/", "..\\private\\")

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper() -> Paper:
    """Mali's bank book, of two pages, which Dao has brought while filling in for her."""
    mali, dao = make_user("mali@example.org", name="มะลิ"), make_user("dao@example.org", name="ดาว")
    file = upload(pdf(2), "x\r\n<b>.pdf", "text/html")
    paper = receive_paper(file, owner=mali, brought_by=dao)
    make_helper(dao)
    application = Application.objects.create(
        applicant=mali, filled_by=dao, wants="seller", kind="individual"
    )
    answers_for(application)[0].papers.add(paper)
    return paper


def browser(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user)
    return client


def addresses(paper: Paper) -> list[str]:
    base = f"/papers/{paper.key}/"
    return [base, f"{base}1.jpg", f"{base}2.jpg", f"{base}2.jpg?small"]


@pytest.mark.parametrize("who", ["owner", "brought_by", "staff"])
def test_three_may_look(paper: Paper, who: str) -> None:
    client = browser(make_staff() if who == "staff" else getattr(paper, who))

    assert [client.get(url).status_code for url in addresses(paper)] == [200] * 4


@pytest.mark.parametrize("who", [None, "krit@example.org"])
def test_to_others_there_is_nothing(paper: Paper, who: str | None) -> None:
    client = browser(make_user(who) if who else None)

    assert [client.get(url).status_code for url in addresses(paper)] == [404] * 4
    assert not Act.objects.exists()


def test_who_brought_it_sees_it_no_longer_once_it_is_sent(paper: Paper) -> None:
    Application.objects.update(state=Application.State.SUBMITTED)

    client = browser(paper.brought_by)

    assert [client.get(url).status_code for url in addresses(paper)] == [404] * 4


def test_an_account_that_is_closed_sees_nothing(paper: Paper) -> None:
    client = browser(paper.owner)
    User.objects.update(is_active=False)

    assert client.get(addresses(paper)[0]).status_code == 404


def test_a_pdf_is_only_saved_never_opened(paper: Paper) -> None:
    answer = browser(paper.owner).get(addresses(paper)[0])

    assert answer.content.startswith(b"%PDF-1.7")
    assert hashlib.sha256(answer.content).hexdigest() == paper.digest
    assert answer["Content-Type"] == "application/pdf"
    name = f"paper-{str(paper.key)[:8]}.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_page_is_a_picture_of_ours(paper: Paper) -> None:
    large, small = (browser(paper.owner).get(url) for url in addresses(paper)[2:])

    assert large["Content-Type"] == small["Content-Type"] == "image/jpeg"
    assert large["Content-Disposition"] == "inline"
    assert Image.open(io.BytesIO(large.content)).size == (1696, 2400)
    assert Image.open(io.BytesIO(small.content)).size == (452, 640)


def test_no_answer_is_kept_sniffed_run_or_embedded(paper: Paper) -> None:
    for url in addresses(paper):
        answer = browser(paper.owner).get(url, headers={"accept-encoding": "gzip"})

        assert "no-store" in answer["Cache-Control"]
        assert "private" in answer["Cache-Control"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "Content-Encoding" not in answer


@pytest.mark.parametrize("page", ["0", "3", "99999999999999999999"])
def test_a_page_that_is_not_there(paper: Paper, page: str) -> None:
    answer = browser(paper.owner).get(f"/papers/{paper.key}/{page}.jpg")

    assert answer.status_code == 404


def test_files_that_are_gone_or_changed_are_not_found(paper: Paper) -> None:
    kept = storing.folder_of(paper.key) / "kept"
    kept.write_bytes(kept.read_bytes()[:-1] + b"x")
    (storing.folder_of(paper.key) / "page-1").unlink()

    client = browser(paper.owner)

    assert [client.get(url).status_code for url in addresses(paper)[:2]] == [404, 404]


def test_what_staff_open_is_written_down(paper: Paper) -> None:
    anan = make_staff()

    browser(anan).get(addresses(paper)[1])

    act = Act.objects.get()
    assert (act.actor, act.owner, act.verb) == (anan, None, "paper.opened")
    assert (act.target_type, act.target_id) == ("private.paper", paper.pk)


def test_who_brought_it_looks_for_its_owner(paper: Paper) -> None:
    browser(paper.brought_by).get(addresses(paper)[1])

    act = Act.objects.get()
    assert (act.actor_name, act.owner_name) == ("ดาว", "มะลิ")


def test_an_owners_own_look_is_nobodys_business(paper: Paper) -> None:
    client = browser(paper.owner)

    for url in addresses(paper):
        client.get(url)

    assert not Act.objects.exists()


def test_the_pictures_of_one_look_are_one_line(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    anan, dao = make_staff(), paper.brought_by
    for url in addresses(paper)[1:]:
        browser(anan).get(url)
    browser(dao).get(addresses(paper)[1])
    monkeypatch.setattr(watching, "ONE_LOOK", timedelta(0))
    browser(anan).get(addresses(paper)[1])

    seen = Act.objects.filter(verb="paper.opened").order_by("pk").values_list("actor", flat=True)
    assert list(seen) == [anan.pk, dao.pk, anan.pk]


@pytest.mark.django_db(transaction=True)
def test_pictures_asked_for_at_once_are_one_line(paper: Paper) -> None:
    client = browser(make_staff())
    together = threading.Barrier(4)

    def look() -> None:
        together.wait(timeout=10)
        client.get(addresses(paper)[1])
        connection.close()

    lookers = [threading.Thread(target=look) for _ in range(4)]
    for one in lookers:
        one.start()
    for one in lookers:
        one.join(timeout=20)

    assert [act.verb for act in Act.objects.all()] == ["paper.opened"]


def test_every_saved_file_is_a_line(paper: Paper) -> None:
    client = browser(make_staff())

    for _ in range(2):
        client.get(addresses(paper)[0])

    assert [act.verb for act in Act.objects.all()] == ["paper.saved", "paper.saved"]


def test_a_look_asks_the_database_little(paper: Paper, django_assert_max_num_queries: Any) -> None:
    client = browser(make_staff())

    with django_assert_max_num_queries(9):
        client.get(addresses(paper)[1])


def test_nothing_private_has_a_public_address(
    paper: Paper, private_root: Path, settings: Any
) -> None:
    settings.PRIVATE_ROOT = Path(settings.DATA_DIR) / "private"
    key = str(paper.key)
    inside = f"papers/{key[:2]}/{key}/kept"
    client = browser(make_staff())
    tried = [
        f"{prefix}{climb}{inside}"
        for prefix in ("/media/", "/static/", "/media/photos/", "/papers/", "/")
        for climb in CLIMBS
    ]

    assert {client.get(url).status_code for url in tried} == {404}


def test_a_key_cannot_be_guessed(paper: Paper) -> None:
    other = receive_paper(upload(picture()), owner=paper.owner, brought_by=paper.owner)

    assert paper.key.version == other.key.version == 4
    assert browser(make_staff()).get(f"/papers/{paper.pk}/").status_code == 404
