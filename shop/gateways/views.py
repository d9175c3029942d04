from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from shop.gateways.inbox import Forged, process_event, store, verify


@csrf_exempt  # the signature over the body stands in for the token
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """Answer 200 for whatever is genuine, heard or not: anything else makes Stripe repeat it."""
    try:
        event = verify(request.body, request.headers.get("Stripe-Signature", ""))
    except Forged:
        return HttpResponse(status=400)
    process_event(store(event).pk)
    return HttpResponse(status=200)
