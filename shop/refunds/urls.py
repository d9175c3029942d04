from __future__ import annotations

from django.urls import path

from shop.refunds import views

app_name = "refunds"

urlpatterns = [
    path("photos/<uuid:key>/", views.photo, name="photo"),
    path("evidence/<uuid:key>/", views.evidence_photo, name="evidence-photo"),
    path("ask/<slug:number>/", views.ask, name="ask"),
    path("<slug:number>/", views.refunds, name="refunds"),
    path("<slug:number>/<int:pk>/account/", views.account, name="account"),
    path("<slug:number>/<int:pk>/back/", views.take_back, name="take-back"),
    path("<slug:number>/<int:pk>/complaint/", views.complaint, name="complaint"),
]
