from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from community.audit.models import Act
from community.channels.models import Notice
from community.channels.wording import text_of
from community.joining import reviewing
from community.joining.checklist import answers_for, asked_of
from community.joining.models import Answer, Application
from community.joining.new_terms import tell_owners_of_terms
from community.joining.requirements import Requirement
from community.joining.terms import in_force
from community.people.models import User
from tests.applied import answer_to, make_application
from tests.cast import join_team, make_seller, make_user

Kind = Requirement.Kind
LIST = "/office/requirements/"


@pytest.fixture
def office(client: Client, anan: User) -> Client:
    client.cookies["talat_language"] = "en"
    client.force_login(anan)
    return client


def typed(**changes: object) -> dict[str, object]:
    return {
        "kind": "document",
        "title_th": "ใบอนุญาต",
        "title_en": "Licence",
        "help_th": "",
        "help_en": "",
        "asked_of": ["company"],
        "is_required": "on",
        "least": "1",
        **changes,
    }


def terms_typed(terms: Requirement, **changes: object) -> dict[str, object]:
    return typed(
        **{
            "kind": "terms",
            "title_th": terms.title_th,
            "asked_of": terms.asked_of,
            "least": "1",
            "terms_version": terms.terms_version,
            "terms_from": f"{terms.terms_from}",
            "terms_th": terms.terms_th,
            "terms_en": terms.terms_en,
            **changes,
        }
    )


def weavers_application(number: int = 1) -> Application:
    weaver = make_user(f"weaver{number}@example.org", phone=f"+6681000000{number}")
    return make_application(weaver, tax_id="", phone=weaver.phone)


def test_staff_add_a_requirement_that_the_next_application_is_asked_for(office: Client) -> None:
    sent = weavers_application()
    before = sent.answers.count()

    response = office.post(f"{LIST}new/", typed(asked_of=["individual", "company"]))

    added = Requirement.objects.get(title_th="ใบอนุญาต")
    assert response.status_code == 302
    assert (added.slug, added.position) == (
        "document",
        Requirement.objects.order_by("-position")[0].position,
    )
    assert sent.answers.count() == before
    assert added in asked_of(sent)
    assert Act.objects.get(verb="requirement.added").target_id == added.pk


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title_th": ""}, "Please write a title in Thai."),
        ({"asked_of": []}, "Choose at least one: of whom is it asked?"),
        ({"least": "-1"}, "greater than or equal to 0"),
        ({"least": "21"}, "less than or equal to 20"),
        ({"kind": "terms"}, "Terms need a version, a day and a text."),
        ({"kind": "nonsense"}, "Select a valid choice."),
        ({"asked_of": ["robots"]}, "Select a valid choice."),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(
    office: Client, changes: dict[str, object], sentence: str
) -> None:
    count = Requirement.objects.count()

    response = office.post(f"{LIST}new/", typed(**changes))

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Licence" in page
    assert Requirement.objects.count() == count


def test_a_change_leaves_what_was_accepted_alone(office: Client, anan: User) -> None:
    application = weavers_application()
    reviewing.accept(answer_to(application, Kind.IDENTITY), anan)
    identity = Requirement.objects.get(kind=Kind.IDENTITY)

    office.post(
        f"{LIST}{identity.pk}/",
        typed(kind="photo", title_th="บัตรใหม่", asked_of=identity.asked_of, least="2"),
    )

    identity.refresh_from_db()
    assert (identity.kind, identity.title_th, identity.least) == (Kind.IDENTITY, "บัตรใหม่", 2)
    assert answer_to(application, Kind.IDENTITY).state == Answer.State.ACCEPTED


def test_a_requirement_is_switched_off_and_on(office: Client) -> None:
    photo = Requirement.objects.get(kind=Kind.PHOTO)

    office.post(f"{LIST}{photo.pk}/change/", {"act": "off"})
    off = photo not in asked_of(weavers_application())
    office.post(f"{LIST}{photo.pk}/change/", {"act": "on"})
    office.post(f"{LIST}{photo.pk}/change/", {"act": "on"})

    assert off
    assert Requirement.objects.get(pk=photo.pk).is_active
    acts = Act.objects.filter(target_id=photo.pk).order_by("pk")
    assert [act.verb for act in acts] == ["requirement.off", "requirement.on"]


def test_requirements_are_put_in_order(office: Client) -> None:
    first, second, *_rest = Requirement.objects.order_by("position", "pk")

    office.post(f"{LIST}{second.pk}/change/", {"act": "up"})
    office.post(f"{LIST}{second.pk}/change/", {"act": "up"})

    assert list(Requirement.objects.all())[:2] == [second, first]


def test_terms_that_nobody_agreed_to_are_changed_in_place(office: Client) -> None:
    terms = Requirement.objects.get(kind=Kind.TERMS)

    office.post(f"{LIST}{terms.pk}/", terms_typed(terms, terms_th="คำใหม่"))

    assert Requirement.objects.get(kind=Kind.TERMS).terms_th == "คำใหม่"


def test_agreed_terms_keep_their_words_and_the_new_ones_are_asked_for_from_their_day(
    office: Client,
) -> None:
    application = weavers_application()
    old = Requirement.objects.get(kind=Kind.TERMS)
    day = timezone.localdate() + timedelta(days=30)

    response = office.post(
        f"{LIST}{old.pk}/",
        terms_typed(old, terms_th="คำใหม่", terms_version="2570-01", terms_from=f"{day}"),
    )

    new = Requirement.objects.get(terms_version="2570-01")
    assert response.status_code == 302
    assert Requirement.objects.get(pk=old.pk).terms_th == old.terms_th
    assert (new.pk != old.pk, new.terms_th, new.terms_from) == (True, "คำใหม่", day)
    every = list(Requirement.objects.filter(kind=Kind.TERMS))
    assert in_force(every) == [old]
    assert in_force(every, day - timedelta(days=1)) == [old]
    assert in_force(every, day) == [new]
    assert [one.requirement for one in answers_for(application) if one.terms_version] == [old]


def test_terms_that_replaced_others_keep_no_approval_waiting(anan: User) -> None:
    application = weavers_application()
    old = Requirement.objects.get(kind=Kind.TERMS)
    new = Requirement.objects.create(
        slug="terms-2",
        kind=Kind.TERMS,
        title_th="ข้อตกลง",
        asked_of=old.asked_of,
        terms_version="2",
        terms_from=timezone.localdate(),
        terms_th="ใหม่",
    )
    Answer.objects.create(application=application, requirement=new, state="given")
    application.answers.exclude(requirement__kind=Kind.TERMS).update(state="accepted")

    reviewing.approve(application, anan)

    states = dict(
        application.answers.filter(requirement__kind=Kind.TERMS).values_list(
            "requirement__slug", "state"
        )
    )
    assert states[new.slug] == Answer.State.ACCEPTED


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"terms_th": "คำใหม่"}, "People have agreed to this version."),
        (
            {"terms_version": "new", "terms_from": "2020-01-01"},
            "New terms begin in 30 days or later: people are told before.",
        ),
        (
            {
                "terms_version": "new",
                "terms_from": f"{timezone.localdate() + timedelta(days=29)}",
            },
            "New terms begin in 30 days or later: people are told before.",
        ),
        ({"terms_version": ""}, "Terms need a version, a day and a text."),
    ],
)
def test_agreed_terms_are_not_changed_behind_peoples_backs(
    office: Client, changes: dict[str, object], sentence: str
) -> None:
    weavers_application()
    terms = Requirement.objects.get(kind=Kind.TERMS)

    response = office.post(f"{LIST}{terms.pk}/", terms_typed(terms, **changes))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Requirement.objects.filter(kind=Kind.TERMS).count() == 1
    assert Requirement.objects.get(pk=terms.pk).terms_th == terms.terms_th


def test_a_title_alone_makes_no_new_version(office: Client) -> None:
    weavers_application()
    terms = Requirement.objects.get(kind=Kind.TERMS)

    office.post(f"{LIST}{terms.pk}/", terms_typed(terms, title_th="ข้อตกลงของตลาด"))

    assert Requirement.objects.get(kind=Kind.TERMS).title_th == "ข้อตกลงของตลาด"


def test_the_list_takes_as_many_queries_with_ten_more(office: Client) -> None:
    office.get(LIST)
    with CaptureQueriesContext(connection) as few:
        office.get(LIST)

    for number in range(10):
        Requirement.objects.create(
            slug=f"more-{number}", kind=Kind.DOCUMENT, title_th="x", asked_of=["company"]
        )
    with CaptureQueriesContext(connection) as many:
        office.get(LIST)

    assert len(many) == len(few)


def test_without_a_day_terms_have_always_been_in_force() -> None:
    terms = Requirement(kind=Kind.TERMS, terms_version="1")

    assert in_force([terms], date(2000, 1, 1)) == [terms]


@pytest.mark.parametrize(
    ("kind", "asked_of", "is_refused"),
    [
        ("account", ["company", "individual"], True),
        ("account", ["community_market"], False),
        ("identity", ["individual"], True),
        ("registration", ["individual"], True),
        ("registration", ["company"], True),
        ("identity", ["company"], False),  # of a company the registration asks the number
        ("photo", ["company"], False),
    ],
)
def test_one_number_is_asked_for_once(
    office: Client, kind: str, asked_of: list[str], is_refused: bool
) -> None:
    Requirement.objects.filter(kind=Kind.ACCOUNT).update(asked_of=["individual", "company"])
    count = Requirement.objects.count()

    response = office.post(f"{LIST}new/", typed(kind=kind, asked_of=asked_of))

    assert ("one place for it is enough" in response.content.decode()) == is_refused
    assert Requirement.objects.count() == (count if is_refused else count + 1)


def test_a_second_account_is_not_switched_on(office: Client) -> None:
    account = Requirement.objects.get(kind=Kind.ACCOUNT)
    second = Requirement.objects.create(
        slug="account-2",
        kind=Kind.ACCOUNT,
        title_th="บัญชี",
        asked_of=account.asked_of,
        is_active=False,
    )

    page = office.post(f"{LIST}{second.pk}/change/", {"act": "on"}, follow=True)

    second.refresh_from_db()
    assert "one place for it is enough" in page.content.decode()
    assert not second.is_active


def test_every_owner_is_told_once_of_new_terms(office: Client, mali: User) -> None:
    weavers_application()  # agreed to; its shop is not open
    join_team(make_seller("second"), mali)
    join_team(make_seller("shut", state="closed"), make_user("shut@example.org"))
    old = Requirement.objects.get(kind=Kind.TERMS)
    day = timezone.localdate() + timedelta(days=30)

    office.post(
        f"{LIST}{old.pk}/",
        terms_typed(old, terms_th="คำใหม่", terms_version="2570-01", terms_from=f"{day}"),
    )
    new = Requirement.objects.get(terms_version="2570-01")
    queued = ProcrastinateJob.objects.get(task_name="community.joining.tasks.tell_of_terms")
    tell_owners_of_terms(new.pk)
    tell_owners_of_terms(new.pk)

    notice = Notice.objects.get(kind="terms_new")
    assert queued.args == {"requirement_id": new.pk}
    assert notice.user == mali
    assert text_of(notice).startswith("ข้อตกลงใหม่ของตลาดเริ่มใช้ ")
    assert f"{day.year + 543}" in text_of(notice)
    assert "2570-01" in text_of(notice)
