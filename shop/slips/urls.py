from __future__ import annotations

from django.urls import path

from shop.slips import views

app_name = "slips"

urlpatterns = [
    path("photo/<uuid:key>/", views.photo, name="photo"),
    path("<slug:number>/", views.slip, name="slip"),
    path("<slug:number>/qr.png", views.qr_png, name="qr"),
]
