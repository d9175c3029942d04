from __future__ import annotations

from django.urls import path

from community.places import views

app_name = "places"

urlpatterns = [path("postcode/", views.postcode, name="postcode")]
