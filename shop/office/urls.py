from __future__ import annotations

from django.urls import path

from shop.office import certificate_views, roster_views, views

app_name = "office"

urlpatterns = [
    path("", views.home, name="home"),
    path("purchases/", views.purchases, name="purchases"),
    path("purchases/<slug:number>/", views.purchase, name="purchase"),
    path("webhooks/", views.webhooks, name="webhooks"),
    path("webhooks/<int:pk>/retry/", views.retry_webhook, name="webhook-retry"),
    path("refunds-due/", views.refunds_due, name="refunds-due"),
    path("applications/", applications_views.applications, name="applications"),
    path("applications/<uuid:key>/", applications_views.application, name="application"),
    path("applications/<uuid:key>/next/", applications_views.next_application, name="next"),
    path("applications/<uuid:key>/take/", applications_views.take, name="take"),
    path("applications/<uuid:key>/decide/", applications_views.decide, name="decide"),
    path("applications/<uuid:key>/number/", applications_views.reveal, name="reveal"),
    path("applications/<uuid:key>/answers/<int:pk>/", applications_views.answer, name="answer"),
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
    path("certificates/", certificate_views.certificates, name="certificates"),
    path("certificates/<int:pk>/", certificate_views.certificate, name="certificate"),
    path("certificates/<int:pk>/check/", certificate_views.check, name="certificate-check"),
    path("certificates/<int:pk>/refuse/", certificate_views.refuse, name="certificate-refuse"),
    path("rosters/", roster_views.rosters, name="rosters"),
    path("rosters/template/", roster_views.template, name="roster-template"),
    path("rosters/<uuid:key>/", roster_views.roster, name="roster"),
    path("rosters/<uuid:key>/confirm/", roster_views.confirm, name="roster-confirm"),
    path("rosters/<uuid:key>/drop/", roster_views.drop, name="roster-drop"),
    path("rosters/<uuid:key>/state/", roster_views.state, name="roster-state"),
]
