"""A helper begins an application for a member who cannot do it alone."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from community.assistance.errors import HelpsOneself
from community.assistance.models import Helper
from community.assistance.telling import tell_applied
from community.audit.recording import record
from community.joining.applying import start
from community.joining.models import Application
from community.people.models import User


@transaction.atomic
def apply_for(helper: Helper, *, phone: str, name: str, kind: str) -> Application:
    """Return the member's new application, the account made by the number where there is none.

    The number is proven later, by a code or the signed paper; the member is told now. Raises
    AlreadyApplied and HelpsOneself.
    """
    member = find_or_make(helper, phone, name)
    if member.pk == helper.user_id:
        raise HelpsOneself
    application = start(member, helper.user, Application.Wants.SELLER, kind)
    tell_applied(application, helper)
    return application


def find_or_make(helper: Helper, phone: str, name: str) -> User:
    """Return who logs in with the number (E.164); what an account says already stays."""
    found = User.objects.filter(phone=phone).first()
    if found:
        return found
    try:
        with transaction.atomic():
            member = User.objects.create_user(phone=phone, name=name)
    except IntegrityError:  # two at once
        return User.objects.get(phone=phone)
    record(helper.user, "member.added", member, owner=member)
    return member
