"""What the facts of a listing are called, to staff and to its seller."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

LABELS: dict[str, Promise] = {
    "title_th": gettext_lazy("Name"),
    "title_en": gettext_lazy("Name in English"),
    "description_th": gettext_lazy("Text"),
    "description_en": gettext_lazy("Text in English"),
    "category": gettext_lazy("Kind of goods"),
    "unit": gettext_lazy("Sold by the"),
    "price": gettext_lazy("Price"),
    "axes": gettext_lazy("Comes in"),
    "search_terms": gettext_lazy("Words to find it by"),
    "made_to_order_days": gettext_lazy("Days to make it"),
    "shelf_life_days": gettext_lazy("Keeps for days"),
    "storage": gettext_lazy("Storage"),
    "slug": gettext_lazy("Address of the page"),
    "related": gettext_lazy("Goes well with"),
}


def label_of(name: str) -> str:
    return str(LABELS.get(name, name))
