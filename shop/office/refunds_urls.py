from __future__ import annotations

from django.urls import path

from shop.office import dispute_views, refund_views

urlpatterns = [
    path("refunds/", refund_views.refunds, name="refunds"),
    path("refunds/<int:pk>/", refund_views.refund, name="refund"),
    path("disputes/", dispute_views.disputes, name="disputes"),
    path("disputes/<int:pk>/", dispute_views.dispute, name="dispute"),
]
