"""Three batches of payouts: one paid, one of which something failed, one that waits."""

from __future__ import annotations

from shop.listings.demo.money.people import SAUSAGES, Cast
from shop.payouts.drawing_up import draw_up
from shop.payouts.models import Payout
from shop.payouts.releasing import release
from shop.payouts.settling import mark_failed, mark_paid

NOT_TAKEN = "ธนาคารแจ้งว่าเลขบัญชีนี้ปิดแล้ว"


def draw(cast: Cast) -> None:
    """Draw a batch up: a second person lets it go."""
    draw_up(cast.staff)


def draw_and_release(cast: Cast) -> None:
    batch = draw_up(cast.staff)
    if batch is not None:
        release(batch, cast.second)


def hear_from_bank(cast: Cast) -> None:
    """Write down what the bank said of each payout that is on its way."""
    sent = Payout.objects.filter(state=Payout.State.SENT).select_related("seller", "batch")
    for payout in sent.order_by("pk"):
        if payout.seller.slug == SAUSAGES:
            mark_failed(payout, cast.second, NOT_TAKEN)
        else:
            mark_paid(payout, cast.second, f"KTB{payout.sent_at:%y%m%d}{payout.pk:04}")
