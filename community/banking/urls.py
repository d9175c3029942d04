"""Under /payout-account/: the page that a warning leads to."""

from __future__ import annotations

from django.urls import path

from community.banking import views

app_name = "banking"

urlpatterns = [
    path("stop/<str:token>/", views.stop, name="stop"),
]
