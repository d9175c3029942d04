"""Part of the office's map: what the marketplace keeps of a sale."""

from __future__ import annotations

from django.urls import path

from shop.office import commission_views

urlpatterns = [
    path("", commission_views.rules, name="commission"),
    path("new/", commission_views.new, name="commission-new"),
    path("<int:pk>/end/", commission_views.end, name="commission-end"),
]
