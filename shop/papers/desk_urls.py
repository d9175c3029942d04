from __future__ import annotations

from django.urls import path

from shop.papers import desk_views as views
from shop.papers.mending_views import at_desk

papers_paths = [
    path("statements/", views.statements, name="statements"),
    path("statements/<int:year>-<int:month>/", views.statement, name="statement"),
    path(
        "statements/<int:year>-<int:month>.<slug:kind>", views.statement_file, name="statement-file"
    ),
    path("years/<int:year>/", views.year, name="year"),
    path("years/<int:year>.<slug:kind>", views.year_file, name="year-file"),
    path("papers/", views.papers, name="papers"),
    path("papers/heading/", views.heading, name="papers-heading"),
    path("papers/<int:pk>/", views.paper, name="paper"),
    path("papers/<int:pk>.pdf", views.pdf, name="paper-pdf"),
    path("papers/<int:pk>/right/", at_desk, name="paper-right"),
]
