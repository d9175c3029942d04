"""Draw a message in its reader's language: a letter from emails/, a text from notices/."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from community.channels.mail import Letter as Letter  # noqa: PLC0414
from community.channels.wording import plain_text
from shop.fulfilment.carriers import tracking_url
from shop.notify.models import Message
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds.access import needs_account
from shop.refunds.models import Refund
from shop.refunds.news import text_of, title_of
from shop.slips import news

EMPTY_LINES = re.compile(r"\s*\n\s*\n\s*")


def letter_for(message: Message) -> Letter:
    """Return what the message says, read now: a purchase's own facts are frozen.

    Raises DoesNotExist when what it speaks of is gone.
    """
    with translation.override(message.language):
        facts = facts_for(message)
        return Letter(
            subject=" ".join(draw(message.kind, "_subject.txt", facts).split()),
            text=EMPTY_LINES.sub("\n\n", draw(message.kind, ".txt", facts)).strip() + "\n",
            html=draw(message.kind, ".html", facts),
        )


def sms_for(message: Message) -> str:
    """Return what a text says of it. Raises DoesNotExist when what it speaks of is gone."""
    with translation.override(message.language):
        return plain_text(f"notices/{message.kind}.txt", **facts_for(message))


def draw(kind: str, ending: str, facts: dict[str, Any]) -> str:
    return render_to_string(f"emails/{kind}{ending}", facts)


def facts_for(message: Message) -> dict[str, Any]:
    shared = {
        "language": message.language,
        "site_name": settings.OSCAR_SHOP_NAME,
        "site_url": settings.SITE_URL,
    }
    if pk := message.context.get("refund"):
        return shared | refund_facts(pk, message.context["step"])
    if pk := message.context.get("slip"):
        return shared | slip_facts(pk, message.context)
    number = message.context.get("seller_order")
    if number:
        hidden = {"hides_sums": message.context.get("hides_sums", False)}
        return shared | seller_order_facts(number) | hidden
    return shared | purchase_facts(message.context["purchase"])


def purchase_facts(number: str) -> dict[str, Any]:
    purchase = Purchase.objects.get(number=number)
    seller_orders = purchase.seller_orders.select_related("seller").prefetch_related("lines")
    return {
        "purchase": purchase,
        "seller_orders": seller_orders.order_by("pk"),
        "purchase_url": purchase_link(purchase),
    }


def seller_order_facts(number: str) -> dict[str, Any]:
    seller_order = SellerOrder.objects.select_related("purchase", "seller", "shipment").get(
        number=number
    )
    shipment = getattr(seller_order, "shipment", None)
    return {
        "purchase": seller_order.purchase,
        "seller_order": seller_order,
        "lines": seller_order.lines.all(),
        "shipment": shipment,
        "refund": seller_order.refunds.filter(reason="weight").first(),
        "tracking_url": shipment and tracking_url(shipment.carrier, shipment.tracking_number),
        "purchase_url": purchase_link(seller_order.purchase),
        "desk_url": settings.SITE_URL + reverse("desk:order", args=[number]),
    }


def refund_facts(pk: int, step: str) -> dict[str, Any]:
    refund = Refund.objects.select_related("purchase").get(pk=pk)
    number = refund.purchase.number
    account = reverse("refunds:account", args=[number, pk]) if needs_account(refund) else ""
    asks = refund.asks_for_account or step == "failed"
    return {
        "purchase": refund.purchase,
        "title": title_of(refund, step),
        "said": text_of(refund, step),
        "answer": refund_answer(refund, step),
        "refund_url": link_of(refund.purchase, reverse("refunds:refunds", args=[number])),
        "account_url": link_of(refund.purchase, account) if account and asks else "",
    }


def slip_facts(pk: int, context: dict[str, Any]) -> dict[str, Any]:
    facts = news.facts_of(pk, context["slip_step"], context.get("why", ""))
    return {**facts, "purchase_url": purchase_link(facts["purchase"])}


def refund_answer(refund: Refund, step: str) -> str:
    """Return what somebody wrote to the buyer: the shop, or the market that decided."""
    if step == "kept":
        return refund.complaint.answer
    return {"approved": refund.answer, "refused": refund.answer}.get(step, "")


def link_of(purchase: Purchase, path: str) -> str:
    """Return an address of a purchase's that opens for whoever holds it, account or not."""
    return f"{settings.SITE_URL}{path}?t={purchase.token}"


def purchase_link(purchase: Purchase) -> str:
    """Return the address that opens the purchase for whoever holds it, account or not."""
    return link_of(purchase, purchase.get_absolute_url())
