"""What owner and helper are told of a grant."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation

from community.assistance.models import Grant, Helper
from community.channels.telling import tell
from community.joining.models import Application
from community.people.models import User


def tell_asked(grant: Grant) -> None:
    _tell(grant.owner, "grant_asked", grant)


def tell_started(grant: Grant) -> None:
    _tell(grant.owner, "grant_started", grant)
    _tell(grant.helper.user, "grant_started_helper", grant)


def tell_ended(grant: Grant, by: User) -> None:
    """Tell both but the one who did it."""
    for person, kind in (
        (grant.owner, "grant_ended"),
        (grant.helper.user, "grant_ended_helper"),
    ):
        if person.pk != by.pk:
            _tell(person, kind, grant)


def tell_refused(grant: Grant, by: User) -> None:
    """Tell the helper, and the owner who was asked where another owner said no."""
    if grant.owner_id != by.pk:
        _tell(grant.owner, "grant_refused", grant)
    _tell(grant.helper.user, "grant_refused_helper", grant)


def tell_expired(grant: Grant) -> None:
    _tell(grant.owner, "grant_expired", grant)
    _tell(grant.helper.user, "grant_expired_helper", grant)


def _tell(person: User, kind: str, grant: Grant) -> None:
    with translation.override(person.language):
        facts = {"centre": grant.helper.centre, "seller": grant.seller.name}
    tell(
        person,
        kind,
        f"{kind}:{grant.pk}",
        helper=str(grant.helper.user),
        owner=str(grant.owner),
        powers=",".join(grant.powers),
        until=grant.until.isoformat(),
        path=reverse("desk:helpers" if person.pk == grant.owner_id else "helping:home"),
        **facts,
    )


def tell_application_left(application: Application, helper: User, by: User) -> None:
    """Tell member and helper, but not who did it, that the helper fills it in no more."""
    for person, kind, path in (
        (application.applicant, "help_ended", _page_of(application)),
        (helper, "help_ended_helper", reverse("customer:home")),
    ):
        if person.pk != by.pk:
            key = f"{kind}:{application.pk}:{helper.pk}"
            owner = str(application.applicant)
            tell(person, kind, key, helper=str(helper), owner=owner, path=path)


def tell_applied(application: Application, helper: Helper) -> None:
    """Tell a member that a helper has begun an application in the member's name."""
    with translation.override(application.applicant.language):
        centre = helper.centre
    tell(
        application.applicant,
        "helper_applies",
        f"helper_applies:{application.pk}",
        helper=str(helper.user),
        centre=centre,
        path=_page_of(application),
    )


def _page_of(application: Application) -> str:
    return reverse("joining:application", args=[application.key])
