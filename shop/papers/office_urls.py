from __future__ import annotations

from django.urls import path

from shop.papers import office_views as views
from shop.papers.mending_views import at_office

urlpatterns = [
    path("papers/", views.papers, name="papers"),
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("papers/<int:pk>.pdf", views.pdf, name="paper-pdf"),
    path("papers/<int:pk>/right/", at_office, name="paper-right"),
]
