from __future__ import annotations

from django.urls import path

from shop.payments import views

app_name = "payments"

urlpatterns = [
    path("<str:number>/", views.pay, name="pay"),
    path("<str:number>/start/", views.start, name="start"),
    path("<str:number>/state/", views.state, name="state"),
    path("<str:number>/return/", views.come_back, name="return"),
    path("<str:number>/qr.png", views.qr_png, name="qr"),
]
