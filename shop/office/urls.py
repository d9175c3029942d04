from __future__ import annotations

from django.urls import include, path

from shop.office import (
    audit_views,
    certificate_views,
    helper_views,
    money_ways_views,
    payout_accounts_views,
    refund_views,
    roster_views,
    views,
)

app_name = "office"

urlpatterns = [
    path("", views.home, name="home"),
    path("purchases/", views.purchases, name="purchases"),
    path("purchases/<slug:number>/", views.purchase, name="purchase"),
    path("webhooks/", views.webhooks, name="webhooks"),
    path("webhooks/<int:pk>/retry/", views.retry_webhook, name="webhook-retry"),
    path("audit/", audit_views.audit, name="audit"),
    path("refunds-due/", refund_views.refunds, name="refunds-due"),
    path("", include("shop.office.joining_urls")),
    path("", include("shop.office.listings_urls")),
    path("money/", include("shop.office.money_urls")),
    path("money/", include("shop.office.slips_urls")),
    path("money/", include("shop.papers.office_urls")),
    path("money/ways/", money_ways_views.ways, name="money-ways"),
    path("money/", include("shop.office.refunds_urls")),
    path("money/payouts/", include("shop.office.payouts_urls")),
    path("money/", include("shop.office.commission_urls")),
    path("certificates/", certificate_views.certificates, name="certificates"),
    path("certificates/<int:pk>/", certificate_views.certificate, name="certificate"),
    path("certificates/<int:pk>/check/", certificate_views.check, name="certificate-check"),
    path("certificates/<int:pk>/refuse/", certificate_views.refuse, name="certificate-refuse"),
    path("rosters/", roster_views.rosters, name="rosters"),
    path("rosters/template/", roster_views.template, name="roster-template"),
    path("rosters/<uuid:key>/", roster_views.roster, name="roster"),
    path("rosters/<uuid:key>/confirm/", roster_views.confirm, name="roster-confirm"),
    path("rosters/<uuid:key>/again/", roster_views.again, name="roster-again"),
    path("rosters/<uuid:key>/drop/", roster_views.drop, name="roster-drop"),
    path("rosters/<uuid:key>/state/", roster_views.state, name="roster-state"),
    path("payout-accounts/", payout_accounts_views.payout_accounts, name="payout-accounts"),
    path("payout-accounts/<int:pk>/", payout_accounts_views.payout_account, name="payout-account"),
    path("helpers/", helper_views.helpers, name="helpers"),
    path("helpers/<int:pk>/retire/", helper_views.retire_helper, name="helper-retire"),
    path("helpers/grants/<int:pk>/", helper_views.grant, name="helper-grant"),
    path("helpers/grants/<int:pk>/sheet/", helper_views.add_sheet, name="helper-sheet"),
    path("helpers/grants/<int:pk>/confirm/", helper_views.confirm, name="helper-confirm"),
    path("helpers/grants/<int:pk>/end/", helper_views.end_grant, name="helper-end"),
]
