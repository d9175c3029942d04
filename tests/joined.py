"""Applications that are still written, with everything given or nothing."""

from __future__ import annotations

from typing import Any

from django.db import connection

from community.joining.applying import start
from community.joining.checklist import answers_for
from community.joining.models import Application
from community.joining.numbers import number_index
from community.people.models import User
from community.private.models import Paper
from tests.applied import ACCOUNT, TAX_ID, give_everything

PLACE = {
    "province_id": "50",
    "district": "แม่แจ่ม",
    "subdistrict": "ช่างเคิ่ง",
    "postcode": "50270",
}


def make_draft(
    applicant: User,
    *,
    wants: str = Application.Wants.SELLER,
    kind: str = Application.Kind.INDIVIDUAL,
    filled_by: User | None = None,
    tax_id: str = TAX_ID,
    **fields: Any,
) -> Application:
    """Return an application with all that is asked for, not sent yet."""
    application = start(applicant, filled_by or applicant, wants, kind)
    told = {
        "name_th": "ผ้าทอบ้านดอนคราม",
        "phone": "+66810000009",
        "tax_id": tax_id,
        "tax_id_index": number_index(tax_id),
        "account_kind": "bank",
        "bank_code": "004",
        "account_number": ACCOUNT,
        "account_holder": "คำแปง ใจดี",
        **PLACE,
        **fields,
    }
    for name, value in told.items():
        setattr(application, name, value)
    application.save()
    give_everything(application)
    for answer in answers_for(application):
        if answer.requirement.kind not in {"profile", "terms"}:
            answer.papers.add(make_paper(applicant))
    return application


def make_paper(owner: User, **fields: Any) -> Paper:
    """Return a paper whose file is nowhere."""
    digest = f"{Paper.objects.count():064d}"
    values = {"kind": Paper.Kind.IMAGE, "digest": digest, "size_bytes": 1000, **fields}
    return Paper.objects.create(owner=owner, brought_by=owner, **values)


def close_connection() -> None:
    """End a thread's own connection to the database."""
    connection.close()
