from __future__ import annotations

from django.urls import path

from community.private import views

app_name = "private"

urlpatterns = [
    path("<uuid:key>/", views.paper, name="paper"),
    path("<uuid:key>/<int:page>.jpg", views.page, name="page"),
]
