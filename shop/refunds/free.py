"""A seller order that is not sold after all, and no money goes back to its buyer for it: vouchers
paid for it whole, or a card's bank gave him the money."""

from __future__ import annotations

from community.people.models import User
from shop.ledger import accounts
from shop.ledger.models import Journal
from shop.ledger.posting import Draft, Row, What, post
from shop.money import split, to_satang
from shop.purchases.models import SellerOrder
from shop.refunds.amounts import sofar_of
from shop.refunds.booking import commission_back_rows
from shop.refunds.models import Refund
from shop.stock.actors import By
from shop.stock.giving_back import come_back, give_back
from shop.vouchers.bearing import borne_elsewhere


def book_rest_back(share: SellerOrder, by: User | None) -> None:
    """Book that nothing of it is sold after all: the bearers of its vouchers get theirs back from
    the seller, and the seller the commission, both less what refunds brought back before. Once,
    in the caller's transaction."""
    sofar = sofar_of(share)
    voucher, parts = share.discount_elsewhere - sofar.voucher, borne_elsewhere(share)
    before = split(sofar.voucher, [amount for _, amount in parts]) if parts else []
    carried = Refund(
        commission=share.commission - sofar.commission,
        commission_vat=share.commission_vat - sofar.commission_vat,
        commission_fund=share.commission_fund - sofar.commission_fund,
    )
    rows = [
        Row(accounts.of_seller(share.seller_id), to_satang(voucher), What.REFUND, share.pk),
        *(
            Row(account, to_satang(back - amount), What.MOVE, share.pk)
            for (account, amount), back in zip(parts, before, strict=True)
        ),
        *commission_back_rows(carried, share),
    ]
    key, by_id = f"refund:{share.number}:rest", by.pk if by else None
    post(Draft(key, Journal.Cause.REFUND, rows, purchase_id=share.purchase_id, by_id=by_id))


def keep_goods(share: SellerOrder, by: User | None, owner: User | None, *, to_shelf: bool) -> None:
    """Let the goods of one that has not left stay. Locks the stock records."""
    give_back(share.purchase.number, _left_of(share), By(by, owner), to_shelf=to_shelf)


def take_goods(share: SellerOrder, by: User | None, owner: User | None) -> None:
    """Put the goods of one that came back on the shelf. Locks the stock records."""
    come_back(share.purchase.number, _left_of(share), By(by, owner))


def _left_of(share: SellerOrder) -> dict[int, int]:
    lines = share.lines.all()
    return {line.stock_record_id: line.sent_quantity for line in lines if line.sent_quantity}
