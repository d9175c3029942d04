from __future__ import annotations

from django.urls import path

from shop.purchases import views

app_name = "orders"

urlpatterns = [
    path("", views.lookup, name="lookup"),
    path("<slug:number>/", views.purchase, name="purchase"),
    path("<slug:number>/cancel/", views.cancel, name="cancel"),
]
