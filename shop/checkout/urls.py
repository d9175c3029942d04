from __future__ import annotations

from django.urls import path

from shop.checkout import views
from shop.checkout.payment_view import payment

app_name = "checkout"

urlpatterns = [
    path("", views.index, name="index"),
    path("contact/", views.contact, name="contact"),
    path("delivery/", views.delivery, name="delivery"),
    path("payment/", payment, name="payment"),
]
