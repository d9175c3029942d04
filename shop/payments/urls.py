from __future__ import annotations

from django.urls import path

from shop.payments import views

app_name = "payments"

urlpatterns = [
    path("<slug:number>/", views.pay, name="pay"),
    path("<slug:number>/start/", views.start, name="start"),
    path("<slug:number>/state/", views.state, name="state"),
    path("<slug:number>/return/", views.come_back, name="return"),
    path("<slug:number>/qr.png", views.qr_png, name="qr"),
]
