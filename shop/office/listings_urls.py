"""Part of the office's map: goods that wait for staff, what buyers report, forbidden words."""

from __future__ import annotations

from django.urls import path

from shop.office import listings_reports, listings_views, listings_words

urlpatterns = [
    path("goods/", listings_views.listings, name="listings"),
    path("goods/<int:pk>/", listings_views.listing, name="listing"),
    path("goods/<int:pk>/next/", listings_views.next_listing, name="listing-next"),
    path("goods/<int:pk>/decide/", listings_views.decide, name="listing-decide"),
    path("goods/<int:pk>/give-back/", listings_views.give_back, name="listing-give-back"),
    path("reports/", listings_reports.reports, name="reports"),
    path("reports/<int:pk>/", listings_reports.report, name="report"),
    path("reports/<int:pk>/answer/", listings_reports.answer, name="report-answer"),
    path("words/", listings_words.words, name="words"),
    path("words/<int:pk>/", listings_words.word, name="word"),
    path("words/<int:pk>/remove/", listings_words.remove, name="word-remove"),
]
