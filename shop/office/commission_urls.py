"""Part of the office's map: what the marketplace keeps of a sale."""

from __future__ import annotations

from django.urls import path

from shop.office import commission_views, voucher_views

urlpatterns = [
    path("commission/", commission_views.rules, name="commission"),
    path("commission/new/", commission_views.new, name="commission-new"),
    path("commission/<int:pk>/end/", commission_views.end, name="commission-end"),
    path("vouchers/", voucher_views.vouchers, name="vouchers"),
    path("vouchers/<int:pk>/stop/", voucher_views.stop, name="voucher-stop"),
]
