from __future__ import annotations

from django.urls import path

from shop.purchases import delivered_views, views

app_name = "orders"

urlpatterns = [
    path("", views.lookup, name="lookup"),
    path("<slug:number>/", views.purchase, name="purchase"),
    path("<slug:number>/cancel/", views.cancel, name="cancel"),
    path("<slug:number>/have-it/", delivered_views.have_it, name="have-it"),
    path("<slug:number>/call-off/", delivered_views.call_it_off, name="call-off"),
]
