"""What a notice says: a subject, a short text, and the letter made of both."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string, select_template
from django.utils import translation

from community.channels.mail import Letter
from community.channels.models import Notice

EMPTY_LINES = re.compile(r"\s*\n\s*\n\s*")


def plain_text(*names: str, **facts: Any) -> str:
    """Draw the first template there is as plain text: names keep their & and quotes."""
    template: Any = select_template(names).template
    drawn: str = template.render(Context(facts, autoescape=False))
    return EMPTY_LINES.sub("\n\n", drawn).strip()


def text_of(notice: Notice) -> str:
    """Return the notice's words in its reader's language, as they are now."""
    with translation.override(notice.language):
        return plain_text(f"notices/{notice.kind}.txt", **facts_of(notice))


def letter_of(notice: Notice) -> Letter:
    subject, _line, rest = text_of(notice).partition("\n")
    link = facts_of(notice)["link"]
    # In the HTML the address is a button's; in the text it stands where the template puts it.
    paragraphs = [part for part in rest.replace(link or "\n", "").strip().split("\n") if part]
    facts = shared_facts() | {
        "language": notice.language,
        "subject": subject,
        "rest": rest.strip(),
        "paragraphs": paragraphs,
        "link": link,
    }
    with translation.override(notice.language):
        return Letter(
            subject=subject,
            text=plain_text("emails/notice.txt", **facts) + "\n",
            html=render_to_string("emails/notice.html", facts),
        )


def facts_of(notice: Notice) -> dict[str, Any]:
    path = str(notice.facts.get("path", ""))
    link = f"{settings.SITE_URL}{path}" if path else ""
    return {**shared_facts(), "link": link, **notice.facts, "user": notice.user}


def shared_facts() -> dict[str, Any]:
    return {"site_name": settings.OSCAR_SHOP_NAME, "site_url": settings.SITE_URL}
