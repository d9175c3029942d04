"""What a payment means in the books: the money came, it is the sellers', commission is ours."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from shop.ledger import accounts
from shop.ledger.models import Journal
from shop.ledger.posting import Draft, Row, What, post
from shop.money import to_satang
from shop.payments.models import Attempt
from shop.purchases.models import SellerOrder

Cause = Journal.Cause


def book_paid(attempt: Attempt, seller_orders: Iterable[SellerOrder]) -> None:
    """Book money that pays for goods, in the caller's transaction. Twice is as good as once."""
    post(*paid_drafts(attempt, seller_orders))


def book_in_vain(attempt: Attempt) -> None:
    """Book money that came in vain: all of it is owed back."""
    post(in_vain_draft(attempt))


def paid_drafts(attempt: Attempt, seller_orders: Iterable[SellerOrder]) -> list[Draft]:
    sales = [draft for share in seller_orders for draft in sale_drafts(share, attempt)]
    return [_payment(attempt, to=accounts.BUYERS), *sales]


def in_vain_draft(attempt: Attempt) -> Draft:
    return _payment(attempt, to=accounts.REFUNDS_DUE)


def book_free(seller_orders: Iterable[SellerOrder]) -> None:
    """Book a purchase that vouchers paid for whole: no money comes, sellers get theirs."""
    post(*(draft for share in seller_orders for draft in sale_drafts(share, None)))


def money_account(attempt: Attempt) -> str:
    """Return where an attempt's money is."""
    seller_order = attempt.payment.seller_order
    if seller_order is not None:
        is_cod = attempt.method == Attempt.Method.COD
        held = accounts.cod if is_cod else accounts.held_by_seller
        return held(seller_order.seller_id)
    return accounts.gateway(attempt.gateway) if attempt.gateway else accounts.BANK


def _payment(attempt: Attempt, to: str) -> Draft:
    satang = to_satang(attempt.received or Decimal(0))
    return Draft(
        f"payment:{attempt.idempotency_key}",
        Cause.PAYMENT,
        [Row(money_account(attempt), satang), Row(to, -satang)],
        purchase_id=attempt.payment.purchase_id,
    )


def sale_drafts(share: SellerOrder, attempt: Attempt | None) -> list[Draft]:
    """Return a seller order's sale, its commission, and what its seller has in hand already."""
    if attempt is None or attempt.payment.seller_order_id is None:
        return [_sale(share, fee_to_seller=False), _commission(share)]
    held = _held(share, money_account(attempt))
    return [_sale(share, fee_to_seller=True), _commission(share), held]


def _sale(share: SellerOrder, *, fee_to_seller: bool) -> Draft:
    seller = accounts.of_seller(share.seller_id)
    fee = seller if fee_to_seller else accounts.FEE_INCOME
    rows = [
        Row(accounts.BUYERS, to_satang(share.total), What.MOVE, share.pk),
        Row(seller, -to_satang(share.sellers_goods), What.SALE, share.pk),
        Row(seller, -to_satang(share.delivery), What.DELIVERY, share.pk),
        Row(fee, -to_satang(share.fee), What.BUYER_FEE, share.pk),
        *_borne(share),
    ]
    return Draft(f"sale:{share.number}", Cause.SALE, rows, purchase_id=share.purchase_id)


def _borne(share: SellerOrder) -> list[Row]:
    """Return who pays for the vouchers that are not the seller's."""
    from shop.vouchers.bearing import borne_elsewhere

    return [
        Row(account, to_satang(amount), What.MOVE, share.pk)
        for account, amount in borne_elsewhere(share)
    ]


def _commission(share: SellerOrder) -> Draft:
    seller = accounts.of_seller(share.seller_id)
    own = share.commission - share.commission_fund
    rows = [
        Row(seller, to_satang(share.commission), What.COMMISSION, share.pk),
        Row(seller, to_satang(share.commission_vat), What.COMMISSION_VAT, share.pk),
        Row(accounts.COMMISSION, -to_satang(own), What.MOVE, share.pk),
        Row(accounts.COMMISSION_VAT, -to_satang(share.commission_vat), What.MOVE, share.pk),
    ]
    if share.fund_community_id:
        fund = accounts.fund(share.fund_community_id)
        rows.append(Row(fund, -to_satang(share.commission_fund), What.MOVE, share.pk))
    return Draft(
        f"commission:{share.number}", Cause.COMMISSION, rows, purchase_id=share.purchase_id
    )


def _held(share: SellerOrder, money: str) -> Draft:
    satang = to_satang(share.total)
    rows = [
        Row(accounts.of_seller(share.seller_id), satang, What.HELD, share.pk),
        Row(money, -satang, What.MOVE, share.pk),
    ]
    return Draft(f"held:{share.number}", Cause.SALE, rows, purchase_id=share.purchase_id)
