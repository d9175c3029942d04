"""Accept an invitation: once, in time, by the person it was meant for."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone, translation

from community.channels.telling import tell
from community.groups.models import Community, Membership
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from community.teams import moves
from community.teams.errors import (
    AlreadyIn,
    Expired,
    NotMeantForYou,
    NotProven,
    PlaceClosed,
    UnknownInvitation,
    Used,
    Withdrawn,
)
from community.teams.inviting import note
from community.teams.links import digest_of
from community.teams.models import Invitation

Into, State = Invitation.Into, Invitation.State
ENDS = {State.ACCEPTED: Used, State.WITHDRAWN: Withdrawn, State.EXPIRED: Expired}


def find(secret: str) -> Invitation:
    """Return the invitation of a link, whatever its state. Raises UnknownInvitation."""
    rows = Invitation.objects.select_related("seller", "community", "invited_by")
    invitation = rows.filter(digest=digest_of(secret)).first()
    if invitation is None:
        raise UnknownInvitation
    return invitation


def refuse_ended(invitation: Invitation) -> None:
    """Return for an invitation that can be accepted.

    Raises Used, Withdrawn, Expired and PlaceClosed.
    """
    if ended := ENDS.get(State(invitation.state)):
        raise ended
    if invitation.expires_at <= timezone.now():
        raise Expired
    if invitation.place.state == invitation.place.State.CLOSED:
        raise PlaceClosed


def refuse_others(invitation: Invitation, user: User) -> None:
    """Return for whom it was meant: the account has proven the number or the address.

    Raises NotMeantForYou, and NotProven where only the proof is missing.
    """
    unproven = ""
    if invitation.phone and invitation.phone == user.phone:
        if user.phone_verified:
            return
        unproven = "phone"
    if invitation.email and invitation.email == user.email:
        if EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists():
            return
        unproven = unproven or "email"
    raise NotProven(unproven) if unproven else NotMeantForYou


def accept(invitation: Invitation, user: User, shop: Seller | None = None) -> None:
    """Use the invitation up: make the part in the team or the community.

    One to sell is remembered as this person's for the application (invitation_of), unless
    `shop`, which this person owns, sells under the community from now on.
    Raises the errors of refuse_ended and refuse_others, and AlreadyIn; nothing is used then.
    """
    refuse_ended(invitation)
    refuse_others(invitation, user)
    with transaction.atomic():
        try:
            moves.end(invitation, State.ACCEPTED, accepted_by=user)
        except moves.CannotMove:
            # Ended between the look and the move.
            invitation.refresh_from_db()
            refuse_ended(invitation)
            raise
        _enter(invitation, user, shop)
        note(user, "team.joined", invitation)
        _tell_sender(invitation, user)


def invitation_of(user: User) -> Invitation | None:
    """Return the latest accepted invitation to sell that no application of this person uses."""
    mine = Invitation.objects.filter(into=Into.SELLING, accepted_by=user)
    return mine.filter(application=None).select_related("community").order_by("-pk").first()


def _enter(invitation: Invitation, user: User, shop: Seller | None) -> None:
    made = True
    if invitation.into == Into.TEAM:
        _member, made = SellerMember.objects.get_or_create(
            seller=invitation.seller, user=user, defaults={"role": invitation.role}
        )
    elif invitation.into == Into.COMMUNITY:
        _membership, made = Membership.objects.get_or_create(
            community=invitation.community, user=user, defaults={"role": invitation.role}
        )
    elif shop is not None:
        _bring_under(shop, invitation.community)
    if not made:
        raise AlreadyIn


def _bring_under(shop: Seller, community: Community | None) -> None:
    from shop.listings.cards import rebuild_cards

    shop.communities.add(community)  # type: ignore[arg-type]
    rebuild_cards(shop.listings.values_list("pk", flat=True))


def _tell_sender(invitation: Invitation, user: User) -> None:
    sender, key = invitation.invited_by, f"invitation-accepted:{invitation.pk}"
    with translation.override(sender.language):
        facts = {"person": user.get_full_name(), "place": invitation.place.name}
    tell(sender, "invitation_accepted", key, **facts)
