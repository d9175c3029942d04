"""What templates say of grants, and what notices make of the facts that they carry."""

from __future__ import annotations

from datetime import date

from django import template

from community.assistance import words
from community.audit.words import words_of

register = template.Library()


@register.filter
def powers_in_words(powers: list[str] | str) -> str:
    """Take a grant's powers, or their codes with commas between as a notice keeps them."""
    return words.powers_in_words(powers.split(",") if isinstance(powers, str) else powers)


@register.filter
def day_in_words(day: date | str) -> str:
    return words.day_in_words(date.fromisoformat(day) if isinstance(day, str) else day)


@register.filter
def grant_number(pk: int) -> str:
    return words.number_of(pk)


@register.filter
def verb_in_words(verb: str) -> str:
    return words_of(verb)
