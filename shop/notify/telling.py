"""Say what happened to the people it concerns, once each.

Every function here writes its messages and their jobs in the caller's transaction: rolled
back with the act, sent by the worker after it commits. A buyer without an e-mail address hears
by SMS what matters most; sellers hear by the channel they chose (shop/notify/team.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from community.channels.models import Channel
from shop.jobs import enqueue
from shop.notify import team
from shop.notify.models import Message
from shop.purchases.models import Purchase, SellerOrder
from shop.refunds.models import Refund

SEND = "shop.notify.tasks.send_message"
# Each has its templates in templates/emails/; a key is kind:number:whom.
KINDS = (
    "purchase_placed",
    "purchase_paid",
    "purchase_expired",
    "order_shipped",
    team.KIND,
)
# Told by SMS who has no e-mail address, and no more than these: the market pays for each.
BY_SMS = {"purchase_paid", "order_shipped", "refund_news", "slip_news"}


def tell_placed(purchase: Purchase) -> None:
    tell(buyer_message("purchase_placed", purchase))


def tell_agreed(purchase: Purchase) -> None:
    """Tell teams and helpers that they may pack: the goods go before the money."""
    _tell_teams(purchase)


def tell_paid(purchase: Purchase) -> None:
    """Tell the buyer once all is paid, and teams and helpers who now have something to pack."""
    if purchase.is_paid and not purchase.is_paid_later:  # who paid at the door knows it
        tell(buyer_message("purchase_paid", purchase))
    _tell_teams(purchase)


def _tell_teams(purchase: Purchase) -> None:
    to_pack = purchase.seller_orders.filter(state=SellerOrder.State.TO_PACK)
    tell([letter for one in to_pack.select_related("seller") for letter in team.tell_team(one)])


def tell_expired(purchase: Purchase) -> None:
    tell(buyer_message("purchase_expired", purchase))


def tell_shipped(seller_order: SellerOrder) -> None:
    messages = buyer_message("order_shipped", seller_order.purchase, number=seller_order.number)
    tell(messages)


def tell_refund(refund: Refund, step: str) -> None:
    """Tell the buyer how far a refund is: a step of shop.refunds.news."""
    about = f"{refund.pk}:{step}:{refund.came_back}"
    facts: dict[str, str | int] = {"refund": refund.pk, "step": step}
    tell(buyer_message("refund_news", refund.purchase, about=about, facts=facts))


def buyer_message(
    kind: str,
    purchase: Purchase,
    number: str = "",
    *,
    about: str = "",
    facts: Mapping[str, str | int] | None = None,
) -> list[Message]:
    """Return one message for the buyer, or none; `number` is the seller order's it is about.

    `about` names in its key what else it is about, and `facts` is kept for its words.
    """
    channel = Channel.EMAIL if purchase.email else Channel.SMS
    if channel == Channel.SMS and not (settings.SMS_BUYERS and kind in BY_SMS and purchase.phone):
        return []
    context = {"purchase": purchase.number, **(facts or {})}
    context |= {"seller_order": number} if number else {}
    return [
        Message(
            key=f"{kind}:{about or number or purchase.number}:buyer",
            kind=kind,
            channel=channel,
            to=purchase.email or purchase.phone,
            language=purchase.language,
            context=context,
        )
    ]


def tell(messages: list[Message]) -> None:
    """Keep the messages that are new, by their keys, and queue whatever still waits."""
    if not messages:
        return
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    waiting = Message.objects.filter(
        key__in=[message.key for message in messages], state=Message.State.WAITING
    )
    for message_id in waiting.order_by("pk").values_list("pk", flat=True):
        enqueue(SEND, message_id=message_id)
