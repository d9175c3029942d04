"""Give out a voucher and stop it. Oscar's rows beside ours: voucher, offer, condition, benefit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from oscar.apps.offer.models import Benefit, Condition, ConditionalOffer
from oscar.apps.voucher.models import Voucher

from community.audit.recording import record
from community.groups.models import Community
from community.people.models import User
from community.sellers.models import Seller
from shop.vouchers.funds import check_fund
from shop.vouchers.models import Bearer, Terms

Owner = Seller | Community | None  # None: the marketplace
# Who is nearest to the goods takes off first; the next one is of what is left.
PRIORITY = {Bearer.SELLER: 30, Bearer.COMMUNITY: 20, Bearer.MARKETPLACE: 10}
OFFERS = "shop.vouchers.offers"


class CodeTaken(Exception):
    """Somebody has this code, here or in another shop."""


@dataclass(frozen=True)
class NewVoucher:
    """What somebody asks for. Days are both included; None: no limit."""

    code: str
    first_day: date
    last_day: date
    percent: Decimal | None = None
    amount: Decimal | None = None
    most: Decimal | None = None
    least_goods: Decimal = Decimal("0.00")
    times: int | None = None
    budget: Decimal | None = None  # in all
    once_each: bool = False  # for buyers who have an account


def bearer_of(owner: Owner) -> Bearer:
    if owner is None:
        return Bearer.MARKETPLACE
    return Bearer.SELLER if isinstance(owner, Seller) else Bearer.COMMUNITY


@transaction.atomic
def make_voucher(new: NewVoucher, owner: Owner, by: User) -> Voucher:
    """Write a voucher that its owner bears, for the owner's goods alone.

    Raises CodeTaken, and AboveFund where a community promises more than its fund has.
    """
    if isinstance(owner, Community):
        check_fund(owner, new.budget)
    voucher = _write_voucher(new)
    voucher.offers.add(_write_offer(new, bearer_of(owner)))
    terms = Terms.objects.create(
        voucher=voucher,
        bearer=bearer_of(owner),
        seller=owner if isinstance(owner, Seller) else None,
        community=owner if isinstance(owner, Community) else None,
        percent=new.percent,
        amount=new.amount,
        most=new.most,
        least_goods=new.least_goods,
        created_by=by,
    )
    record(by, "voucher.made", terms, seller_id=terms.seller_id, code=voucher.code)
    return voucher


def _write_voucher(new: NewVoucher) -> Voucher:
    usage = Voucher.ONCE_PER_CUSTOMER if new.once_each else Voucher.MULTI_USE
    try:
        with transaction.atomic():
            return Voucher.objects.create(
                name=new.code,
                code=new.code,
                usage=usage,
                start_datetime=_at(new.first_day, time.min),
                end_datetime=_at(new.last_day, time.max),
            )
    except IntegrityError as taken:
        raise CodeTaken(new.code) from taken


def _write_offer(new: NewVoucher, bearer: Bearer) -> ConditionalOffer:
    return ConditionalOffer.objects.create(
        name=new.code,
        offer_type=ConditionalOffer.VOUCHER,
        condition=Condition.objects.create(proxy_class=f"{OFFERS}.OwnGoods"),
        benefit=Benefit.objects.create(proxy_class=f"{OFFERS}.OffOwnGoods"),
        priority=PRIORITY[bearer],
        exclusive=False,
        max_basket_applications=1,
        max_global_applications=new.times,
        max_discount=new.budget,
    )


def _at(day: date, moment: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, moment))


@transaction.atomic
def stop_voucher(terms: Terms, by: User) -> bool:
    """Stop a voucher now; return whether it was not stopped before.

    Purchases that were placed with it stay as they are.
    """
    now = timezone.now()
    rows = Terms.objects.filter(pk=terms.pk, stopped_at=None)
    if rows.update(stopped_at=now, stopped_by=by) != 1:
        return False
    voucher = Voucher.objects.select_for_update().get(pk=terms.voucher_id)
    voucher.end_datetime = min(voucher.end_datetime, now)
    voucher.start_datetime = min(voucher.start_datetime, voucher.end_datetime)
    voucher.save(update_fields=["start_datetime", "end_datetime"])
    record(by, "voucher.stopped", terms, seller_id=terms.seller_id, code=voucher.code)
    return True
