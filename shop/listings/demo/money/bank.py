"""Slips that wait, a bank statement with a line nobody knows, and a proposed correction."""

from __future__ import annotations

import io
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from shop.ledger import accounts
from shop.ledger.correcting import Wanted, propose
from shop.listings.demo.money.people import UMBRELLAS, Cast
from shop.payments.models import Attempt
from shop.payments.qr import png
from shop.purchases.models import Purchase
from shop.slips.bank_deciding import book
from shop.slips.bank_importing import import_statement
from shop.slips.matching import TO_THE_BANK
from shop.slips.mini_qr import write
from shop.slips.sending import Typed, send_slip

BANK_CODE = "006"
WHY = "ชดเชยค่าส่งที่ตลาดคิดผิดเมื่อเดือนก่อน"


def bring_slip(purchase: Purchase) -> None:
    payment = purchase.payments.select_related("purchase").get()
    day = timezone.localdate()
    photo = _photo(write(BANK_CODE, f"{day:%Y%m%d}DEMO{purchase.pk:06}"))
    upload = SimpleUploadedFile("slip.jpg", photo, content_type="image/jpeg")
    send_slip(payment, upload, Typed(), purchase.user)


def _photo(code: str) -> bytes:
    """Return a sheet that says in words what it stands for, with a slip's small code."""
    sheet = Image.new("RGB", (600, 900), "#f2f6f4")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((30, 40, 570, 150), fill="#1f3f6d")
    pen.text((60, 70), "SAMPLE / DEMO", fill="#ffffff", font_size=36)
    for height, width in ((210, 380), (270, 460), (330, 300)):
        pen.rectangle((60, height, 60 + width, height + 22), fill="#d5e0dc")
    small = Image.open(io.BytesIO(png(code, module_px=4))).convert("RGB")
    sheet.paste(small, (60, 860 - small.height))
    file = io.BytesIO()
    sheet.save(file, "JPEG", quality=80)
    return file.getvalue()


def bring_statement(purchase: Purchase, cast: Cast) -> None:
    """Bring the bank's file of today: one line pays a purchase, the other says nothing."""
    paid = timezone.localtime(purchase.placed_at + timedelta(minutes=25))
    later = paid + timedelta(minutes=50)
    rows = (
        "date,time,amount,description,reference",
        f"{paid:%Y-%m-%d,%H:%M},{purchase.total},{purchase.number},DEMOBANK0001",
        f"{later:%Y-%m-%d,%H:%M},150.00,PromptPay,DEMOBANK0002",
    )
    import_statement("\n".join([*rows, ""]).encode(), "statement-demo.csv", cast.staff)


def bring_statements_of_before(cast: Cast) -> None:
    """Bring the bank's file of the weeks before, and book its lines: they show what was seen."""
    came = Attempt.objects.filter(
        state=Attempt.State.SUCCEEDED, method__in=TO_THE_BANK, bank_line=None
    ).select_related("payment__purchase")
    rows = [
        f"{timezone.localtime(one.received_at):%Y-%m-%d,%H:%M},{one.received},"
        f"{one.payment.purchase.number},DEMOBANK1{one.pk:06}"
        for one in came.exclude(received_at=None).order_by("received_at", "pk")
    ]
    text = "\n".join(["date,time,amount,description,reference", *rows, ""])
    file = import_statement(text.encode(), "statement-before-demo.csv", cast.staff)
    for line in file.lines.exclude(payment=None).select_related("payment", "slip"):
        if line.payment:
            book(line, line.payment, cast.staff, why=line.why)


def propose_correction(cast: Cast) -> None:
    """Leave a correction for a second person."""
    seller = accounts.of_seller(cast.sellers[UMBRELLAS].pk)
    propose(Wanted(accounts.LOSSES, seller, 3500, WHY), cast.staff)
