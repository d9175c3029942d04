"""A buyer says what is right, where the name, the address or the tax id was mistyped.

Invoices that are not issued yet are made out so. Those that are stay; their shops are told and
put them right (shop.papers.mending).
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils import timezone

from community.channels.telling import tell
from community.sellers.powers import Power
from shop.notify.team import people_of
from shop.papers.issuing import PartlyRefunded
from shop.papers.letterheads import Party
from shop.papers.mending import NothingWrong
from shop.papers.models import InvoiceRequest, Paper
from shop.purchases.models import Purchase

SAYS = ("name", "address", "tax_id", "branch")


def said_of(request: InvoiceRequest) -> Party:
    return {
        "name": request.name,
        "address": request.address,
        "tax_id": request.tax_id,
        "branch": request.branch,
    }


def check_may_say(purchase: Purchase) -> None:
    """Raise PartlyRefunded where credit notes name all that could be put right."""
    shares = purchase.seller_orders.filter(vat_percent__gt=0)
    if not shares.exclude(papers__kind=Paper.Kind.CREDIT).exists():
        raise PartlyRefunded(purchase.number)


@transaction.atomic
def say_right(purchase: Purchase, to: Party) -> list[Paper]:
    """Write down what is right; return the invoices that are now known to be wrong.

    Locks the request. Raises PartlyRefunded, NothingWrong.
    """
    request = InvoiceRequest.objects.select_for_update().get(purchase=purchase)
    check_may_say(purchase)
    if said_of(request) == to:
        raise NothingWrong(purchase.number)
    InvoiceRequest.objects.filter(pk=request.pk).update(**to, created_at=timezone.now())
    wrong = list(said_wrong(Paper.objects.filter(seller_order__purchase=purchase)))
    for paper in wrong:
        _tell_shop(paper)
    return wrong


def said_wrong(papers: QuerySet[Paper]) -> QuerySet[Paper]:
    """Return the full invoices whose buyer said since that they are made out wrongly."""
    request = "seller_order__purchase__invoice_request"
    noted = Paper.objects.filter(credits=OuterRef("pk"))
    full = papers.filter(
        ~Exists(noted),
        kind=Paper.Kind.FULL,
        replaced_by=None,
        **{f"{request}__created_at__gt": F("issued_at")},
    )
    stands = {f"stands_{name}": KT(f"data__buyer__{name}") for name in SAYS}
    same = {f"stands_{name}": F(f"{request}__{name}") for name in SAYS}
    return full.alias(**stands).exclude(**same)


def said_right(paper: Paper) -> Party | None:
    """Return what the buyer of a paper said is right, or nothing."""
    found = said_wrong(Paper.objects.filter(pk=paper.pk))
    order = "seller_order__purchase__invoice_request"
    wrong = found.select_related(order).first()
    if wrong is None or wrong.seller_order is None:
        return None
    return said_of(wrong.seller_order.purchase.invoice_request)


def _tell_shop(paper: Paper) -> None:
    if paper.seller_order is None:
        return
    path, now = reverse("desk:paper-right", args=[paper.pk]), timezone.now()
    for person, powers in people_of(paper.seller_order):
        if Power.SEE_MONEY in powers:
            key = f"invoice_wrong:{paper.pk}:{now:%Y%m%d%H%M%S}:{person.pk}"
            tell(person, "invoice_wrong", key, path=path, number=paper.number)
