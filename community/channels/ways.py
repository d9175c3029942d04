"""In what ways a person can be reached, the chosen one first."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
from django.conf import settings

from community.channels.models import Channel
from community.people.models import User

# For who has not chosen: what costs nobody anything comes first.
USUAL_ORDER = (Channel.LINE, Channel.EMAIL, Channel.SMS)


def ways_for(user: User) -> list[Channel]:
    """Return the channels that can reach the person now; a closed account has none."""
    if not user.is_active:
        return []
    open_ways = [channel for channel in USUAL_ORDER if REACHES[channel](user)]
    return sorted(open_ways, key=lambda channel: channel != user.channel)


def line_uid(user: User) -> str:
    """Return LINE's name for the person, or nothing."""
    uids = SocialAccount.objects.filter(user=user, provider="line").order_by("-pk")
    return uids.values_list("uid", flat=True).first() or ""


def _by_line(user: User) -> bool:
    return bool(settings.LINE_CHANNEL_TOKEN and line_uid(user))


def _by_email(user: User) -> bool:
    return bool(user.email)


def _by_sms(user: User) -> bool:
    # A number that nobody has confirmed may be a stranger's, unless it is all that we have.
    return bool(user.phone and (user.phone_verified or not user.email))


REACHES = {Channel.LINE: _by_line, Channel.EMAIL: _by_email, Channel.SMS: _by_sms}
