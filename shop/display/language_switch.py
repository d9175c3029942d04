"""The button that leads to the other language: on every page twice, drawn once a minute."""

from __future__ import annotations

from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from shop.browse.remembering import remembered

# What differs from page to page; neither can be part of our own HTML.
TOKEN, NEXT = "\x01token\x01", "\x01next\x01"


def language_switch_html(context: Context, *, full: bool) -> SafeString:
    """Return the form, leading back to this page; `full` writes the language out."""
    request = context.get("request")
    if request is None:
        return mark_safe("")
    # The page's own token: another one would be another secret to mask.
    html = _drawn(full=full).replace(TOKEN, str(context.get("csrf_token", "")))
    return mark_safe(html.replace(NEXT, escape(request.get_full_path())))  # noqa: S308


def _drawn(*, full: bool) -> str:
    forms, key = _forms(), (get_language(), full)
    html = forms.get(key)
    if html is None:
        told = {"token": TOKEN, "next": NEXT, "full": full}
        html = forms[key] = render_to_string("partials/language_switch.html", told)
    return html


@remembered(seconds=60)
def _forms() -> dict[tuple[str | None, bool], str]:
    return {}
