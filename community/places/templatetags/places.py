from __future__ import annotations

from django import template

from community.places.addresses import Addressed, one_line

register = template.Library()


@register.simple_tag
def thai_address(place: Addressed) -> str:
    return one_line(place)
