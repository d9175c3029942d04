"""Ten thousand applications, the same each time: names, places, ages, states and answers."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from django.db import connection
from django.utils import timezone

from community.banking.numbers import account_index
from community.groups.models import Community
from community.joining.models import Answer, Application
from community.joining.names import fold_name
from community.joining.numbers import number_index
from community.joining.requirements import Requirement
from community.people.models import User
from community.places.models import Province
from tests.cast import HASHED_PASSWORD

State = Application.State
BATCH = 2000
# Of ten: most wait, as in the week after a programme was announced on television.
STATES = (
    *(State.SUBMITTED,) * 6,
    State.IN_REVIEW,
    State.CHANGES_ASKED,
    State.APPROVED,
    State.CLOSED,
)
KINDS = (*(Application.Kind.INDIVIDUAL,) * 6, *(Application.Kind.ENTERPRISE,) * 3, "company")
TITLES = ("กลุ่มทอผ้า", "วิสาหกิจชุมชน", "ร้าน", "สวน", "กลุ่มแม่บ้าน", "ครัว", "ไร่", "โรงสี")
PLACES = ("บ้านดอน", "หนองบัว", "ริมน้ำ", "ป่าซาง", "ท่าเรือ", "ห้วยทราย", "ทุ่งนา", "เขาแก้ว")
OWNERS = ("แม่มะลิ", "ลุงสมชาย", "ป้าแดง", "คำแปง", "น้องเมย์", "ตาบุญ", "ยายศรี", "พี่นก")
COMMUNITIES, DAYS = 200, 60


def generate_applications(how_many: int, seed: int = 1) -> None:
    """Write them in bulk, with their people, communities and answers, and let PostgreSQL count."""
    draw = Random(seed)
    provinces = list(Province.objects.all())
    communities = _communities(provinces)
    people = User.objects.bulk_create(_person(number) for number in range(how_many))
    sent = [
        _application(number, person, draw, provinces, communities)
        for number, person in enumerate(people)
    ]
    Application.objects.bulk_create(sent, batch_size=BATCH)
    Answer.objects.bulk_create(_answers(sent, draw), batch_size=BATCH * 5)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _person(number: int) -> User:
    return User(
        email=f"applicant{number}@example.org", name=_name(number), password=HASHED_PASSWORD
    )


def _name(number: int) -> str:
    return f"{OWNERS[number % len(OWNERS)]} {number}"


def _communities(provinces: list[Province]) -> list[Community]:
    return Community.objects.bulk_create(
        Community(
            slug=f"market-{number}",
            state=Community.State.APPROVED,
            kind=Community.Kind.MARKET,
            name_th=f"ตลาด{PLACES[number % len(PLACES)]} {number}",
            province=provinces[number % len(provinces)],
        )
        for number in range(COMMUNITIES)
    )


def _application(
    number: int,
    person: User,
    draw: Random,
    provinces: list[Province],
    communities: list[Community],
) -> Application:
    name = f"{draw.choice(TITLES)}{draw.choice(PLACES)} {_name(number)}"
    sent = timezone.now() - timedelta(minutes=draw.randrange(DAYS * 24 * 60))
    state = draw.choice(STATES)
    is_decided = state in {State.APPROVED, State.CLOSED}
    tax_id, account = f"{number:013}", f"{number:010}"
    return Application(
        applicant=person,
        filled_by=person,
        wants=Application.Wants.SELLER,
        kind=draw.choice(KINDS),
        state=state,
        name_th=name,
        name_folded=fold_name(name),
        phone=f"+668{number:08}",
        province=draw.choice(provinces),
        district="เมือง",
        community=draw.choice(communities) if draw.random() < 0.3 else None,
        tax_id=tax_id,
        tax_id_index=number_index(tax_id),
        account_kind="bank",
        bank_code="004",
        account_number=account,
        account_index=account_index(account),
        account_holder=name,
        submitted_at=sent,
        first_submitted_at=sent,
        decided_at=min(sent + timedelta(days=draw.uniform(1, 9)), timezone.now())
        if is_decided
        else None,
    )


def _answers(sent: list[Application], draw: Random) -> list[Answer]:
    asked = list(Requirement.objects.filter(is_active=True))
    given = (Answer.State.GIVEN, Answer.State.GIVEN, Answer.State.ACCEPTED)
    return [
        Answer(
            application=application,
            requirement=requirement,
            state=draw.choice(given),
            given_at=application.submitted_at,
        )
        for application in sent
        for requirement in asked
        if application.kind in requirement.asked_of
    ]
