"""Under which word of the desk's menu a screen stands."""

from __future__ import annotations

# By the first word of the screen's name; what is not named here belongs to the shop itself.
TABS = {
    "today": "today",
    "order": "orders",
    "orders": "orders",
    "slip": "orders",
    "refund": "orders",
    "goods": "goods",
    "listing": "goods",
    "bulk": "goods",
    "stock": "stock",
    "money": "money",
}


def tab_of(section: str) -> str:
    """Return "goods" for "listing_new": the part before the first underscore decides."""
    return TABS.get(section.partition("_")[0], "shop")


def mark_of(section: str, tab: str) -> str:
    """Return what aria-current says of a tab: the page itself, a page under it, or nothing."""
    if section == tab:
        return "page"
    return "true" if tab_of(section) == tab else ""
