from __future__ import annotations

from django.urls import path

from shop.papers import office_views as views

urlpatterns = [
    path("papers/", views.papers, name="papers"),
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("papers/<int:pk>.pdf", views.pdf, name="paper-pdf"),
]
