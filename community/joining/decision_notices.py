"""What applicants and shops are told of a decision, by the channel that they chose."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import translation

from community.audit.models import Act
from community.channels.telling import tell
from community.groups.models import Membership
from community.joining.models import Answer, Application
from community.people.models import User
from community.sellers.models import Seller, SellerMember


def tell_changes(application: Application, returned: Iterable[Answer], act: Act) -> None:
    """Tell every reason at once, each under the name of what is to be mended."""
    person = application.applicant
    with translation.override(person.language):
        reasons = "\n".join(f"• {answer.requirement.title}: {answer.reason}" for answer in returned)
    path = reverse("joining:application", args=[application.key])
    _tell(person, "application_changes", act, name=str(application), reasons=reasons, path=path)


def tell_taken(application: Application, act: Act) -> None:
    path = reverse("joining:application", args=[application.key])
    _tell(application.applicant, "application_taken", act, name=str(application), path=path)


def tell_approved(application: Application, act: Act) -> None:
    kind = "application_approved" if application.made_seller else "community_approved"
    _tell(application.applicant, kind, act, name=str(application), path=_way(application))


def tell_closed(application: Application, act: Act) -> None:
    _tell_all(application, "application_closed", act, reason=application.reason)


def tell_suspended(application: Application, act: Act) -> None:
    kind = "shop_suspended" if application.made_seller else "community_suspended"
    _tell_all(application, kind, act, reason=application.reason)


def tell_resumed(application: Application, act: Act) -> None:
    kind = "shop_resumed" if application.made_seller else "community_resumed"
    _tell_all(application, kind, act, path=_way(application))


def tell_owners(seller: Seller, kind: str, act: Act, reason: str = "") -> None:
    """Tell the owners of a shop that never applied, such as one from before applications."""
    facts = {"reason": reason} if reason else {"path": reverse("desk:today")}
    for owner in _owners(seller):
        _tell(owner, kind, act, name=seller.name_th, **facts)


def _tell_all(application: Application, kind: str, act: Act, **facts: str) -> None:
    """Tell the applicant, and who owns the shop or leads the community now, once each."""
    people = {application.applicant}
    if application.made_seller:
        people |= _owners(application.made_seller)
    if application.made_community:
        led = application.made_community.memberships.filter(role=Membership.Role.MANAGER)
        people |= {one.user for one in led.select_related("user")}
    for person in sorted(people, key=lambda one: one.pk):
        _tell(person, kind, act, name=str(application), **facts)


def _owners(seller: Seller) -> set[User]:
    owners = SellerMember.objects.filter(seller=seller, role=SellerMember.Role.OWNER)
    return {owner.user for owner in owners.select_related("user")}


def _way(application: Application) -> str:
    """Return where the person goes on: the desk, or the community's page."""
    if application.made_community:
        return application.made_community.get_absolute_url()
    return reverse("desk:today")


def _tell(user: User, kind: str, act: Act, **facts: str) -> None:
    tell(user, kind, f"{kind}:{act.pk}:{user.pk}", **facts)
