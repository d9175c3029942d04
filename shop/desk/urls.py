from __future__ import annotations

from django.urls import path

from shop.desk import actions, views

app_name = "desk"

urlpatterns = [
    path("", views.today, name="today"),
    path("orders/", views.orders, name="orders"),
    path("orders/<slug:number>/", views.order, name="order"),
    path("orders/<slug:number>/slip/", views.slip, name="slip"),
    path("orders/<slug:number>/pack/", actions.pack, name="pack"),
    path("orders/<slug:number>/ship/", actions.ship, name="ship"),
    path("switch/", views.switch, name="switch"),
]
