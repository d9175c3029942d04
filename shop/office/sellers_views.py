"""Every shop there is; staff suspend, resume and close them."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.audit.models import Act
from community.joining import shop_decisions
from community.joining.models import Application
from community.joining.moves import OPEN
from community.joining.review_errors import ReasonMissing
from community.sellers.models import Seller
from community.sellers.moves import ALLOWED
from shop.listings.models import Listing
from shop.office.access import get_any_seller, staff_only
from shop.office.applications_going import staff_of
from shop.office.applications_words import REFUSALS, sentence_for
from shop.office.finding import LONGEST_QUESTION, page_of, phone_in
from shop.purchases.models import SellerOrder

MOST_ACTS = 50
OPEN_ORDERS = (SellerOrder.State.TO_PACK, SellerOrder.State.PACKED)


@staff_only
@require_safe
def sellers(request: HttpRequest) -> HttpResponse:
    question = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUESTION]
    state = request.GET.get("state", "")
    page = {
        "section": "sellers",
        "question": question,
        "state": state,
        "states": Seller.State.choices,
        "page_obj": page_of(_found(question, state), request.GET.get("page", "1")),
    }
    return render(request, "office/sellers.html", page)


@staff_only
@require_safe
def seller(request: HttpRequest, slug: str) -> HttpResponse:
    return _page(request, get_any_seller(slug))


@staff_only
@require_POST
def decide_seller(request: HttpRequest, slug: str) -> HttpResponse:
    found, staff = get_any_seller(slug), staff_of(request)
    act, reason = request.POST.get("act", ""), request.POST.get("reason", "")
    try:
        if act == "suspend":
            shop_decisions.suspend_seller(found, staff, reason)
        elif act == "resume":
            shop_decisions.resume_seller(found, staff)
        elif act == "close":
            shop_decisions.close_seller(found, staff, reason)
        else:
            raise Http404
    except ReasonMissing as refusal:
        more = {"reason_error": sentence_for(refusal), "reason_act": act, "typed": reason}
        return _page(request, found, status=422, **more)
    except REFUSALS as refusal:
        messages.error(request, sentence_for(refusal))
    else:
        messages.success(request, _("Done. The owner is told."))
    return redirect("office:seller", found.slug)


def _page(request: HttpRequest, found: Seller, status: int = 200, **more: str) -> HttpResponse:
    application = Application.objects.filter(made_seller=found).only("key", "state").first()
    undecided = application is not None and application.state in OPEN
    page = {
        "section": "seller",
        "seller": found,
        "application": application,
        "undecided": undecided,
        "moves": frozenset() if undecided else ALLOWED[found.state],
        "open_orders": SellerOrder.objects.filter(seller=found, state__in=OPEN_ORDERS).count(),
        "on_sale": found.listings.filter(state=Listing.State.PUBLISHED).count(),
        "team": found.members.select_related("user").order_by("pk"),
        "acts": Act.objects.filter(seller_id=found.pk).select_related("actor", "owner")[:MOST_ACTS],
        **more,
    }
    return render(request, "office/seller.html", page, status=status)


def _found(question: str, state: str) -> QuerySet[Seller]:
    """Return shops by state and by part of a name or their telephone, the newest first."""
    found = Seller.objects.select_related("province").order_by("-pk")
    if state in Seller.State:
        found = found.filter(state=state)
    if question:
        named = Q(name_th__icontains=question) | Q(name_en__icontains=question)
        phone = phone_in(question)
        found = found.filter(named | Q(phone=phone) if phone else named)
    return found.annotate(goods=_count(Listing, "published"), open_orders=_open_orders())


def _count(model: type[Listing], state: str) -> Coalesce:
    rows = model.objects.filter(seller=OuterRef("pk"), state=state).order_by().values("seller")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n"), IntegerField()), 0)


def _open_orders() -> Coalesce:
    rows = SellerOrder.objects.filter(seller=OuterRef("pk"), state__in=OPEN_ORDERS)
    counted = rows.order_by().values("seller").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, IntegerField()), 0)
