from django import template

from community.people.phones import for_reading

register = template.Library()


@register.filter
def phone(number: str | None) -> str:
    """Return a kept number as people read it: 081 234 5678."""
    return for_reading(number) if number else ""
