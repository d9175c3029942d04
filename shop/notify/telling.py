"""Say what happened to the people it concerns, once each.

Every function here writes its messages and their jobs in the caller's transaction: rolled
back with the act, sent by the worker after it commits. Who has no e-mail address is not told.
"""

from __future__ import annotations

from collections.abc import Iterable

from community.sellers.models import SellerMember
from shop.jobs import enqueue
from shop.notify.models import Message
from shop.purchases.models import Purchase, SellerOrder

SEND = "shop.notify.tasks.send_message"
# Each has its templates in templates/emails/; a key is kind:number:whom.
KINDS = (
    "purchase_placed",
    "purchase_paid",
    "purchase_expired",
    "order_shipped",
    "seller_order_paid",
)


def tell_placed(purchase: Purchase) -> None:
    tell(buyer_message("purchase_placed", purchase))


def tell_paid(purchase: Purchase) -> None:
    """Tell the buyer, and everybody in the team of each seller who now has something to pack."""
    seller_orders = purchase.seller_orders.filter(state=SellerOrder.State.TO_PACK)
    tell([*buyer_message("purchase_paid", purchase), *team_messages(seller_orders)])


def tell_expired(purchase: Purchase) -> None:
    tell(buyer_message("purchase_expired", purchase))


def tell_shipped(seller_order: SellerOrder) -> None:
    messages = buyer_message("order_shipped", seller_order.purchase, number=seller_order.number)
    tell(messages)


def buyer_message(kind: str, purchase: Purchase, number: str = "") -> list[Message]:
    """Return one message for the buyer, or none; `number` is the seller order's it is about."""
    if not purchase.email:
        return []
    context = {"purchase": purchase.number} | ({"seller_order": number} if number else {})
    return [
        Message(
            key=f"{kind}:{number or purchase.number}:buyer",
            kind=kind,
            to=purchase.email,
            language=purchase.language,
            context=context,
        )
    ]


def team_messages(seller_orders: Iterable[SellerOrder]) -> list[Message]:
    by_seller = {seller_order.seller_id: seller_order for seller_order in seller_orders}
    members = SellerMember.objects.filter(
        seller__in=by_seller, user__is_active=True, user__email__isnull=False
    ).select_related("user")
    return [member_message(by_seller[member.seller_id], member) for member in members]


def member_message(seller_order: SellerOrder, member: SellerMember) -> Message:
    return Message(
        key=f"seller_order_paid:{seller_order.number}:{member.user_id}",
        kind="seller_order_paid",
        to=member.user.email or "",
        language=member.user.language,
        context={"seller_order": seller_order.number},
    )


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
