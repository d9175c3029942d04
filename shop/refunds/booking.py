"""What a refund means in the books, at each of its steps."""

from __future__ import annotations

from shop.ledger import accounts
from shop.ledger.models import Journal
from shop.ledger.posting import Draft, Row, What, post
from shop.ledger.sales import money_account
from shop.money import to_satang
from shop.refunds.models import Refund

Cause = Journal.Cause


def book_approved(refund: Refund) -> None:
    """Book that it is the buyer's money now: off the seller's balance, its commission back.

    Money in vain was booked as owed back when it came.
    """
    if refund.seller_order is None:
        return
    share, seller = refund.seller_order, accounts.of_seller(refund.seller_order.seller_id)
    amount, own = to_satang(refund.amount), refund.commission - refund.commission_fund
    vat = to_satang(refund.commission_vat)
    rows = [
        Row(seller, amount, What.REFUND, share.pk),
        Row(accounts.REFUNDS_DUE, -amount, What.MOVE, share.pk),
        Row(seller, -to_satang(refund.commission) - vat, What.COMMISSION_BACK, share.pk),
        Row(accounts.COMMISSION, to_satang(own), What.MOVE, share.pk),
        Row(accounts.COMMISSION_VAT, vat, What.MOVE, share.pk),
    ]
    if refund.commission_fund and share.fund_community_id:
        fund = accounts.fund(share.fund_community_id)
        rows.append(Row(fund, to_satang(refund.commission_fund), What.MOVE, share.pk))
    post(Draft(refund.key, Cause.REFUND, rows, purchase_id=refund.purchase_id))


def money_back_account(refund: Refund) -> str:
    """Return where the money is taken from: the gateway, the bank, or the seller's own hands."""
    if refund.way == Refund.Way.MANUAL and refund.attempt.payment.seller_order_id is None:
        return accounts.BANK
    return money_account(refund.attempt)
