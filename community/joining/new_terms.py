"""New words of the market's terms: a month's notice, and every owner of an open shop is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone, translation

from community.channels.telling import tell
from community.joining.models import Answer
from community.joining.requirements import Requirement
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.display.dates import date_text

NOTICE_DAYS = 30  # the terms promise it
Kind = Requirement.Kind


def first_day(today: date | None = None) -> date:
    """Return the first day on which new terms may begin."""
    return (today or timezone.localdate()) + timedelta(days=NOTICE_DAYS)


def follows_agreed_ones(asked_of: Iterable[str], but: int | None = None) -> bool:
    """Whether terms of these kinds of applicants, other than `but`, have been agreed to."""
    agreed = Answer.objects.filter(
        requirement__kind=Kind.TERMS, requirement__asked_of__overlap=list(asked_of)
    )
    return agreed.exclude(state=Answer.State.MISSING).exclude(requirement=but).exists()


def tell_owners_of_terms(requirement_id: int) -> None:
    """Tell every owner of an approved or suspended shop once of this version and its day."""
    terms = Requirement.objects.filter(pk=requirement_id, kind=Kind.TERMS).first()
    if terms is None or terms.terms_from is None:
        return
    day = terms.terms_from.isoformat()
    open_shops = [Seller.State.APPROVED, Seller.State.SUSPENDED]
    owners = SellerMember.objects.filter(role=SellerMember.Role.OWNER, seller__state__in=open_shops)
    for owner in (
        User.objects.filter(pk__in=owners.values("user"), is_active=True).order_by("pk").iterator()
    ):
        with translation.override(owner.language):
            facts = {"version": terms.terms_version, "first_day": date_text(terms.terms_from)}
            facts["path"] = reverse("joining:terms")
        tell(owner, "terms_new", f"terms_new:{terms.pk}:{day}:{owner.pk}", **facts)
