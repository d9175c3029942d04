"""What a payout means in the books, at each of its steps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Sum

from community.people.models import User
from shop.ledger import accounts
from shop.ledger.models import Entry, Journal
from shop.ledger.posting import Draft, Row, What, post
from shop.money import to_satang
from shop.payouts.models import Claim, Payout, Reserve
from shop.payouts.terms import schedule_of

Cause = Journal.Cause


def sent_key(payout: Payout) -> str:
    return f"payout:{payout.number}"


def reserve_key(payout: Payout) -> str:
    return f"payout:{payout.number}:reserve"


def paid_key(payout: Payout) -> str:
    return f"payout:{payout.number}:paid"


def back_key(payout: Payout) -> str:
    return f"payout:{payout.number}:back"


def book_sent(payouts: Iterable[Payout], by: User, first: User | None, at: datetime) -> None:
    """Book that payouts leave the sellers' balances; their own rows are claimed with them.

    What is kept in reserve goes off the balance and onto it again: the second row waits.
    """
    found = list(payouts)
    who = (first.pk if first else by.pk, by.pk)
    drafts = [
        Draft(sent_key(one), Cause.PAYOUT, _sent_rows(one), None, *who, at=at) for one in found
    ]
    kept = [
        Draft(reserve_key(one), Cause.PAYOUT, _kept_rows(one), None, *who, at=at) for one in found
    ]
    post(*drafts, *kept)
    _claim_own(found, at)


def book_paid(payout: Payout, by: User, at: datetime) -> None:
    rows = [Row(accounts.ON_ITS_WAY, _satang(payout)), Row(accounts.BANK, -_satang(payout))]
    note = payout.bank_reference
    post(Draft(paid_key(payout), Cause.PAYOUT, rows, by_id=by.pk, note=note, at=at))


def book_back(payout: Payout, by: User, at: datetime, *, was_paid: bool) -> None:
    """Book that the money is on the seller's balance again: never left, or came back.

    Order by order, as it was claimed: what a hold or a question kept back, it keeps again.
    """
    source = accounts.BANK if was_paid else accounts.ON_ITS_WAY
    rows = [Row(source, _satang(payout)), *_back_rows(payout)]
    post(Draft(back_key(payout), Cause.PAYOUT, rows, by_id=by.pk, note=payout.error, at=at))


def _back_rows(payout: Payout) -> list[Row]:
    """Return what each order brought, less what stayed in reserve: together the amount."""
    seller, kept = accounts.of_seller(payout.seller_id), to_satang(payout.reserve)
    rows = []
    for order_id, satang in _claimed(payout):
        off = min(kept, max(satang, 0))
        kept -= off
        rows.append(Row(seller, off - satang, What.PAYOUT_BACK, order_id))
    return rows


def _claimed(payout: Payout) -> Iterable[tuple[int | None, int]]:
    """Return (seller order or None, satang) of what a payout covers, its own rows left out."""
    others = Entry.objects.filter(claim__payout=payout).exclude(
        journal__key__in=[sent_key(payout), reserve_key(payout)]
    )
    sums = others.values_list("seller_order").annotate(sum=Sum("amount_satang"))
    return [(order_id, -int(sum_)) for order_id, sum_ in sums.order_by("seller_order")]


def _satang(payout: Payout) -> int:
    return to_satang(payout.amount)


def _sent_rows(payout: Payout) -> list[Row]:
    seller = accounts.of_seller(payout.seller_id)
    satang = _satang(payout)
    return [Row(seller, satang, What.PAYOUT), Row(accounts.ON_ITS_WAY, -satang)]


def _kept_rows(payout: Payout) -> list[Row]:
    seller, satang = accounts.of_seller(payout.seller_id), to_satang(payout.reserve)
    return [Row(seller, satang, What.RESERVE), Row(seller, -satang, What.RESERVE)]


def _claim_own(payouts: list[Payout], at: datetime) -> None:
    by_key = {sent_key(one): one for one in payouts} | {reserve_key(one): one for one in payouts}
    entries = Entry.objects.filter(journal__key__in=by_key, account__kind="seller").select_related(
        "journal"
    )
    claims, reserves = [], []
    for entry in entries:
        payout = by_key[entry.journal.key]
        if entry.amount_satang > 0:
            claims.append(Claim(payout=payout, entry=entry))
        else:
            days = schedule_of(payout.seller_id).reserve_days
            reserves.append(Reserve(payout=payout, entry=entry, until=at + timedelta(days=days)))
    Claim.objects.bulk_create(claims)
    Reserve.objects.bulk_create(reserves)
