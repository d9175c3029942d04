"""Bring an invitation's link to the person it is for: by SMS, else by e-mail."""

from __future__ import annotations

from django.core.mail import EmailMessage
from django.utils import translation

from community.channels.sms import send_text
from community.channels.wording import plain_text
from community.people.models import User
from community.private.crypto import decrypt, encrypt
from community.teams.models import Invitation
from shop.jobs import enqueue

SEALED_FOR = "teams.invitation.link"
SEND = "community.teams.tasks.send_invitation"


def send_later(invitation: Invitation, link: str) -> None:
    """Queue the message with the caller's transaction; the queue holds the link sealed."""
    enqueue(SEND, invitation_id=invitation.pk, sealed=encrypt(link, context=SEALED_FOR))


def send(invitation_id: int, sealed: str) -> bool:
    """Send the link of an invitation that is still open, and return whether it was.

    Raises SmsFailed or what the mail server raises: the job tries again.
    """
    rows = Invitation.objects.select_related("seller", "community", "invited_by")
    invitation = rows.filter(pk=invitation_id, state=Invitation.State.OPEN).first()
    if invitation is None:
        return False
    with translation.override(language_for(invitation)):
        subject, text = words_for(invitation, decrypt(sealed, context=SEALED_FOR))
        if invitation.phone:
            send_text(invitation.phone, text)
        else:
            EmailMessage(subject=subject, body=text, to=[invitation.email]).send()
    return True


def language_for(invitation: Invitation) -> str:
    """Return the language of the account with this number or address, else Thai."""
    people = User.objects.filter(phone=invitation.phone or None)
    if not invitation.phone:
        people = User.objects.filter(email=invitation.email)
    return people.values_list("language", flat=True).first() or "th"


def words_for(invitation: Invitation, link: str) -> tuple[str, str]:
    """Return the subject and the text, in the language that is active."""
    seen = {"invitation": invitation, "link": link}
    whole = plain_text("teams/message.txt", **seen)
    return whole.partition("\n")[0].strip(), whole
