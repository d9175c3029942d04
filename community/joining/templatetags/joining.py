from __future__ import annotations

from django import template
from django.http import HttpRequest

from community.joining.access import get_own_applications
from community.joining.models import Application

register = template.Library()

SHOWN = 5


@register.simple_tag
def own_applications(request: HttpRequest) -> list[Application]:
    """Return what this person applied for or fills in, the newest first; not what is over."""
    return list(get_own_applications(request).exclude(state=Application.State.CLOSED)[:SHOWN])
