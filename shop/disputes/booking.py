"""What a dispute means in the books."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet, Sum

from community.people.models import User
from shop.disputes.models import Dispute
from shop.disputes.settling import Settled, settle_due
from shop.ledger import accounts
from shop.ledger.models import Entry, Journal
from shop.ledger.posting import Draft, Row, What, post
from shop.ledger.sales import money_account
from shop.money import ZERO, from_satang, split, to_satang
from shop.payments.models import Attempt
from shop.purchases.models import SellerOrder
from shop.refunds.amounts import sofar_of
from shop.refunds.free import book_rest_back
from shop.refunds.models import Refund
from shop.refunds.owing import kept_attempt
from shop.refunds.taken import LOST

DISPUTE = Journal.Cause.DISPUTE


def book_withdrawn(dispute: Dispute) -> None:
    _move(dispute, "withdrawn", accounts.DISPUTED, _money(dispute))


def book_reinstated(dispute: Dispute) -> None:
    _move(dispute, "reinstated", _money(dispute), accounts.DISPUTED)


def _move(dispute: Dispute, step: str, to: str, from_: str) -> None:
    """Book one move of the money; banks may take it and give it back more than once."""
    satang = to_satang(dispute.amount)
    rows = [Row(to, satang), Row(from_, -satang)]
    before = Journal.objects.filter(key__startswith=f"dispute:{dispute.pk}:{step}").count()
    post(_draft(dispute, f"{step}:{before + 1}" if before else step, rows))


def book_lost(dispute: Dispute) -> None:
    """Book that the money is gone. Refunds of it that were still due are paid with it; the rest
    bears the one whom the dispute names now. In the caller's transaction, the purchase locked."""
    settled = settle_due(dispute, dispute.amount)
    rest = dispute.amount - sum((part for _, part in settled), ZERO)
    lost = Row(accounts.DISPUTED, -to_satang(dispute.amount))
    post(_draft(dispute, "lost", [*_due_rows(settled), *_borne_by(dispute, rest), lost]))


def book_settled(dispute: Dispute) -> None:
    """Let a loss that was booked pay refunds that came to be due after it, or are again; whoever
    bears it bears that much less. In the caller's transaction, the purchase locked."""
    settled = settle_due(dispute, _lost_of(_borne(dispute)))
    if not settled:
        return
    paid = sum((part for _, part in settled), ZERO)
    turn = _journals(dispute).filter(key__contains=":settled:").count() + 1
    rows = [*_due_rows(settled), *_borne_anew(dispute, paid)]
    post(_draft(dispute, f"settled:{turn}", rows))


def _due_rows(settled: Settled) -> list[Row]:
    return [
        Row(accounts.REFUNDS_DUE, to_satang(part), What.MOVE, refund.seller_order_id)
        for refund, part in settled
    ]


def book_other_bearer(dispute: Dispute, by: User) -> None:
    """Move a loss that was booked from those who bore it to the dispute's bearer now."""
    turn = _journals(dispute).filter(key__contains=":bearer:").count() + 1
    post(_draft(dispute, f"bearer:{turn}", _borne_anew(dispute, ZERO), by))


def _borne_anew(dispute: Dispute, less: Decimal) -> list[Row]:
    """Return what takes a loss off those who bear it, and puts it, so much less, where it
    belongs now."""
    borne = _borne(dispute)
    off = [Row(account, -satang, What.DISPUTE, share) for account, share, satang in borne]
    return [*_borne_by(dispute, _lost_of(borne) - less), *off]


def _borne(dispute: Dispute) -> list[tuple[str, int | None, int]]:
    """Return (account, seller order, satang) for each who bears it now."""
    return list(
        Entry.objects.filter(journal__in=_journals(dispute), what=What.DISPUTE)
        .values_list("account__code", "seller_order")
        .annotate(sum=Sum("amount_satang"))
        .order_by("account__code", "seller_order")
    )


def _lost_of(borne: list[tuple[str, int | None, int]]) -> Decimal:
    return from_satang(sum(satang for _, _, satang in borne))


def _journals(dispute: Dispute) -> QuerySet[Journal]:
    return Journal.objects.filter(key__startswith=f"dispute:{dispute.pk}:")


def book_not_sold(share: SellerOrder, by: User | None) -> None:
    """Book of a share that stayed with its seller while a bank gave its buyer the money: the
    commission and the vouchers go back, and nobody else bears what the seller has the goods for.
    Once, in the caller's transaction, the share over."""
    book_rest_back(share, by)
    sofar, seller = sofar_of(share), accounts.of_seller(share.seller_id)
    keeps = to_satang(share.taxed - sofar.goods - sofar.delivery)
    lost = list(kept_attempt(share).disputes.filter(LOST).order_by("pk"))
    borne_of = {one.pk: {(code, of): satang for code, of, satang in _borne(one)} for one in lost}
    keeps -= sum(borne.get((seller, share.pk), 0) for borne in borne_of.values())
    for dispute in lost:
        satang = max(0, min(keeps, borne_of[dispute.pk].get((accounts.LOSSES, None), 0)))
        keeps -= satang
        rows = [
            Row(seller, satang, What.DISPUTE, share.pk),
            Row(accounts.LOSSES, -satang, What.DISPUTE),
        ]
        post(_draft(dispute, f"not_sold:{share.pk}", rows, by))


def book_made_good(dispute: Dispute, satang: int, share: SellerOrder, by: User) -> None:
    """Book that the market bears a refund: its seller gets what the refund took off him."""
    rows = [
        Row(accounts.LOSSES, satang, What.DISPUTE, share.pk),
        Row(accounts.of_seller(share.seller_id), -satang, What.DISPUTE, share.pk),
    ]
    post(_draft(dispute, "made_good", rows, by))


def _borne_by(dispute: Dispute, lost: Decimal) -> list[Row]:
    parts = parts_of(dispute, lost)
    return [Row(account, satang, What.DISPUTE, share) for account, satang, share in parts]


def parts_of(dispute: Dispute, lost: Decimal) -> list[tuple[str, int, int | None]]:
    """Return (account, satang, seller order) for each who bears so much of a chargeback.

    Sellers bear in proportion to what is left of their shares, and no more than that; whatever
    no share covers is the market's, and so is money that came in vain.
    """
    shares = _shares(dispute) if dispute.bearer == Dispute.Bearer.SELLER else []
    # A fee that the market had is the market's to lose.
    left = [max(ZERO, share.taxed - share.refunded) for share in shares]
    whole = sum(left, ZERO)
    amounts = split(min(lost, whole), left) if whole else []
    parts: list[tuple[str, int, int | None]] = [
        (accounts.of_seller(share.seller_id), to_satang(amount), share.pk)
        for share, amount in zip(shares, amounts, strict=False)
    ]
    rest = lost - sum(amounts, Decimal(0))
    return [*parts, (accounts.LOSSES, to_satang(rest), None)]


def _shares(dispute: Dispute) -> list[SellerOrder]:
    if Refund.objects.filter(attempt=dispute.attempt_id, reason__in=Refund.IN_VAIN).exists():
        return []
    if dispute.seller_order:
        return list(SellerOrder.objects.filter(pk=dispute.seller_order.pk))
    return list(SellerOrder.objects.filter(purchase=dispute.purchase_id).order_by("pk"))


def _money(dispute: Dispute) -> str:
    found = Attempt.objects.select_related("payment__seller_order")
    return money_account(found.get(disputes=dispute))


def _draft(dispute: Dispute, step: str, rows: list[Row], by: User | None = None) -> Draft:
    return Draft(
        f"dispute:{dispute.pk}:{step}",
        DISPUTE,
        rows,
        purchase_id=dispute.purchase_id,
        by_id=by.pk if by else None,
    )
