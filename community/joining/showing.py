"""What an application's pages say of it, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import Form
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from community.joining.checklist import NOT_BROUGHT, SETTLED, Kind, what_is_missing
from community.joining.models import Answer, Application
from shop.commission.telling import market_percent, short

WRONG = 422
STEP_OF = {Kind.PROFILE: "who", Kind.TERMS: "send"}
TAGS = {"given": "info", "checked": "info", "accepted": "ok", "returned": "low", "waived": "ok"}


@dataclass(frozen=True)
class Row:
    """One requirement as the applicant reads it."""

    answer: Answer
    url: str  # where it is given or mended; empty where there is nothing to do
    tag: str
    is_missing: bool


def rows_for(application: Application, answers: list[Answer], *, can_edit: bool) -> list[Row]:
    missing = {answer.pk for answer in what_is_missing(application, answers)}
    return [
        Row(
            answer,
            _url(application, answer) if can_edit else "",
            TAGS.get(answer.state, "quiet"),
            answer.pk in missing,
        )
        for answer in answers
    ]


def state_words(application: Application) -> str:
    """Return the state in words. "Closed" alone is said of shops, and reads so in Thai."""
    if application.state == Application.State.CLOSED:
        return _("Application closed")
    return application.get_state_display()


def is_returned_profile(answer: Answer) -> bool:
    return answer.requirement.kind == Kind.PROFILE and answer.state == Answer.State.RETURNED


def next_step(application: Application, answers: list[Answer]) -> str:
    """Return the address of the first step with something to do, else the last step's."""
    for answer in what_is_missing(application, answers):
        return _url(application, answer)
    return step_url(application, "send")


def step_url(application: Application, step: str) -> str:
    return reverse(f"joining:{step}", args=[application.key])


def first_listing_url(application: Application) -> str:
    """Return where the first goods are listed; nothing for a community."""
    if application.made_seller_id is None:
        return ""
    try:
        return reverse("desk:listing-new")
    except NoReverseMatch:
        return ""


def commission() -> str:
    """Return the market's own rate without idle zeros, as in 5 or 4.5."""
    return short(market_percent())


def begin_at_the_wrong(forms: Sequence[Form]) -> None:
    """Put the cursor into the first field that needs another look."""
    for form in forms:
        for name in form.errors:
            if name in form.fields:
                form.fields[name].widget.attrs["autofocus"] = True
                return


def _url(application: Application, answer: Answer) -> str:
    kind = answer.requirement.kind
    if answer.state in SETTLED or kind in NOT_BROUGHT:
        return ""
    step = STEP_OF.get(Kind(kind), "papers")
    if kind == Kind.PROFILE and answer.requirement.least and not application.story_th:
        step = "send"
    anchor = f"#card-{answer.pk}" if step == "papers" else ""
    return step_url(application, step) + anchor
