"""A letter to one person: text and HTML, with the same name every time it is sent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives


@dataclass(frozen=True)
class Letter:
    subject: str
    text: str
    html: str


def mail_for(letter: Letter, *, to: str, language: str, key: str) -> EmailMultiAlternatives:
    # The same every time: a letter sent again after a crash is one letter to the reader's mail.
    name = hashlib.sha256(key.encode()).hexdigest()[:32]
    host = settings.SITE_URL.partition("://")[2].partition(":")[0]
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[to],
        headers={
            "Message-ID": f"<{name}@{host}>",
            "Content-Language": language,
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(letter.html, "text/html")
    return mail
