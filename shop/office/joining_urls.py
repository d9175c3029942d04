"""Part of the office's map: who wants to join, what is asked of them, and every shop."""

from __future__ import annotations

from django.urls import path

from shop.office import (
    applications_deciding,
    applications_views,
    requirements_views,
    sellers_views,
)

urlpatterns = [
    path("applications/", applications_views.applications, name="applications"),
    path("applications/<uuid:key>/", applications_views.application, name="application"),
    path(
        "applications/<uuid:key>/next/",
        applications_views.next_application,
        name="application-next",
    ),
    path("applications/<uuid:key>/take/", applications_deciding.take, name="application-take"),
    path(
        "applications/<uuid:key>/decide/", applications_deciding.decide, name="application-decide"
    ),
    path(
        "applications/<uuid:key>/number/", applications_deciding.reveal, name="application-number"
    ),
    path(
        "applications/<uuid:key>/answers/<int:pk>/",
        applications_deciding.answer,
        name="application-answer",
    ),
    path("requirements/", requirements_views.requirements, name="requirements"),
    path("requirements/new/", requirements_views.new_requirement, name="requirement-new"),
    path("requirements/<int:pk>/", requirements_views.requirement, name="requirement"),
    path(
        "requirements/<int:pk>/change/",
        requirements_views.change_requirement,
        name="requirement-change",
    ),
    path("sellers/", sellers_views.sellers, name="sellers"),
    path("sellers/<slug:slug>/", sellers_views.seller, name="seller"),
    path("sellers/<slug:slug>/decide/", sellers_views.decide_seller, name="seller-decide"),
]
