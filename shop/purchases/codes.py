"""What offers and voucher codes take off: counted when placed, given back when it ends unpaid.

Oscar counts by reading and saving a whole row, so each row is locked first, by its id.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.auth.models import AnonymousUser
from oscar.apps.offer.models import ConditionalOffer
from oscar.apps.order.models import Order, OrderDiscount
from oscar.apps.voucher.models import Voucher, VoucherApplication

from community.people.models import User
from shop.basket.contents import Contents
from shop.money import ZERO, baht
from shop.purchases.models import Purchase
from shop.purchases.refusals import VoucherRefused
from shop.vouchers.splitting import taken_by_offer


def use_codes(order: Order, contents: Contents, user: User | None) -> None:
    """Write down what was taken off, as the lines have it: rounded for each of them.

    Raises VoucherRefused when an offer is used up meanwhile.
    """
    applications = contents.basket.offer_applications
    taken = taken_by_offer(contents.lines)
    for application in sorted(applications, key=lambda one: one["offer"].pk):
        amount = taken.get(application["offer"].pk, ZERO)
        _use_offer(application, amount, user)
        _write_discount(order, application, amount)
    if applications:
        _use_vouchers(order, user)


def _use_offer(application: dict[str, Any], amount: Decimal, user: User | None) -> None:
    _take(application["offer"].pk, application["freq"], amount, user)


def _take(offer_id: int, times: int, amount: Decimal, user: User | None) -> None:
    offer = _locked_offer(offer_id)
    budget = offer.max_discount
    spent = offer.total_discount + amount
    if times > offer.get_max_applications(user) or (budget and spent > budget):
        raise VoucherRefused(offer.name)
    _count(offer, 1, times, amount)


def _write_discount(order: Order, application: dict[str, Any], amount: Decimal) -> None:
    voucher = application.get("voucher")
    OrderDiscount.objects.create(
        order=order,
        offer_id=application["offer"].pk,
        offer_name=application["offer"].name,
        message=application.get("message") or "",
        frequency=application["freq"],
        amount=amount,
        voucher_id=voucher.pk if voucher else None,
        voucher_code=voucher.code if voucher else "",
    )


def _use_vouchers(order: Order, user: User | None) -> None:
    """Count each code that took something off; one that did not is not used up."""
    for discount in _with_codes(order):
        voucher = Voucher.objects.select_for_update().get(pk=discount.voucher_id)
        voucher.record_discount({"discount": discount.amount})
        voucher.record_usage(order, user or AnonymousUser())


def give_back(order_id: int) -> None:
    """Undo the counts of a purchase that ended unpaid. Twice is as good as once."""
    counted = OrderDiscount.objects.filter(order=order_id, frequency__gt=0).order_by("offer_id")
    for discount in counted:
        offer = _locked_offer(discount.offer_id)
        _count(offer, -1, -discount.frequency, -discount.amount)
    for application in VoucherApplication.objects.filter(order=order_id):
        voucher = Voucher.objects.select_for_update().get(pk=application.voucher_id)
        voucher.num_orders = max(voucher.num_orders - 1, 0)
        voucher.save(update_fields=["num_orders"])
        application.delete()
    # Oscar's limits for one person count frequencies.
    counted.update(frequency=0)


def use_again(order: Order, user: User | None) -> None:
    """Count the codes again for money that came late; offers are locked before vouchers.

    Raises VoucherRefused where others have used one up meanwhile.
    """
    for discount in OrderDiscount.objects.filter(order=order).order_by("offer_id"):
        _take(discount.offer_id, 1, discount.amount, user)
    for discount in _with_codes(order):
        voucher = Voucher.objects.select_for_update().get(pk=discount.voucher_id)
        available, _ = voucher.is_available_to_user(user=user or AnonymousUser())
        if not available:
            raise VoucherRefused(voucher.code)
        voucher.record_usage(order, user or AnonymousUser())
    OrderDiscount.objects.filter(order=order).update(frequency=1)


def follow_weights(order_id: int) -> None:
    """Let what was taken off add up to the purchase's discount: goods by weight were lighter.

    Each offer keeps its share, to the satang; the last takes the rest. In the caller's
    transaction, the purchase locked, its stock records too: offers come after them.
    """
    written = list(OrderDiscount.objects.filter(order=order_id).order_by("offer_id", "pk"))
    left = Purchase.objects.values_list("discount", flat=True).get(order=order_id)
    rest = sum((one.amount for one in written), ZERO)
    if rest == left:
        return
    for one in written:
        kept = baht(one.amount * left / rest) if rest else ZERO
        rest, left = rest - one.amount, left - kept
        _count(_locked_offer(one.offer_id), 0, 0, kept - one.amount)
        one.amount = kept
        one.save(update_fields=["amount"])


def _with_codes(order: Order) -> list[OrderDiscount]:
    """Return one discount for each code."""
    found = OrderDiscount.objects.filter(order=order, voucher_id__isnull=False)
    return list(found.order_by("voucher_id").distinct("voucher_id"))


def _locked_offer(offer_id: int) -> ConditionalOffer:
    return ConditionalOffer.objects.select_for_update().get(pk=offer_id)


def _count(offer: ConditionalOffer, orders: int, times: int, amount: Decimal) -> None:
    offer.num_orders = max(offer.num_orders + orders, 0)
    offer.num_applications = max(offer.num_applications + times, 0)
    offer.total_discount = max(offer.total_discount + amount, Decimal(0))
    offer.save()
