"""Whose things a page of the desk may find on the telephone."""

from __future__ import annotations

from django import template

from shop.desk.access import Desk
from shop.desk.phone_mark import mark_of

register = template.Library()


@register.filter
def mark_on_phone(desk: Desk) -> str:
    return mark_of(desk.user)
