from __future__ import annotations

from django.urls import path

from shop.moderation import views

app_name = "moderation"

urlpatterns = [
    path("goods/<int:pk>/report/", views.report, name="report"),
    path("reports/<uuid:key>/", views.answer, name="answer"),
]
