from __future__ import annotations

from django.urls import path

from community.joining import step_views, views

app_name = "joining"

urlpatterns = [
    path("", views.welcome, name="start"),
    path("new/<str:wants>/", step_views.new, name="new"),
    path("<uuid:key>/", views.application, name="application"),
    path("<uuid:key>/who/", step_views.who, name="who"),
    path("<uuid:key>/papers/", step_views.papers, name="papers"),
    path("<uuid:key>/send/", step_views.send, name="send"),
    path("<uuid:key>/withdraw/", views.withdraw, name="withdraw"),
]
