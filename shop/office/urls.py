from __future__ import annotations

from django.urls import path

from shop.office import views

app_name = "office"

urlpatterns = [
    path("", views.home, name="home"),
    path("purchases/", views.purchases, name="purchases"),
    path("purchases/<slug:number>/", views.purchase, name="purchase"),
    path("webhooks/", views.webhooks, name="webhooks"),
    path("webhooks/<int:pk>/retry/", views.retry_webhook, name="webhook-retry"),
    path("refunds-due/", views.refunds_due, name="refunds-due"),
]
