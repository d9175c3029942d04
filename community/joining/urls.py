from __future__ import annotations

from django.urls import path

from community.joining import paper_views, send_views, terms_view, views, who_views

app_name = "joining"

urlpatterns = [
    path("", views.welcome, name="start"),
    path("terms/", terms_view.terms, name="terms"),
    path("new/<str:wants>/", who_views.new, name="new"),
    path("<uuid:key>/", views.application, name="application"),
    path("<uuid:key>/who/", who_views.who, name="who"),
    path("<uuid:key>/papers/", paper_views.papers, name="papers"),
    path("<uuid:key>/send/", send_views.send, name="send"),
    path("<uuid:key>/withdraw/", views.withdraw, name="withdraw"),
]
