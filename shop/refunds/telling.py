"""Who is told of money that goes back, and of disputes: buyer, the shop's team, the staff.

Each step once. In the caller's transaction, as all messages are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from community.channels.telling import tell
from community.people.models import User
from community.sellers.powers import Power
from shop.display.prices import baht_full_text
from shop.display.templatetags.talat import thai_datetime
from shop.notify.team import people_of
from shop.notify.telling import tell_refund
from shop.purchases.models import SellerOrder
from shop.refunds.models import Refund


def tell_asked(refund: Refund) -> None:
    """Tell the shop that a buyer asks for money back, and until when to answer."""
    until = refund.created_at + timedelta(days=settings.REFUND_ANSWER_DAYS)
    tell_shop(refund, "refund_asked", until=until)


def tell_approved(refund: Refund) -> None:
    """Tell the buyer; of lighter goods the letter about the parcel tells, unless we ask for an
    account."""
    if refund.reason != Refund.Reason.WEIGHT or refund.asks_for_account:
        tell_refund(refund, "approved")


def tell_refused(refund: Refund) -> None:
    tell_refund(refund, "refused")


def tell_answered_by_market(refund: Refund) -> None:
    tell_shop(refund, "refund_by_market", answer=refund.get_state_display())


def tell_to_pay(refund: Refund) -> None:
    """Tell whoever has the money in hand that a buyer waits for it and can be paid now."""
    if refund.attempt.payment.seller_order_id is not None:
        tell_shop(refund, "refund_to_pay")
    elif refund.bank_code:
        tell_staff(refund, "refund_to_pay")


def tell_sent(refund: Refund) -> None:
    tell_refund(refund, "sent")


def tell_done(refund: Refund) -> None:
    tell_refund(refund, "done")


def tell_failed(refund: Refund) -> None:
    tell_refund(refund, "failed")
    tell_staff(refund, "refund_failed")


def tell_shop(refund: Refund, kind: str, **facts: datetime | str) -> None:
    share = refund.seller_order or refund.attempt.payment.seller_order
    if share is None:
        return
    page = "desk:refund" if kind == "refund_asked" else "desk:order"
    path = reverse(page, args=[share.number])
    _tell_each(money_people(share), refund, kind, path, number=share.number, **facts)


def tell_staff(refund: Refund, kind: str) -> None:
    path = reverse("office:refund", args=[refund.pk])
    _tell_each(staff(), refund, kind, path, number=refund.purchase.number)


def money_people(share: SellerOrder) -> list[User]:
    """Return those at a shop who see its money: an answer costs some."""
    return [person for person, powers in people_of(share) if Power.SEE_MONEY in powers]


def staff() -> Iterable[User]:
    return User.objects.filter(is_staff=True, is_active=True).order_by("pk")


def _tell_each(
    people: Iterable[User], refund: Refund, kind: str, path: str, **facts: datetime | str
) -> None:
    for person in people:
        key = f"{kind}:{refund.pk}:{refund.came_back}:{person.pk}"
        with translation.override(person.language):
            said = {name: said_of(fact) for name, fact in facts.items()}
            said["amount"] = baht_full_text(refund.amount)
            said["reason"] = str(refund.get_reason_display())
        tell(person, kind, key, path=path, **said)


def said_of(fact: datetime | str) -> str:
    """Return a fact in the words of the language that holds now."""
    return thai_datetime(fact) if isinstance(fact, datetime) else fact
