"""A shop's certificates at its desk: added, doubted, mended, withdrawn, followed by the next."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.assistance.models import Grant
from community.audit.models import Act
from community.people.models import User
from community.private.models import Paper
from community.sellers.models import Seller, SellerMember
from shop.certificates.models import Certificate
from shop.listings.models import Listing
from tests.cast import join_team, make_listing, make_seller, make_user
from tests.certified import make_certificate
from tests.community.private.files import picture
from tests.community.private.papers import keep_paper
from tests.helping import make_grant, make_helper

State = Certificate.State
pytestmark = pytest.mark.django_db
NEW = "/desk/certificates/new/"


@pytest.fixture(autouse=True)
def private(settings: Any, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def desk(client: Client, malis_shop: Seller) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(malis_shop.members.get().user)
    return client


@pytest.fixture
def listing(malis_shop: Seller) -> Listing:
    return make_listing(malis_shop, stock=9)


def photo(name: str = "paper.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture("JPEG", (300, 200)), "image/jpeg")


def tcps(listing: Listing, **changes: Any) -> dict[str, Any]:
    return {
        "number": "๑๗/๒๕๔๖",
        "issuer": "สมอ.",
        "issued_on": "1/1/2568",
        "expires_on": "31/12/2570",
        "listings": [listing.pk],
        "evidence": photo(),
        **changes,
    }


def body(answer: HttpResponseBase) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


def test_it_asks_for_the_kind_first(desk: Client) -> None:
    for address in (NEW, f"{NEW}?kind=nonsense", f"{NEW}?after=nonsense"):
        assert 'href="/desk/certificates/new/?kind=tcps"' in body(desk.get(address))


def test_what_is_sent_waits_for_staff(desk: Client, listing: Listing) -> None:
    answer = desk.post(f"{NEW}?kind=tcps", tcps(listing))

    assert answer.status_code == 302
    made = Certificate.objects.get()
    assert (made.state, made.number, made.expires_on) == ("waiting", "17/2546", date(2027, 12, 31))
    assert list(made.listings.all()) == [listing]
    assert made.evidence is not None
    assert Act.objects.filter(verb="certificate.sent").count() == 1
    listing.refresh_from_db()
    assert listing.certificates == []


@time_machine.travel("2026-11-22 12:00+07:00", tick=False)
def test_stars_need_a_year_and_no_number(desk: Client, listing: Listing) -> None:
    data = {"stars": 5, "year": "๒๕๖๘", "issuer": "พช.", "listings": [listing.pk]}

    desk.post(f"{NEW}?kind=otop", {**data, "evidence": photo()})

    made = Certificate.objects.get()
    assert (made.stars, made.year, made.expires_on) == (5, 2025, None)
    page = body(desk.get(f"/desk/certificates/{made.pk}/"))
    assert "5★ · 2025" in page


def test_a_number_that_looks_wrong_is_asked_about_and_may_be_sent_all_the_same(
    desk: Client, listing: Listing
) -> None:
    doubted = desk.post(f"{NEW}?kind=tcps", tcps(listing, number="1723"))

    assert doubted.status_code == 422
    assert "TCPS numbers look like 17/2546" in body(doubted)
    assert "I have looked again: send 1723 as it is" in body(doubted)
    assert "paper.jpg is kept. You need not choose it again." in body(doubted)
    assert not Certificate.objects.exists()

    kept = doubted.context["kept_paper"]
    again = tcps(listing, number="1723", anyway="1723", evidence="", kept_paper=kept)
    assert desk.post(f"{NEW}?kind=tcps", again).status_code == 302
    assert Certificate.objects.get().number == "1723"
    assert Paper.objects.count() == 1


def test_another_doubtful_number_is_asked_about_again(desk: Client, listing: Listing) -> None:
    answer = desk.post(f"{NEW}?kind=tcps", tcps(listing, number="99", anyway="1723"))

    assert answer.status_code == 422
    assert not Certificate.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"expires_on": "31/12/2560"}, "This paper has ended already. Send the new one."),
        ({"expires_on": "31/12/2670"}, "This day is very far away. Look at the year again."),
        ({"expires_on": "next year"}, "We cannot read this day. Write it like 31/12/2569."),
        ({"issued_on": "1/1/2572"}, "The last day is before the first one."),
        ({"evidence": ""}, "Add a photo or a PDF of the paper: staff look at it."),
        ({"listings": []}, "Tick the goods that the paper is for."),
    ],
)
@time_machine.travel("2026-11-22 12:00+07:00", tick=False)
def test_what_cannot_be_is_said_beside_the_field(
    desk: Client, listing: Listing, changes: dict[str, Any], sentence: str
) -> None:
    answer = desk.post(f"{NEW}?kind=tcps", tcps(listing, **changes))

    assert answer.status_code == 422
    assert sentence in body(answer)
    assert "สมอ." in body(answer)
    assert not Certificate.objects.exists()


def test_another_shops_goods_and_papers_are_not_taken(desk: Client, listing: Listing) -> None:
    others = make_listing(make_seller("kham"), slug="cup")

    answer = desk.post(
        f"{NEW}?kind=tcps", tcps(listing, listings=[others.pk], evidence="", kept_paper="x:y")
    )

    assert answer.status_code == 422
    assert not Certificate.objects.exists()


def test_a_refused_one_says_why_and_can_be_mended(desk: Client, listing: Listing) -> None:
    desk.post(f"{NEW}?kind=tcps", tcps(listing))
    Certificate.objects.update(state=State.REFUSED, reason="ถ่ายไม่ชัด")
    made = Certificate.objects.get()
    paper = made.evidence_id

    page = body(desk.get(f"/desk/certificates/{made.pk}/"))
    assert "ถ่ายไม่ชัด" in page
    assert 'value="17/2546"' in page

    mended = tcps(listing, number="18/2546", evidence="")
    assert desk.post(f"/desk/certificates/{made.pk}/", mended).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.reason, made.number) == ("waiting", "", "18/2546")
    assert made.evidence_id == paper


def test_a_checked_one_is_followed_by_the_new_paper_and_can_be_withdrawn(
    desk: Client, listing: Listing
) -> None:
    checked = make_certificate(listing, "tcps", number="17/2546")

    page = body(desk.get(f"/desk/certificates/{checked.pk}/"))
    assert f'href="/desk/certificates/new/?after={checked.pk}"' in page
    assert 'value="17/2546"' in body(desk.get(f"{NEW}?after={checked.pk}"))
    assert desk.post(f"/desk/certificates/{checked.pk}/", {}).status_code == 422

    assert desk.post(f"/desk/certificates/{checked.pk}/withdraw/").status_code == 302
    checked.refresh_from_db()
    assert checked.state == State.WITHDRAWN


def test_the_list_says_the_state_and_the_days_left(desk: Client, listing: Listing) -> None:
    with time_machine.travel("2026-11-22 12:00+07:00", tick=False):
        make_certificate(listing, expires_on=date(2026, 12, 1))
        make_certificate(listing, "gi", state=State.REFUSED, reason="ขอรูปใหม่")
        page = body(desk.get("/desk/certificates/"))

    assert "10 days left" in page
    assert "last day 1 Dec 2026" in page
    assert "ขอรูปใหม่" in page


def test_the_list_asks_no_more_for_ten_more(desk: Client, listing: Listing) -> None:
    make_certificate(listing)

    assert queries(desk) == queries(desk, more=10, listing=listing)


def queries(desk: Client, more: int = 0, listing: Listing | None = None) -> int:
    for number in range(more):
        assert listing is not None
        make_certificate(listing, "gi", number=f"สช 5910000{number}")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert desk.get("/desk/certificates/").status_code == 200
    return len(asked)


def test_a_helper_sends_in_the_owners_name(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    dao = make_user("dao@example.org", name="ดาว")
    make_grant(make_helper(dao), malis_shop)
    client.force_login(dao)

    client.post(f"{NEW}?kind=tcps", tcps(listing))

    act = Act.objects.get(verb="certificate.sent")
    assert (act.actor, act.owner) == (dao, malis_shop.members.get().user)
    paper = Certificate.objects.get().evidence
    assert paper is not None
    assert (paper.owner, paper.brought_by) == (malis_shop.members.get().user, dao)


def test_a_managers_paper_is_the_owners(client: Client, malis_shop: Seller) -> None:
    listing = make_listing(malis_shop)
    manager = make_user("m@example.org")
    join_team(malis_shop, manager, SellerMember.Role.MANAGER)
    client.force_login(manager)

    client.post(f"{NEW}?kind=tcps", tcps(listing))

    paper = Paper.objects.get()
    assert paper.owner != manager
    assert paper.brought_by == manager


def test_evidence_is_seen_by_who_may_list_while_they_may(
    client: Client, malis_shop: Seller
) -> None:
    manager, packer, dao = (make_user(f"{name}@example.org") for name in ("m", "p", "dao"))
    join_team(malis_shop, manager, SellerMember.Role.MANAGER)
    join_team(malis_shop, packer, SellerMember.Role.PACKER)
    grant = make_grant(make_helper(dao), malis_shop)
    owner = malis_shop.members.get(role="owner").user
    paper = keep_paper(owner, dao)
    make_certificate(make_listing(malis_shop), evidence=paper)

    seen = [sees(client, one, paper) for one in (owner, manager, dao, packer)]
    Grant.objects.filter(pk=grant.pk).update(state=Grant.State.ENDED)

    assert seen == [True, True, True, False]
    assert not sees(client, dao, paper)


def sees(client: Client, person: User, paper: Paper) -> bool:
    client.force_login(person)
    return client.get(f"/papers/{paper.key}/1.jpg").status_code == 200


def test_a_packer_has_nothing_to_do_with_them(client: Client, malis_shop: Seller) -> None:
    packer = make_user("p@example.org")
    join_team(malis_shop, packer, SellerMember.Role.PACKER)
    client.force_login(packer)

    assert client.get("/desk/certificates/").status_code == 403
