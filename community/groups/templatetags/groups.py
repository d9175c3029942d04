from __future__ import annotations

from django import template
from django.http import HttpRequest

from community.groups.access import managed_communities
from community.groups.models import Community

register = template.Library()


@register.simple_tag
def communities_managed_by(request: HttpRequest) -> list[Community]:
    return managed_communities(request)
