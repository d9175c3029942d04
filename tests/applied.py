"""Applications as they stand in the office: sent, with answers and papers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from community.banking.numbers import account_index
from community.joining.checklist import make_answers
from community.joining.making import make_or_mend
from community.joining.models import Answer, Application
from community.joining.names import fold_name
from community.joining.numbers import number_index
from community.joining.requirements import Requirement
from community.people.models import User
from community.places.models import Province

Kind = Requirement.Kind
BROUGHT = {Kind.TRAINING, Kind.VISIT, Kind.LISTINGS}
TAX_ID = "1101700230708"
ACCOUNT = "1234567890"


def make_application(
    applicant: User,
    *,
    name_th: str = "กลุ่มทอผ้าบ้านดอนคราม",
    state: str = Application.State.SUBMITTED,
    sent: datetime | None = None,
    province: str = "50",
    tax_id: str = TAX_ID,
    account: str = ACCOUNT,
    **fields: Any,
) -> Application:
    """Return an application with everything given that it is asked for, as if just sent."""
    sent = sent or timezone.now()
    values: dict[str, Any] = {
        "wants": Application.Wants.SELLER,
        "kind": Application.Kind.INDIVIDUAL,
        "phone": "+66810000009",
        "district": "แม่แจ่ม",
        "subdistrict": "ช่างเคิ่ง",
        "postcode": "50270",
        "account_kind": "bank",
        "bank_code": "004",
        "account_holder": "มะลิ ใจดี",
        **fields,
    }
    application = Application.objects.create(
        applicant=applicant,
        filled_by=values.pop("filled_by", applicant),
        state=state,
        name_th=name_th,
        name_folded=fold_name(name_th),
        province=Province.objects.get(pk=province),
        tax_id=tax_id,
        tax_id_index=number_index(tax_id),
        account_number=account,
        account_index=account_index(account) if account else "",
        submitted_at=sent,
        first_submitted_at=sent,
        **values,
    )
    make_or_mend(application)
    give_everything(application)
    return application


def give_everything(application: Application) -> None:
    for answer in make_answers(application):
        if answer.requirement.kind in BROUGHT:
            continue
        answer.state, answer.given_at = Answer.State.GIVEN, timezone.now()
        answer.terms_version = answer.requirement.terms_version
        answer.save()


def answer_to(application: Application, kind: str) -> Answer:
    """Return the application's answer to the one requirement of a kind."""
    return application.answers.select_related("requirement", "application").get(
        requirement__kind=kind
    )


def days_ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)
