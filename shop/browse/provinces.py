"""The provinces that have sellers, and how many."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import get_language

from community.groups.models import Community
from community.places.models import Province, in_language
from community.sellers.models import Seller
from shop.browse.remembering import remembered


@dataclass(frozen=True, slots=True)
class SellingProvince:
    code: str
    name_th: str
    name_en: str
    sellers: int

    @property
    def name(self) -> str:
        return in_language(self.name_th, self.name_en)

    @property
    def url(self) -> str:
        return reverse("browse:province", args=[self.code])


@remembered(seconds=60)
def selling_provinces() -> list[SellingProvince]:
    """Return the provinces with at least one seller, in Thai dictionary order."""
    return [
        SellingProvince(one.code, one.name_th, one.name_en, sellers)
        for one, sellers in _counted()
        if sellers
    ]


@remembered(seconds=60)
def communities_by_province() -> dict[str, int]:
    """Return how many communities everybody may see there are in each province that has one."""
    public = Community.objects.filter(state=Community.State.APPROVED)
    return dict(public.values_list("province").annotate(Count("pk")).order_by())


@remembered(seconds=60)
def every_province() -> dict[str, Province]:
    return {province.code: province for province, _sellers in _counted()}


@remembered(seconds=60)
def _counted() -> list[tuple[Province, int]]:
    """Return every province with how many sell there: one question for all who ask."""
    sellers = Count("sellers", filter=Q(sellers__state=Seller.State.APPROVED))
    rows = Province.objects.annotate(selling=sellers).order_by("sort_key")
    return [(province, province.selling) for province in rows]


def provinces_in_order() -> list[SellingProvince]:
    """Return the same in the reader's own dictionary order."""
    rows = selling_provinces()
    if (get_language() or "th").startswith("th"):
        return rows
    return sorted(rows, key=lambda province: province.name_en)


def provinces_by_sellers() -> list[SellingProvince]:
    return sorted(provinces_in_order(), key=lambda province: -province.sellers)
