from __future__ import annotations

from django.urls import path

from shop.gateways import views

app_name = "gateways"

urlpatterns = [path("stripe/", views.stripe_webhook, name="stripe")]
