from __future__ import annotations

from django import template
from django.http import HttpRequest

from community.groups.access import managed_communities
from community.groups.models import Community, Membership
from community.people.models import User

register = template.Library()


@register.simple_tag
def communities_managed_by(request: HttpRequest) -> list[Community]:
    return managed_communities(request)


@register.simple_tag
def parts_of(user: User) -> list[Membership]:
    """Return a person's parts in communities that are not closed."""
    rows = user.memberships.exclude(community__state=Community.State.CLOSED)
    return list(rows.select_related("community__province").order_by("pk"))
