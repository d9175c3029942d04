"""Applications of the demo market, so that the office has something to look at.

Every person, number and paper in them is made up.
"""

from __future__ import annotations

import io
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw
from stdnum.th import pin

from community.banking.numbers import account_index
from community.joining import reviewing
from community.joining.applying import start
from community.joining.checklist import answers_for
from community.joining.models import Answer, Application
from community.joining.names import fold_name
from community.joining.numbers import number_index
from community.joining.saving import note
from community.joining.submitting import submit
from community.people.models import User
from community.places.models import Province
from community.private.models import Paper
from community.private.receiving import receive_paper
from shop.listings.demo.reading import Row, rows

KTB = "006"
REASON = "ภาพสมุดบัญชีไม่ชัด มองเลขไม่ครบ ช่วยถ่ายใหม่ให้เห็นหน้าบัญชีเต็มหน้า"
PAPERS = {"identity", "registration", "photo", "account"}


def hand_in_applications(staff: User) -> None:
    for number, row in enumerate(rows("applications"), start=1):
        application = _filled(row, number)
        if row["as"] == "draft":
            continue
        submit(application)
        _backdate(application, int(row["days_ago"]))
        _look_at(application, row["as"], staff)


def _filled(row: Row, number: int) -> Application:
    person = User.objects.create_user(
        name=row["person"], phone=f"+6690000{number:04}", phone_verified=True
    )
    application = start(person, person, row["wants"], row["kind"])
    words = {name: row[name] for name in ("name_th", "name_en", "story_th", "postcode")}
    place = {"district": row["district_th"], "subdistrict": row["subdistrict_th"]}
    for name, value in {**words, **place, **_numbers(row["kind"], number)}.items():
        setattr(application, name, value)
    application.name_folded = fold_name(application.name_th)
    application.province = Province.objects.get(name_th=row["province_th"])
    application.account_holder = row["person"]
    application.save()
    if row["as"] != "draft":
        _give(application)
    return application


def _numbers(kind: str, number: int) -> dict[str, str]:
    """Return numbers whose check digits are right and that nobody has: province 99."""
    first = "0995599" if kind == "company" else "1999900"
    digits = f"{first}{number:05}"
    tax_id = digits + pin.calc_check_digit(digits)
    if kind == "community_enterprise":
        tax_id = f"9-50-03-02/1-9{number:03}"
    account = f"{900_000_0000 + number}"
    return {
        "tax_id": tax_id,
        "tax_id_index": number_index(tax_id),
        "account_kind": "bank",
        "bank_code": KTB,
        "account_number": account,
        "account_index": account_index(account),
    }


def _give(application: Application) -> None:
    for answer in answers_for(application):
        kind = answer.requirement.kind
        if kind in PAPERS:
            answer.papers.add(_paper(application.applicant, answer.requirement.title_th))
        if kind == "terms":
            answer.terms_version = answer.requirement.terms_version
        note(application, answer, changed=True)


def _paper(person: User, title: str) -> Paper:
    """Return a sheet that says in words what it stands for."""
    sheet = Image.new("RGB", (800, 500), "#fbf8f1")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((20, 20, 780, 480), outline="#1f3f6d", width=6)
    for height, width in ((120, 460), (200, 620), (260, 540), (320, 600), (380, 300)):
        pen.rectangle((90, height, 90 + width, height + 22), fill="#e3ebf6")
    pen.text((90, 60), "SAMPLE / DEMO", fill="#a8261c", font_size=36)
    file = io.BytesIO()
    sheet.save(file, "JPEG")
    upload = SimpleUploadedFile(f"{title}.jpg", file.getvalue(), "image/jpeg")
    return receive_paper(upload, owner=person, brought_by=person)


def _backdate(application: Application, days: int) -> None:
    sent = timezone.now() - timedelta(days=days, hours=2)
    Application.objects.filter(pk=application.pk).update(
        submitted_at=sent, first_submitted_at=sent, created_at=sent
    )


def _look_at(application: Application, state: str, staff: User) -> None:
    if state == "submitted":
        return
    answers = Answer.objects.filter(application=application).select_related("requirement")
    by_kind = {answer.requirement.kind: answer for answer in answers}
    reviewing.accept(by_kind["identity"], staff)
    if state == "returned":
        reviewing.return_(by_kind["account"], staff, REASON)
        application.refresh_from_db()
        reviewing.ask_changes(application, staff)
