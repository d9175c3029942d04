from django import template
from django.conf import settings

from community.people.phones import for_reading

register = template.Library()


@register.filter
def phone(number: str | None) -> str:
    """Return a kept number as people read it: 081 234 5678."""
    return for_reading(number) if number else ""


@register.simple_tag
def has_line_login() -> bool:
    return bool(settings.LINE_LOGIN)
