"""What was asked of another kind keeps nobody waiting."""

from __future__ import annotations

import pytest
from django.test import Client

from community.joining.completeness import blocking
from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.joining.submitting import submit
from community.people.models import User
from community.private.models import Paper
from tests.applied import answer_to
from tests.joined import make_draft

TOLD = {"name_th": "ผ้าทอบ้านดอนคราม", "phone": "0810000009", "postcode": "50270"}
PLACE = "ช่างเคิ่ง|แม่แจ่ม|50"


@pytest.fixture
def enterprise(kampaeng: User) -> Application:
    return make_draft(kampaeng, kind=Application.Kind.ENTERPRISE, tax_id="1-50-03-02/1-0001")


def test_another_kind_drops_what_was_asked_of_the_first_with_its_papers(
    client: Client, enterprise: Application, kampaeng: User
) -> None:
    paper = answer_to(enterprise, "registration").papers.get()
    client.force_login(kampaeng)

    client.post(f"/join/{enterprise.key}/who/", {**TOLD, "place": PLACE, "kind": "individual"})

    now = Application.objects.get()
    kinds = {answer.requirement.kind for answer in now.answers.select_related("requirement")}
    assert now.kind == "individual"
    assert "registration" not in kinds
    assert {answer.requirement.kind for answer in blocking(now)} <= kinds
    assert not Paper.objects.filter(pk=paper.pk).exists()


def test_what_is_asked_no_more_is_dropped_when_it_is_sent(draft: Application) -> None:
    extra = Requirement.objects.create(
        slug="extra", kind="document", title_th="ใบทะเบียน", asked_of=["company"]
    )
    draft.answers.create(requirement=extra)

    submit(draft)

    assert not draft.answers.filter(requirement=extra).exists()


def test_what_staff_have_settled_is_not_dropped(draft: Application) -> None:
    extra = Requirement.objects.create(
        slug="extra", kind="document", title_th="ใบทะเบียน", asked_of=["company"]
    )
    draft.answers.create(requirement=extra, state=Answer.State.ACCEPTED)

    submit(draft)

    assert draft.answers.filter(requirement=extra).exists()
