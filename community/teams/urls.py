"""Under /invitations/: what an invited person opens, logged in or not."""

from __future__ import annotations

from django.urls import path

from community.teams import views

app_name = "teams"

urlpatterns = [
    path("", views.kept, name="kept"),
    path("<str:secret>/", views.invitation, name="invitation"),
]
