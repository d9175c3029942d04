from __future__ import annotations

from django import template

from community.people.phones import for_reading

register = template.Library()


@register.filter
def phone_for_reading(phone: str) -> str:
    return for_reading(phone)
