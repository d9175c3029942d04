"""Rows of the books, for views that are staff_only."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from shop.ledger.models import Account, Correction, Journal


def get_account(pk: int) -> Account:
    return get_object_or_404(Account.objects.select_related("seller", "community"), pk=pk)


def get_journal(pk: int) -> Journal:
    found = Journal.objects.select_related("purchase", "by", "second", "seal")
    return get_object_or_404(found, pk=pk)


def get_correction(pk: int) -> Correction:
    found = Correction.objects.select_related(
        "purchase", "proposed_by", "decided_by", "journal", "transaction"
    )
    return get_object_or_404(found, pk=pk)
