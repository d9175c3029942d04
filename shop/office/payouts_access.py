"""Any batch, payout or fund's payout, for views that are staff_only; a 404 for others."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from shop.payouts.models import Batch, FundPayout, Payout


def get_batch(pk: int) -> Batch:
    people = Batch.objects.select_related("drawn_up_by", "checked_by", "released_by")
    return get_object_or_404(people, pk=pk)


def get_payout(pk: int) -> Payout:
    return get_object_or_404(Payout.objects.select_related("seller", "account", "batch"), pk=pk)


def get_fund_payout(pk: int) -> FundPayout:
    return get_object_or_404(FundPayout.objects.select_related("community", "proposed_by"), pk=pk)
