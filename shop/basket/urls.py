from __future__ import annotations

from django.urls import path

from shop.basket import views, voucher_views

app_name = "basket"

urlpatterns = [
    path("", views.summary, name="summary"),
    path("add/", views.add, name="add"),
    path("update/", views.update, name="update"),
    path("remove/", views.remove, name="remove"),
    path("voucher/add/", voucher_views.add, name="voucher-add"),
    path("voucher/remove/", voucher_views.remove, name="voucher-remove"),
]
