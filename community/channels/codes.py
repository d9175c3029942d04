"""One-time codes by SMS: six digits, ten minutes, five tries, for one purpose and one subject.

A try is counted by a conditional UPDATE that commits before the code is looked at, so guesses
that come at the same time count like others. Only a keyed hash of a code is kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from community.channels.code_limits import count_address, insert_unless_too_soon
from community.channels.errors import CodeEnded, SmsFailed, TooSoon, WrongCode
from community.channels.models import OneTimeCode
from community.channels.sms import send_text
from community.channels.wording import plain_text
from community.words.digits import ascii_digits

__all__ = ["CodeEnded", "SmsFailed", "TooSoon", "WrongCode", "check_code", "send_code"]

DIGITS = 6
GOOD_FOR = timedelta(minutes=10)
MOST_TRIES = 5


def send_code(
    phone: str, purpose: str, subject: str, request: HttpRequest | None = None, **facts: str
) -> None:
    """Send a new code to a number in E.164; an older one for the same subject ends.

    `request` is whose: the codes asked for from one address are counted too. The words are the
    template codes/<purpose>.txt, or codes/code.txt, in the language that is active; it sees
    the code, `site_name` and the facts.
    Raises TooSoon (.seconds) and SmsFailed; both leave an older code as it was. Not to be
    called in a transaction: it waits for the provider.
    """
    count_address(request)
    number = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    code = insert_unless_too_soon(
        OneTimeCode(
            phone=phone,
            purpose=purpose,
            subject=subject,
            digest=digest_of(number, phone, purpose, subject),
        )
    )
    try:
        send_text(phone, words_of(number, purpose, facts))
    except SmsFailed:
        code.delete()
        raise
    open_codes(phone, purpose, subject).filter(pk__lt=code.pk).update(ended_at=timezone.now())


def check_code(phone: str, purpose: str, subject: str, typed: str) -> None:
    """Return when the code is the one that was sent; it is then used up.

    Takes Thai digits and spaces. Raises WrongCode (.left) and CodeEnded. Refuses to run in a
    transaction (RuntimeError): rolling back would forget the try.
    """
    codes = open_codes(phone, purpose, subject)
    code = codes.filter(created_at__gt=timezone.now() - GOOD_FOR).order_by("-pk").first()
    if code is None or not take_a_try(code):
        raise CodeEnded
    code.refresh_from_db(fields=["tries"])
    if not constant_time_compare(code.digest, digest_of(bare(typed), phone, purpose, subject)):
        raise WrongCode(left=MOST_TRIES - code.tries) if code.tries < MOST_TRIES else CodeEnded
    if codes.filter(pk=code.pk).update(ended_at=timezone.now()) != 1:
        raise CodeEnded
    codes.update(ended_at=timezone.now())


def take_a_try(code: OneTimeCode) -> bool:
    with transaction.atomic(durable=True):
        left = OneTimeCode.objects.filter(pk=code.pk, ended_at=None, tries__lt=MOST_TRIES)
        return left.update(tries=F("tries") + 1) == 1


def open_codes(phone: str, purpose: str, subject: str) -> QuerySet[OneTimeCode]:
    return OneTimeCode.objects.filter(phone=phone, purpose=purpose, subject=subject, ended_at=None)


def digest_of(number: str, phone: str, purpose: str, subject: str) -> str:
    value = "\n".join((phone, purpose, subject, number))
    return salted_hmac("channels.codes", value, algorithm="sha256").hexdigest()


def bare(typed: str) -> str:
    return "".join(ascii_digits(typed).replace("-", "").split())


def words_of(number: str, purpose: str, facts: Mapping[str, str]) -> str:
    seen = {**facts, "code": number, "site_name": settings.OSCAR_SHOP_NAME}
    return " ".join(plain_text(f"codes/{purpose}.txt", "codes/code.txt", **seen).split())
