"""Who applied or sells already under the same number, account, telephone or nearly the same name.

Sealed numbers are compared by their blind indexes. Two questions to the database, whatever the
size of the market: one to the applications, one to the shops that never applied.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import FloatField, Q, QuerySet, Value
from django.db.models.functions import Lower
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.joining.models import Application
from community.sellers.models import Seller

NEAR = 0.55  # of trigrams in common; "ทอผ้าบ้านดอน" and "ทอผ้าบานดอน" have more
MOST = 20


@dataclass(frozen=True)
class Duplicate:
    """One other, and every reason to think of it. Either an application or a shop."""

    why: list[str | Promise]
    application: Application | None = None
    seller: Seller | None = None


WHY = {
    "tax_id": _("The same id number"),
    "account": _("The same bank account"),
    "phone": _("The same telephone"),
    "name": _("Nearly the same name, in the same province"),
}


def find_duplicates(application: Application) -> list[Duplicate]:
    """Return others like it; those that are alike in more ways first, at most MOST of each."""
    found = [*_applications(application), *_sellers(application)]
    return sorted(found, key=lambda one: -len(one.why))


def _applications(application: Application) -> Iterator[Duplicate]:
    alike = Q(pk__in=[])
    for name in ("tax_id_index", "account_index", "phone"):
        if value := getattr(application, name):
            alike |= Q(**{name: value})
    near = _near_applications(application)
    others = Application.objects.annotate(near=near).filter(alike | _in_near_names(application))
    rows = others.exclude(pk=application.pk).exclude(state=Application.State.DRAFT)
    # Never the sealed numbers: there is no need to open them.
    shown = rows.only(
        *("key", "name_th", "name_en", "state", "kind", "phone", "submitted_at", "province__code"),
        *("tax_id_index", "account_index", "province__name_th", "province__name_en"),
    )
    for other in shown.select_related("province").order_by("-pk")[:MOST]:
        why = list(_reasons(application, other))
        if why:
            yield Duplicate(why, application=other)


def _reasons(application: Application, other: Application) -> Iterator[str | Promise]:
    if application.tax_id_index and application.tax_id_index == other.tax_id_index:
        yield WHY["tax_id"]
    if application.account_index and application.account_index == other.account_index:
        yield WHY["account"]
    if application.phone and application.phone == other.phone:
        yield WHY["phone"]
    same_place = application.province_id == other.province_id
    if same_place and getattr(other, "near", 0) >= NEAR:
        yield WHY["name"]


def _near_applications(application: Application) -> TrigramSimilarity | Value:
    if not application.name_folded:
        return Value(0.0, output_field=FloatField())
    return TrigramSimilarity("name_folded", application.name_folded)


def _in_near_names(application: Application) -> Q:
    if not (application.name_folded and application.province_id):
        return Q(pk__in=[])
    # The operator first: it has the index. It finds more than are near enough.
    return Q(
        province=application.province_id,
        name_folded__trigram_similar=application.name_folded,
        near__gte=NEAR,
    )


def _sellers(application: Application) -> Iterator[Duplicate]:
    """Find shops from before applications, and accounts that shops have now."""
    rows = list(_sellers_like(application))
    accounts = {
        seller.pk: {account.number_index for account in seller.payout_accounts.all()}
        for seller in rows
    }
    for seller in rows:
        why: list[str | Promise] = []
        if application.tax_id and seller.registration_no == application.tax_id:
            why.append(WHY["tax_id"])
        if application.account_index and application.account_index in accounts[seller.pk]:
            why.append(WHY["account"])
        if application.phone and seller.phone == application.phone:
            why.append(WHY["phone"])
        if seller.province_id == application.province_id and getattr(seller, "near", 0) >= NEAR:
            why.append(WHY["name"])
        yield Duplicate(why, seller=seller)


def _sellers_like(application: Application) -> QuerySet[Seller]:
    near = TrigramSimilarity(Lower("name_th"), application.name_th.lower())
    alike = Q(province=application.province_id, near__gte=NEAR)
    if application.phone:
        alike |= Q(phone=application.phone)
    if application.tax_id:
        alike |= Q(registration_no=application.tax_id)
    changed = Q(payout_accounts__number_index=application.account_index)
    # Suspended and closed ones above all; one that joins is found by its application.
    opened = Seller.objects.annotate(near=near).exclude(state=Seller.State.JOINING)
    never_applied = Q(application__isnull=True) & alike
    wanted = never_applied | changed if application.account_index else never_applied
    return (
        opened.filter(wanted)
        .exclude(pk=application.made_seller_id or 0)
        .select_related("province")
        .prefetch_related("payout_accounts")
        .distinct()
        .order_by("pk")[:MOST]
    )
