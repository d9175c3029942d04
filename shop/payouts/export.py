"""The files that a bank takes. Account numbers are opened here alone, and it is written down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.audit.recording import record
from community.people.models import User
from shop.payouts.errors import AllEnded, Moved
from shop.payouts.file_csv import csv_of, promptpay_csv_of
from shop.payouts.file_ktb import fits, ktb_of
from shop.payouts.models import Batch, Payout
from shop.payouts.moves import move


class Layout(models.TextChoices):
    CSV = "csv", _("Table of all payouts (CSV)")
    PROMPTPAY = "promptpay", _("PromptPay ids (CSV)")
    KTB = "ktb", _("Krungthai iPay (text)")


@dataclass(frozen=True)
class BankFile:
    """A file, and the payouts that this layout cannot carry: they are transferred by hand."""

    name: str
    content: bytes
    content_type: str
    left_out: Sequence[Payout]


@transaction.atomic
def export(batch: Batch, layout: str, by: User) -> BankFile:
    """Return the bank's file of what is on its way still; as often as wanted.

    What has ended is in no file: it would be paid twice. Raises Moved, AllEnded.
    """
    if batch.state in {Batch.State.DRAWN_UP, Batch.State.DROPPED}:
        raise Moved(batch.state)
    payouts = _on_their_way(batch)
    if not payouts:
        raise AllEnded
    taken = [one for one in payouts if FITS[layout](one)]
    left_out = [one for one in payouts if one not in taken]
    content = WRITERS[layout](batch, taken)
    _note(batch, by, layout, len(taken))
    ending, content_type = TYPES[Layout(layout)]
    return BankFile(f"{batch.number}-{layout}.{ending}", content, content_type, left_out)


def left_out_of(batch: Batch, layout: str) -> list[Payout]:
    """Return the payouts of a batch that a layout cannot carry, without opening a number."""
    return [one for one in _on_their_way(batch) if not FITS[layout](one)]


def _on_their_way(batch: Batch) -> list[Payout]:
    sent = batch.payouts.filter(state=Payout.State.SENT)
    return list(sent.select_related("account", "seller"))


def _note(batch: Batch, by: User, layout: str, payouts: int) -> None:
    if batch.state == Batch.State.RELEASED:
        move(batch, Batch.State.EXPORTED, exported_at=timezone.now())
    record(by, "batch.exported", batch, layout=layout, payouts=payouts)


def _is_promptpay(payout: Payout) -> bool:
    return payout.account is not None and payout.account.kind == "promptpay"


WRITERS: dict[str, Callable[[Batch, Sequence[Payout]], bytes]] = {
    Layout.CSV: csv_of,
    Layout.PROMPTPAY: promptpay_csv_of,
    Layout.KTB: ktb_of,
}
FITS: dict[str, Callable[[Payout], bool]] = {
    Layout.CSV: lambda payout: payout.account is not None,
    Layout.PROMPTPAY: _is_promptpay,
    Layout.KTB: fits,
}
TYPES = {
    Layout.CSV: ("csv", "text/csv; charset=utf-8"),
    Layout.PROMPTPAY: ("csv", "text/csv; charset=utf-8"),
    Layout.KTB: ("txt", "text/plain; charset=TIS-620"),
}
