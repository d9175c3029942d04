from __future__ import annotations

from django.urls import path

from shop.desk import money_views

urlpatterns = [
    path("", money_views.money, name="money"),
    path("payouts/", money_views.payouts, name="money-payouts"),
    path("payouts/<int:pk>/", money_views.payout, name="money-payout"),
    path("rows/", money_views.rows, name="money-rows"),
]
