"""Put a wrong tax invoice right: a new one takes its place, and nothing of the old is changed.

Not by a credit note: the law keeps those for a value that became less (sections 82/10 and 86/10
of the Revenue Code). For wrong words the old invoice is void, and the new one has a number of
its own, the old one's date, and says which it replaces (Revenue Department order Por. 86/2542).
"""

from __future__ import annotations

from django.db import transaction

from community.audit.recording import record
from community.people.models import User
from shop.papers.contents import dated, reference
from shop.papers.issuing import PaperError, PartlyRefunded, issuer_of, write_paper
from shop.papers.letterheads import Party
from shop.papers.models import Paper
from shop.purchases.models import SellerOrder


class NotAnInvoice(PaperError):
    """Only a seller's full tax invoice names its buyer so that it matters."""


class ReplacedAlready(PaperError):
    """Another took its place. Carries that one's number."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number


class NothingWrong(PaperError):
    """What is said to be right stands on it already."""


def check_may_mend(paper: Paper) -> None:
    """Raise NotAnInvoice, ReplacedAlready, or PartlyRefunded where a credit note names it."""
    _sale_of(paper)
    if later := Paper.objects.filter(replaces=paper).first():
        raise ReplacedAlready(later.number)
    if paper.credit_notes.exists():
        raise PartlyRefunded(paper.number)


@transaction.atomic
def mend(paper: Paper, to: Party, by: User) -> Paper:
    """Return the tax invoice in place of one that was made out wrongly.

    Locks the seller order, as whatever issues its papers. Raises as check_may_mend does, and
    NothingWrong.
    """
    SellerOrder.objects.select_for_update().get(pk=_sale_of(paper))
    check_may_mend(paper)
    if paper.data["buyer"] == to:
        raise NothingWrong(paper.number)
    of = {"of": reference(paper), "dated": dated(paper), "mended": True}
    new = write_paper(
        issuer_of(paper.seller_id),
        paper.kind,
        paper.total,
        paper.vat,
        {**paper.data, "buyer": to, **of},
        seller=paper.seller,
        seller_order=paper.seller_order,
        replaces=paper,
    )
    seller_id = paper.seller_id
    record(by, "papers.mended", new, seller_id=seller_id, number=paper.number, by=new.number)
    return new


def _sale_of(paper: Paper) -> int:
    if paper.kind != Paper.Kind.FULL or paper.seller_order_id is None:
        raise NotAnInvoice(paper.number)
    return paper.seller_order_id
