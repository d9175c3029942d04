"""A helper's part in an application ends: the member goes on alone."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from community.assistance.models import Helper
from community.assistance.telling import tell_application_left
from community.audit.recording import record
from community.joining.models import Application
from community.joining.moves import OPEN
from community.people.models import User


@transaction.atomic
def end_filling_in(application: Application, by: User) -> bool:
    """Make the applicant the one who fills it in, and tell both but who did it.

    Return False where nobody else fills it in any more, or it is decided.
    """
    helper = application.filled_by
    helped = Application.objects.filter(pk=application.pk, filled_by=helper, state__in=OPEN)
    if not helped.exclude(applicant=helper).update(filled_by=F("applicant")):
        return False
    application.filled_by = application.applicant
    record(
        by,
        "application.help_ended",
        application,
        seller_id=application.made_seller_id,
        helper=str(helper),
    )
    tell_application_left(application, helper, by)
    return True


def leave_applications(helper: Helper, by: User) -> None:
    """End the helper's part in every application that is not decided."""
    mine = Application.objects.filter(filled_by=helper.user_id, state__in=OPEN)
    for application in mine.exclude(applicant=helper.user_id).select_related("applicant"):
        end_filling_in(application, by)
