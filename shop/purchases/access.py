"""The only way from a request to a purchase: one's own, one remembered here, or a 404."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from shop.basket.cookies import basket_id_of
from shop.purchases.models import Purchase

REMEMBERED = "purchases"
REMEMBERED_AT_MOST = 20


def get_own_purchase(request: HttpRequest, number: str) -> Purchase:
    """Return the purchase if this person placed it or this session remembers it.

    Raises Http404 alike for a number that is not there and one that is somebody else's.
    """
    purchase = Purchase.objects.filter(_own(request), number=number).first()
    if purchase is None:
        raise Http404
    return purchase


def get_remembered_purchases(request: HttpRequest) -> QuerySet[Purchase]:
    """Return what was bought or looked up in this browser, newest first."""
    found = Purchase.objects.filter(pk__in=remembered(request))
    return found.order_by("-placed_at", "-pk").prefetch_related("seller_orders")


def get_own_purchases(request: HttpRequest) -> QuerySet[Purchase]:
    """Return what this account placed, newest first, its seller orders and sellers with it."""
    return (
        Purchase.objects.filter(user=request.user.pk)
        .order_by("-placed_at", "-pk")
        .prefetch_related("seller_orders__seller")
    )


def _own(request: HttpRequest) -> Q:
    own = Q(pk__in=remembered(request))
    return own | Q(user=request.user.pk) if request.user.is_authenticated else own


def remember_purchase(request: HttpRequest, purchase: Purchase) -> None:
    """Let this session see the purchase; the oldest is forgotten when there are too many."""
    others = [pk for pk in remembered(request) if pk != purchase.pk]
    request.session[REMEMBERED] = [purchase.pk, *others][:REMEMBERED_AT_MOST]


def remember_by_token(request: HttpRequest, number: str, token: str) -> bool:
    """Remember the purchase when the link's token is its own; say whether it was."""
    purchase = Purchase.objects.filter(number=number).first()
    if purchase is None or not constant_time_compare(purchase.token, token):
        return False
    remember_purchase(request, purchase)
    return True


def remembered(request: HttpRequest) -> list[int]:
    return list(request.session.get(REMEMBERED, []))


def find_placed(request: HttpRequest, basket_id: int | None) -> Purchase | None:
    """Return one's own purchase of that basket, if it was placed already.

    A guest's basket cookie is signed: who has it placed the basket, even where the answer that
    would have said so was lost.
    """
    own = _own(request)
    if basket_id is not None and basket_id == basket_id_of(request):
        own |= Q(user=None)
    return Purchase.objects.filter(own, basket=basket_id).first()


def count_awaiting(request: HttpRequest) -> int:
    """Return how many purchases this person holds stock for without having paid."""
    awaiting = Purchase.objects.filter(_own(request), state=Purchase.State.AWAITING_PAYMENT)
    return awaiting.filter(expires_at__gt=timezone.now()).count()


def count_agreed(phone: str) -> int:
    """Return how many purchases with this number are on their way without having been paid."""
    return Purchase.objects.filter(phone=phone, state=Purchase.State.AGREED).count()
