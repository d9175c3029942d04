"""Part of the office's map: money that goes to shops."""

from __future__ import annotations

from django.urls import path

from shop.office import (
    payouts_debts_views,
    payouts_one_views,
    payouts_settings_views,
    payouts_views,
)

urlpatterns = [
    path("", payouts_views.payouts, name="payouts"),
    path("draw-up/", payouts_views.draw_now, name="payouts-draw"),
    path("batches/<int:pk>/", payouts_views.batch, name="payouts-batch"),
    path("batches/<int:pk>/act/", payouts_views.act, name="payouts-act"),
    path("batches/<int:pk>/file/", payouts_views.bank_file, name="payouts-file"),
    path("one/<int:pk>/", payouts_one_views.payout, name="payouts-one"),
    path("one/<int:pk>/act/", payouts_one_views.act, name="payouts-one-act"),
    path("schedule/", payouts_settings_views.schedule, name="payouts-schedule"),
    path(
        "schedule/<slug:slug>/",
        payouts_settings_views.seller_schedule,
        name="payouts-seller-schedule",
    ),
    path("debts/", payouts_debts_views.debts, name="payouts-debts"),
    path("debts/<slug:slug>/", payouts_debts_views.debt, name="payouts-debt"),
    path("funds/", payouts_debts_views.community_funds, name="payouts-funds"),
    path("funds/<int:pk>/", payouts_debts_views.fund_act, name="payouts-fund-act"),
]
