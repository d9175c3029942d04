"""A buyer sends the slip of a payment: read, compared with every slip before, kept."""

from __future__ import annotations

import hashlib
import re
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from community.banking.banks import BANKS
from community.people.models import User
from community.private.looking import Page
from community.private.receiving import look_at
from shop.payments.models import Payment
from shop.payments.numbering import BY_HAND
from shop.purchases.history import record
from shop.purchases.models import Purchase
from shop.slips import mini_qr, photos
from shop.slips.code_reading import codes_on
from shop.slips.errors import NotTaken
from shop.slips.holding import hold_on
from shop.slips.matching import find_line_of
from shop.slips.models import Slip

Flag = Slip.Flag
MOST_SLIPS = 6  # for one payment
DAY_IN_REFERENCE = re.compile(r"^(20\d\d)(\d\d)(\d\d)")


@dataclass(frozen=True)
class Typed:
    """What the buyer typed from the slip, where the small code cannot be read."""

    bank_code: str = ""
    reference: str = ""


def send_slip(
    payment: Payment, upload: UploadedFile[Any], typed: Typed, sender: User | None
) -> Slip:
    """Keep a slip and hold the goods while it waits. Raises NotTaken, Unacceptable.

    The same photo for the same payment twice is the same slip.
    """
    digest = _digest(upload)
    if known := payment.slips.filter(digest=digest).first():
        return known
    _check_open(payment)
    page = look_at(upload).pages[0]
    code = _read(page)
    slip = Slip(payment=payment, key=uuid.uuid4(), digest=digest, sent_by=sender)
    _name(slip, code, typed)
    return _keep(slip, page)


def _check_open(payment: Payment) -> None:
    if payment.state == Payment.State.PAID:
        raise NotTaken("paid")
    if payment.purchase.way not in BY_HAND:
        raise NotTaken("other_way")
    if payment.slips.count() >= MOST_SLIPS:
        raise NotTaken("too_many")


def _read(page: Page) -> mini_qr.SlipCode | None:
    try:
        return mini_qr.slip_code_in(codes_on(page.large))
    except mini_qr.ToPay:
        raise NotTaken("to_pay") from None
    except mini_qr.Changed:
        raise NotTaken("changed") from None


def _name(slip: Slip, code: mini_qr.SlipCode | None, typed: Typed) -> None:
    """Write down what the slip says of itself, and what is odd about it."""
    if code is not None:
        slip.bank_code, slip.reference, slip.is_read = code.bank, code.reference, True
        if typed.reference and typed.reference != code.reference:
            slip.flags.append(Flag.OTHER)
        if code.bank not in BANKS and code.bank != mini_qr.WALLET:
            slip.flags.append(Flag.UNKNOWN_BANK)
    else:
        slip.bank_code, slip.reference = typed.bank_code, typed.reference
        slip.flags.append(Flag.NO_CODE)
    day = _day_in(slip.reference)
    if day and day < timezone.localdate(slip.payment.purchase.placed_at):
        slip.flags.append(Flag.OLD)


def _keep(slip: Slip, page: Page) -> Slip:
    """Write the row; two slips of one number at once are two, and the second is refused."""
    photos.keep(slip.key, page)
    try:
        with transaction.atomic():
            if slip.payment.slips.exists():
                slip.flags.append(Flag.LATER)
            if not _is_held(slip):
                slip.flags.append(Flag.OVER)
            slip.save(force_insert=True)
            find_line_of(slip)
            record(slip.payment.purchase, "slip_sent", **_detail(slip))
    except IntegrityError as error:
        photos.forget(slip.key)
        if same := slip.payment.slips.filter(digest=slip.digest).first():
            return same  # pressed twice at once
        is_number = "slips_reference_once_for_ever" in str(error)
        raise NotTaken("used" if is_number else "same_photo") from None
    except BaseException:
        photos.forget(slip.key)
        raise
    return slip


def _is_held(slip: Slip) -> bool:
    """Hold the goods while the slip waits; where the goods go first there is no time to pay."""
    purchase_id = slip.payment.purchase_id
    agreed = Purchase.objects.filter(pk=purchase_id, state=Purchase.State.AGREED)
    return hold_on(purchase_id, is_read=slip.is_read) or agreed.exists()


def _detail(slip: Slip) -> dict[str, Any]:
    return {"actor": slip.sent_by, "seller_order": slip.payment.seller_order, "slip": str(slip.key)}


def _digest(upload: UploadedFile[Any]) -> str:
    upload.seek(0)
    return hashlib.sha256(upload.read()).hexdigest()


def _day_in(reference: str) -> date | None:
    """Return the day with which the numbers of some banks begin: 20261120…"""
    found = DAY_IN_REFERENCE.match(reference)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
