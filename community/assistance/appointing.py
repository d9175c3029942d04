"""Staff make a person a helper, and end that."""

from __future__ import annotations

from contextlib import suppress

from django.db import IntegrityError, transaction

from community.assistance import granting
from community.assistance.errors import GrantMoved
from community.assistance.letting_go import leave_applications
from community.assistance.models import Helper
from community.assistance.moves import OPEN
from community.audit.recording import record
from community.people.models import User
from community.places.models import Province


class HelperAlready(Exception):
    """This person is a helper."""


@transaction.atomic
def appoint(
    person: User, *, centre_th: str, centre_en: str, province: Province, by: User
) -> Helper:
    """Make a person a helper, or one again who was; raises HelperAlready for one who is."""
    facts = {"centre_th": centre_th, "centre_en": centre_en, "province": province}
    was = Helper.objects.filter(user=person, is_active=False)
    if was.update(is_active=True, **facts):
        helper = Helper.objects.get(user=person)
    else:
        helper = _make(Helper(user=person, **facts))
    record(by, "helper.appointed", helper, helper=str(person), centre=centre_th)
    return helper


def _make(helper: Helper) -> Helper:
    try:
        with transaction.atomic():
            helper.save()
    except IntegrityError as error:
        raise HelperAlready from error
    return helper


@transaction.atomic
def retire(helper: Helper, by: User) -> None:
    """End a helper's part, every grant and every application with it; the owners are told."""
    if not Helper.objects.filter(pk=helper.pk, is_active=True).update(is_active=False):
        return
    record(by, "helper.retired", helper, helper=str(helper.user))
    for grant in helper.grants.filter(state__in=OPEN).select_related("owner", "seller"):
        with suppress(GrantMoved):  # ended by somebody else just now: the others end all the same
            granting.end(grant, by)
    leave_applications(helper, by)
