"""What a refund means in the books, at each of its steps."""

from __future__ import annotations

from django.db.models import Sum

from shop.ledger import accounts
from shop.ledger.models import Journal
from shop.ledger.posting import Draft, Row, What, post
from shop.ledger.sales import money_account
from shop.money import ZERO, split, to_satang
from shop.purchases.models import SellerOrder
from shop.refunds.models import Refund
from shop.vouchers.bearing import borne_elsewhere

Cause = Journal.Cause


def book_approved(refund: Refund) -> None:
    """Book that it is the buyer's money now: off the seller's balance, its commission back.

    Money in vain was booked as owed back when it came. The buyer's fee comes off whoever got it.
    """
    if refund.seller_order is None:
        return
    share, amount = refund.seller_order, to_satang(refund.amount)
    markets = market_fee(refund)
    rows = [
        Row(accounts.of_seller(share.seller_id), amount - markets, What.REFUND, share.pk),
        Row(accounts.FEE_INCOME, markets, What.MOVE, share.pk),
        Row(accounts.REFUNDS_DUE, -amount, What.MOVE, share.pk),
        *commission_back_rows(refund, share),
        *_voucher_rows(refund, share),
    ]
    post(Draft(refund.key, Cause.REFUND, rows, purchase_id=refund.purchase_id))


def market_fee(refund: Refund) -> int:
    """Return what of a refund is the buyer's fee that the market got, in satang."""
    is_ours = refund.attempt.payment.seller_order_id is None
    return to_satang(refund.fee) if is_ours else 0


def commission_back_rows(refund: Refund, share: SellerOrder) -> list[Row]:
    own, vat = refund.commission - refund.commission_fund, to_satang(refund.commission_vat)
    to_seller = -to_satang(refund.commission) - vat
    rows = [
        Row(accounts.of_seller(share.seller_id), to_seller, What.COMMISSION_BACK, share.pk),
        Row(accounts.COMMISSION, to_satang(own), What.MOVE, share.pk),
        Row(accounts.COMMISSION_VAT, vat, What.MOVE, share.pk),
    ]
    if refund.commission_fund and share.fund_community_id:
        fund = accounts.fund(share.fund_community_id)
        rows.append(Row(fund, to_satang(refund.commission_fund), What.MOVE, share.pk))
    return rows


def _voucher_rows(refund: Refund, share: SellerOrder) -> list[Row]:
    """Return what goes from the seller back to those who bore the voucher."""
    if not refund.voucher:
        return []
    before = Refund.objects.filter(seller_order=share, state__in=Refund.BOOKED).exclude(
        pk=refund.pk
    )
    so_far = before.aggregate(sum=Sum("voucher"))["sum"] or ZERO
    parts = borne_elsewhere(share)
    weights = [amount for _, amount in parts]
    after_each, before_each = split(so_far + refund.voucher, weights), split(so_far, weights)
    seller = accounts.of_seller(share.seller_id)
    bearers = [
        Row(account, -to_satang(after - before), What.MOVE, share.pk)
        for (account, _), after, before in zip(parts, after_each, before_each, strict=True)
    ]
    return [Row(seller, to_satang(refund.voucher), What.REFUND, share.pk), *bearers]


def book_paid_out(refund: Refund) -> None:
    """Book that the money has left, from `refund.paid_from`. In the caller's transaction."""
    post(*_paid_out(refund, back=False))


def book_came_back(refund: Refund) -> None:
    """Book that money which had left came back: it is owed again."""
    post(*_paid_out(refund, back=True))


def _paid_out(refund: Refund, *, back: bool) -> list[Draft]:
    sign, end = (-1, "back") if back else (1, "paid")
    amount, share_id = sign * to_satang(refund.to_pay), refund.seller_order_id
    key = f"{refund.key}:{end}:{refund.came_back}"
    rows = [
        Row(accounts.REFUNDS_DUE, amount, What.MOVE, share_id),
        Row(refund.paid_from, -amount, What.MOVE, share_id),
    ]
    drafts = [Draft(key, Cause.REFUND, rows, purchase_id=refund.purchase_id)]
    share = refund.attempt.payment.seller_order
    in_vain, by_market = refund.seller_order_id is None, refund.paid_from == accounts.BANK
    if share and in_vain == by_market:
        drafts.append(_settle_with_seller(refund, share, key, -amount if in_vain else amount))
    return drafts


def _settle_with_seller(refund: Refund, share: SellerOrder, key: str, amount: int) -> Draft:
    """Return what the seller gets for having paid out of his own pocket what came off his
    balance; or, below zero, owes as he kept what came in vain and the market paid it."""
    rows = [
        Row(money_account(refund.attempt), amount, What.MOVE, share.pk),
        Row(accounts.of_seller(share.seller_id), -amount, What.HELD, share.pk),
    ]
    return Draft(f"{key}:held", Cause.REFUND, rows, purchase_id=refund.purchase_id)


def money_back_account(refund: Refund) -> str:
    """Return where the money is taken from: the gateway, the bank, or the seller's own hands."""
    if refund.way == Refund.Way.MANUAL and refund.attempt.payment.seller_order_id is None:
        return accounts.BANK
    return money_account(refund.attempt)
