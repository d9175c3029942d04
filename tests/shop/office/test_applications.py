from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.audit.models import Act
from community.joining import reviewing
from community.joining.duplicates import WHY, Duplicate
from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.people.models import User
from community.private.models import Paper
from tests.applied import ACCOUNT, TAX_ID, answer_to, days_ago, make_application
from tests.cast import make_community, make_listing, make_seller, make_staff, make_user
from tests.helping import make_grant, make_helper

Kind = Requirement.Kind
State = Application.State
LIST = "/office/applications/"


@pytest.fixture
def office(client: Client, anan: User) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(anan)
    return client


@pytest.fixture
def weaver(db: None) -> User:
    return make_user("weaver@example.org", name="คำแปง", phone="+66810000009")


@pytest.fixture
def application(weaver: User) -> Application:
    return make_application(weaver)


def another(number: int, **fields: object) -> Application:
    """Return an application of somebody else, with numbers of its own."""
    person = make_user(f"weaver{number}@example.org", name=f"คน {number}")
    values = {
        "name_th": f"ร้านที่ {number}",
        "tax_id": f"{number:013}",
        "account": f"{number:010}",
        "phone": f"+6681{number:07}",
        **fields,
    }
    return make_application(person, **values)  # type: ignore[arg-type]


def found(office: Client, query: str = "") -> list[str]:
    rows = office.get(f"{LIST}?{query}").context["rows"]
    return [row.application.name_th for row in rows]


def whys(duplicate: Duplicate) -> list[str]:
    return [name for name, words in WHY.items() if words in duplicate.why]


def page_of(application: Application) -> str:
    return f"{LIST}{application.key}/"


def say(office: Client, answer: Answer, act: str, **more: str) -> object:
    path = f"{page_of(answer.application)}answers/{answer.pk}/"
    return office.post(path, {"act": act, **more})


def test_who_waits_longest_stands_first(office: Client) -> None:
    another(1, name_th="ใหม่")
    another(2, name_th="เก่า", sent=days_ago(9))
    another(3, name_th="กลาง", sent=days_ago(4))
    another(4, name_th="ร่าง", state=State.DRAFT)
    another(5, name_th="อนุมัติแล้ว", state=State.APPROVED)

    rows = office.get(LIST).context["rows"]

    assert [row.application.name_th for row in rows] == ["เก่า", "กลาง", "ใหม่"]
    assert [(row.days, row.tone) for row in rows] == [(9, "low"), (4, "otop"), (0, "ok")]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("older=7", ["เก่า"]),
        ("older=3", ["เก่า", "กลาง"]),
        ("province=47", ["กลาง"]),
        ("kind=company", ["บริษัท"]),
        ("community=mae-chaem", ["ใหม่"]),
        ("state=approved", ["อนุมัติ"]),
        ("state=all&q=อนุมัติ", ["อนุมัติ"]),
        ("q=081-000-0002", ["เก่า"]),
        ("q=๐๘๑๐๐๐๐๐๐๒", ["เก่า"]),
        ("q=กลา", ["กลาง"]),
        ("q=nobody", []),
        ("q=%00", ["เก่า", "กลาง", "ใหม่", "บริษัท"]),
        ("q=%25", []),
        ("province=%00&kind=%00&community=%00", ["เก่า", "กลาง", "ใหม่", "บริษัท"]),
        ("province=47%00", ["กลาง"]),
        ("older=" + "7" * 5000, ["เก่า", "กลาง", "ใหม่", "บริษัท"]),
        ("older=x&state=x&page=x", ["เก่า", "กลาง", "ใหม่", "บริษัท"]),
        ("older=²", ["เก่า", "กลาง", "ใหม่", "บริษัท"]),
        ("province=x&kind=x&community=x", []),
        ("state=draft", ["เก่า", "กลาง", "ใหม่", "บริษัท"]),
        ("q=" + "x" * 3000, []),
    ],
)
def test_the_queue_is_narrowed(office: Client, query: str, names: list[str]) -> None:
    another(2, name_th="เก่า", sent=days_ago(9))
    another(3, name_th="กลาง", sent=days_ago(4), province="47")
    another(1, name_th="ใหม่", community=make_community())
    another(5, name_th="บริษัท", kind="company")
    another(4, name_th="อนุมัติ", state=State.APPROVED)

    assert found(office, query) == names


def test_mine_and_what_waits_for_a_second_look(office: Client, anan: User) -> None:
    pim = make_staff("pim@example.org", name="พิมพ์")
    mine, hers = another(1, name_th="ของฉัน"), another(2, name_th="ของเขา")
    reviewing.accept(answer_to(mine, Kind.ACCOUNT), anan)
    reviewing.accept(answer_to(hers, Kind.ACCOUNT), pim)

    assert found(office, "state=mine") == ["ของฉัน"]
    assert found(office, "state=second") == ["ของเขา"]


def test_the_list_takes_as_many_queries_with_ten_more(office: Client) -> None:
    another(1, community=make_community())
    office.get(LIST)
    with CaptureQueriesContext(connection) as few:
        office.get(LIST)

    for number in range(2, 12):
        another(number)
    with CaptureQueriesContext(connection) as many:
        office.get(LIST)

    assert len(many) == len(few)
    assert len(many) <= 8


def test_a_page_takes_as_many_queries_with_more_papers_and_more_acts(
    office: Client, application: Application, weaver: User, anan: User
) -> None:
    office.get(page_of(application))
    with CaptureQueriesContext(connection) as few:
        office.get(page_of(application))

    for number in range(10):
        paper = Paper.objects.create(
            kind="image", owner=weaver, brought_by=weaver, digest="0" * 64, size_bytes=1
        )
        answer_to(application, Kind.IDENTITY).papers.add(paper)
        reviewing.take(application, anan)
        reviewing.release(application, anan)
        another(number, phone=application.phone)
    with CaptureQueriesContext(connection) as many:
        page = office.get(page_of(application)).content.decode()

    assert page.count("/papers/") >= 10
    assert len(many) <= len(few) + 1  # the reviewer's row, once there is one


def test_one_page_says_everything_and_hides_the_numbers(
    office: Client, application: Application
) -> None:
    page = office.get(page_of(application)).content.decode()

    for fact in ("กลุ่มทอผ้าบ้านดอนคราม", "คำแปง", "081 000 0009", "มะลิ ใจดี", "••••••7890"):
        assert fact in page, fact
    assert ACCOUNT not in page
    assert TAX_ID not in page


def test_a_number_is_shown_once_and_that_is_written_down(
    office: Client, application: Application, anan: User
) -> None:
    answer = office.post(f"{page_of(application)}number/", {"number": "account"})

    page = answer.content.decode()
    assert ACCOUNT in page
    assert TAX_ID not in page
    assert "no-store" in answer.headers["Cache-Control"]
    act = Act.objects.get(verb="number.shown")
    assert (act.actor, act.details) == (anan, {"number": "account"})
    assert ACCOUNT not in office.get(page_of(application)).content.decode()


def test_an_answer_is_accepted_and_the_next_that_waits_is_shown(
    office: Client, application: Application
) -> None:
    answers = list(application.answers.select_related("requirement", "application"))

    response = say(office, answers[0], "accept")

    assert Answer.objects.get(pk=answers[0].pk).state == Answer.State.ACCEPTED
    assert response.url == f"{page_of(application)}#answer-{answers[1].pk}"  # type: ignore[attr-defined]


def test_with_nothing_left_to_say_the_decision_comes_next(
    office: Client, application: Application, anan: User
) -> None:
    application.answers.exclude(requirement__kind=Kind.TERMS).update(state="accepted")
    identity, account = (answer_to(application, kind) for kind in (Kind.IDENTITY, Kind.ACCOUNT))
    Answer.objects.filter(pk=identity.pk).update(state="given")
    Answer.objects.filter(pk=account.pk).update(state="checked", checked_by=anan)

    response = say(office, identity, "accept")

    assert response.url == f"{page_of(application)}#decide"  # type: ignore[attr-defined]


def test_a_ready_made_reason_does_when_nothing_is_typed(
    office: Client, application: Application
) -> None:
    say(office, answer_to(application, Kind.IDENTITY), "return", ready="รูปมืดไป", reason=" ")
    say(office, answer_to(application, Kind.ACCOUNT), "return", ready="รูปมืดไป", reason="ไม่ชัด")

    assert answer_to(application, Kind.IDENTITY).reason == "รูปมืดไป"
    assert answer_to(application, Kind.ACCOUNT).reason == "ไม่ชัด"


def test_without_a_reason_one_sentence_stands_beside_the_field(
    office: Client, application: Application
) -> None:
    answer = answer_to(application, Kind.IDENTITY)

    response = say(office, answer, "return", reason="")

    page = response.content.decode()  # type: ignore[attr-defined]
    assert response.status_code == 422  # type: ignore[attr-defined]
    assert page.count("Please say why, in plain words: the applicant reads it.") == 1
    assert f'id="error-{answer.pk}-return"' in page


@pytest.mark.parametrize("act", ["close", "suspend"])
def test_an_end_without_a_reason_is_asked_for_one(
    office: Client, application: Application, act: str
) -> None:
    if act == "suspend":
        Application.objects.filter(pk=application.pk).update(state=State.APPROVED)

    response = office.post(f"{page_of(application)}decide/", {"act": act, "reason": " "})

    assert response.status_code == 422
    assert f'id="why-error-{act}"' in response.content.decode()


def test_an_answer_of_another_application_is_not_there(
    office: Client, application: Application
) -> None:
    other = another(1)

    path = f"{page_of(application)}answers/{answer_to(other, Kind.IDENTITY).pk}/"

    assert office.post(path, {"act": "accept"}).status_code == 404


def test_a_draft_is_not_there(office: Client, weaver: User) -> None:
    draft = make_application(weaver, state=State.DRAFT)

    assert office.get(page_of(draft)).status_code == 404


def test_who_comes_second_is_warned_and_can_take_it_over(
    office: Client, application: Application, anan: User
) -> None:
    pim = make_staff("pim@example.org", name="พิมพ์")
    reviewing.take(application, pim)

    page = office.get(page_of(application)).content.decode()
    response = say(office, answer_to(application, Kind.IDENTITY), "accept")
    told = office.get(page_of(application)).content.decode()
    office.post(f"{page_of(application)}take/", {"instead_of": str(pim.pk)})

    assert "พิมพ์ has this one open." in page
    assert 'value="accept"' not in page
    assert response.status_code == 302  # type: ignore[attr-defined]
    assert "Take it over first" in told
    assert Application.objects.get(pk=application.pk).reviewer == anan


def test_the_second_look_is_offered_to_another_alone(
    office: Client, application: Application
) -> None:
    pim = make_staff("pim@example.org", name="พิมพ์")
    reviewing.accept(answer_to(application, Kind.ACCOUNT), pim)

    page = office.get(page_of(application)).content.decode()
    say(office, answer_to(application, Kind.ACCOUNT), "accept")

    assert "Right: second look" in page
    assert page.count('value="accept"') == 1
    assert answer_to(application, Kind.ACCOUNT).state == Answer.State.ACCEPTED


def test_the_first_is_told_that_a_colleague_looks_too(
    office: Client, application: Application
) -> None:
    say(office, answer_to(application, Kind.ACCOUNT), "accept")

    page = office.get(page_of(application)).content.decode()
    say(office, answer_to(application, Kind.ACCOUNT), "accept")
    told = office.get(page_of(application)).content.decode()

    assert "A colleague has to look at it as well." in page
    assert "You have checked this account already." in told
    assert answer_to(application, Kind.ACCOUNT).state == Answer.State.CHECKED


def test_what_waits_is_named_when_it_is_approved_too_early(
    office: Client, application: Application
) -> None:
    response = office.post(f"{page_of(application)}decide/", {"act": "approve"}, follow=True)

    assert "Not approved: these still wait for a decision:" in response.content.decode()
    assert Application.objects.get(pk=application.pk).state == State.SUBMITTED


def test_after_a_decision_the_next_that_waits_opens(office: Client) -> None:
    first, second = another(1, sent=days_ago(3)), another(2, sent=days_ago(2))
    another(3, sent=days_ago(1), province="47")
    first.answers.update(state=Answer.State.ACCEPTED)

    response = office.post(f"{page_of(first)}decide/?province=50", {"act": "approve"})
    last = office.get(f"{page_of(second)}next/?province=50")

    assert Application.objects.get(pk=first.pk).state == State.APPROVED
    assert response.url == f"{page_of(second)}?province=50"  # type: ignore[attr-defined]
    assert last.url == f"{LIST}?province=50"  # type: ignore[attr-defined]


def test_the_next_is_neither_anothers_nor_ones_own(office: Client, anan: User) -> None:
    pim = make_staff("pim@example.org", name="พิมพ์")
    first = another(1, sent=days_ago(5))
    reviewing.take(another(2, sent=days_ago(4)), pim)
    make_application(anan, sent=days_ago(3), tax_id="", phone="")
    helped = another(5, sent=days_ago(3)).made_seller
    assert helped
    make_grant(make_helper(anan), helped)
    led = another(6, sent=days_ago(3), wants="community", kind="otop_group").made_community
    assert led
    led.memberships.create(user=anan, role="manager")
    last = another(4, sent=days_ago(2))

    response = office.get(f"{page_of(first)}next/")

    assert response.url == page_of(last)  # type: ignore[attr-defined]


def test_everybody_who_is_like_it_is_named_with_every_reason(
    office: Client, application: Application
) -> None:
    another(1, phone=application.phone, account=ACCOUNT, name_th="คนละชื่อ")
    another(2, name_th="ทอผ้า บ้านดอนครามม์")
    another(3, name_th="ทอผ้าบ้านดอนคราม", province="47")  # another province: another group
    make_seller("old", name_th="ร้านเดิม", phone=application.phone, province="47")
    make_seller("near", name_th="กลุ่มทอผ้าบ้านดอนคราม", province="50")
    make_seller("far", name_th="ปลาแห้งแม่พร", province="50")
    make_seller("shut", name_th="ร้านที่ปิด", phone=application.phone, state="closed")
    make_seller("rest", name_th="ร้านที่พัก", phone=application.phone, state="suspended")

    page = office.get(page_of(application))

    duplicates = page.context["page"].duplicates
    states = re.findall(r"</a> Shop\s+<span[^>]*>\s*([^<]+)<", page.content.decode())
    assert sorted(states) == ["Approved", "Approved", "Closed", "Suspended"]
    said = {str(one.application or one.seller.name_th): whys(one) for one in duplicates}
    assert said == {
        "คนละชื่อ": ["account", "phone"],
        "ทอผ้า บ้านดอนครามม์": ["name"],
        "ร้านเดิม": ["phone"],
        "ร้านที่ปิด": ["phone"],
        "ร้านที่พัก": ["phone"],
        "กลุ่มทอผ้าบ้านดอนคราม": ["name"],
    }


def test_a_shop_that_changed_to_the_same_account_is_found(
    office: Client, application: Application, malis_shop: object
) -> None:
    from community.banking.models import PayoutAccount
    from community.banking.numbers import account_index
    from community.sellers.models import Seller

    shop = Seller.objects.get(slug="mali")
    owner = shop.members.get().user
    PayoutAccount.objects.create(
        seller=shop,
        kind="bank",
        number=ACCOUNT,
        number_index=account_index(ACCOUNT),
        last_four="7890",
        holder_name="x",
        asked_by=owner,
    )

    duplicates = office.get(page_of(application)).context["page"].duplicates

    assert [(one.seller, whys(one)) for one in duplicates] == [(shop, ["account"])]


def test_the_first_page_says_how_long_people_wait(office: Client) -> None:
    for number, days in enumerate((1, 2, 3, 10), start=1):
        another(number, sent=days_ago(days))
    done = another(9, state=State.APPROVED, sent=days_ago(6))
    Application.objects.filter(pk=done.pk).update(decided_at=timezone.now() - timedelta(days=2))
    old = another(8, state=State.CLOSED, sent=days_ago(60))
    Application.objects.filter(pk=old.pk).update(decided_at=timezone.now() - timedelta(days=40))

    response = office.get("/office/")

    waiting = response.context["waiting"]
    assert (waiting.waiting, waiting.decided) == (4, 1)
    assert waiting.median.total_seconds() == pytest.approx(2.5 * 86_400, abs=60)
    assert waiting.slowest_tenth.total_seconds() == pytest.approx(7.9 * 86_400, abs=60)
    assert waiting.decided_median.total_seconds() == pytest.approx(4 * 86_400, abs=60)
    row = response.context["provinces_waiting"][0]
    assert (row.code, row.waits.waiting) == ("50", 4)
    assert re.search(r"2\.5 days", response.content.decode())


def test_with_nobody_waiting_the_first_page_says_so(office: Client) -> None:
    page = office.get("/office/").content.decode()

    assert "nobody waits" in page


def test_goods_already_listed_are_counted_on_the_page(
    office: Client, application: Application
) -> None:
    requirement = Requirement.objects.create(
        slug="goods", kind=Kind.LISTINGS, title_th="สินค้า", asked_of=["individual"], least=2
    )
    application.answers.filter(requirement__kind=Kind.LISTINGS).delete()
    Answer.objects.create(application=application, requirement=requirement)
    assert application.made_seller
    make_listing(application.made_seller)

    assert "1 listed, at least 2 asked for" in office.get(page_of(application)).content.decode()
