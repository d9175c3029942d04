"""What a dispute means in the books."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Sum

from community.people.models import User
from shop.disputes.models import Dispute
from shop.disputes.settling import settle_due
from shop.ledger import accounts
from shop.ledger.models import Entry, Journal
from shop.ledger.posting import Draft, Row, What, post
from shop.ledger.sales import money_account
from shop.money import ZERO, from_satang, split, to_satang
from shop.payments.models import Attempt
from shop.purchases.models import SellerOrder
from shop.refunds.models import Refund

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
    settled = settle_due(dispute)
    rest = dispute.amount - sum((refund.amount for refund in settled), ZERO)
    rows = [
        *(
            Row(accounts.REFUNDS_DUE, to_satang(refund.amount), What.MOVE, refund.seller_order_id)
            for refund in settled
        ),
        *_borne_by(dispute, rest),
        Row(accounts.DISPUTED, -to_satang(dispute.amount)),
    ]
    post(_draft(dispute, "lost", rows))


def book_other_bearer(dispute: Dispute, by: User) -> None:
    """Move a loss that was booked from those who bore it to the dispute's bearer now."""
    journals = Journal.objects.filter(key__startswith=f"dispute:{dispute.pk}:")
    borne = (
        Entry.objects.filter(journal__in=journals, what=What.DISPUTE)
        .values_list("account__code", "seller_order")
        .annotate(sum=Sum("amount_satang"))
        .order_by("account__code", "seller_order")
    )
    lost = from_satang(sum(satang for _, _, satang in borne))
    rows = [
        *_borne_by(dispute, lost),
        *(Row(account, -satang, What.DISPUTE, share) for account, share, satang in borne),
    ]
    turn = journals.filter(key__contains=":bearer:").count() + 1
    post(_draft(dispute, f"bearer:{turn}", rows, by))


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
