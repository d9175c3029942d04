"""What the list of goods offers to choose from, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from shop.desk.goods_search import PER_PAGE

SHOW_CHOICES = [
    ("", _("Everything")),
    ("low", _("Running low")),
    ("out", _("Sold out")),
    ("no_photo", _("Without a photo")),
    ("no_english", _("Without an English name")),
    ("no_price", _("Without a price")),
]
SORT_CHOICES = [
    ("", _("Newest first")),
    ("changed", _("Changed last first")),
    ("name", _("By name")),
    ("fewest", _("Fewest left first")),
    ("cheap", _("Lowest price first")),
    ("dear", _("Highest price first")),
    ("views", _("Most looked at first")),
    ("sold", _("Most sold first")),
]
PER_PAGE_CHOICES = [(many, str(many)) for many in PER_PAGE]
