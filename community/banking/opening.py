"""Open the first account of a seller: staff have seen its papers, two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from community.audit.recording import record
from community.banking.models import PayoutAccount
from community.banking.numbers import account_index, last_four
from community.sellers.models import Seller

if TYPE_CHECKING:
    from community.joining.models import Application

State = PayoutAccount.State


def open_from_application(application: Application) -> PayoutAccount | None:
    """Return the account of an approved seller's application, in use at once.

    None where there is nothing to open: no seller, no number, or an account is there already,
    which only its owner changes. In the caller's transaction.
    """
    seller = application.made_seller
    if seller is None or not application.account_number:
        return None
    with transaction.atomic():
        Seller.objects.select_for_update(no_key=True).get(pk=seller.pk)
        if seller.payout_accounts.exclude(state=State.REFUSED).exists():
            return None
        account = _open(application, seller)
    record(
        application.reviewer,
        "account.opened",
        account,
        seller_id=seller.pk,
        kind=account.kind,
        last_four=account.last_four,
    )
    return account


def _open(application: Application, seller: Seller) -> PayoutAccount:
    now, number = timezone.now(), application.account_number
    return PayoutAccount.objects.create(
        seller=seller,
        kind=application.account_kind or PayoutAccount.Kind.BANK,
        bank_code=application.bank_code,
        number=number,
        number_index=account_index(number),
        last_four=last_four(number),
        holder_name=application.account_holder,
        state=State.ACTIVE,
        asked_by=application.applicant,
        confirmed_by=application.applicant,
        confirmed_at=now,
        active_from=now,
    )
