"""The URL map: one include for each room. Each route's access is in tests/test_access_matrix.py."""

from __future__ import annotations

from django.apps import apps
from django.urls import include, path

urlpatterns = [
    path("", include("shop.browse.urls")),
    path("", include("shop.moderation.urls")),
    path("", include("shop.stock_news.urls")),
    path("basket/", include("shop.basket.urls")),
    path("checkout/", include("shop.checkout.urls")),
    path("orders/<slug:number>/papers/", include("shop.papers.urls")),
    path("orders/", include("shop.purchases.urls")),
    path("pay/", include("shop.payments.urls")),
    path("slips/", include("shop.slips.urls")),
    path("refunds/", include("shop.refunds.urls")),
    path("webhooks/", include("shop.gateways.urls")),
    path("desk/", include("shop.desk.urls")),
    path("office/", include("shop.office.urls")),
    path("account/", include("community.people.urls")),
    path("media/", include("shop.listings.media_urls")),
    path("papers/", include("community.private.urls")),
    path("join/", include("community.joining.urls")),
    path("places/", include("community.places.urls")),
    path("invitations/", include("community.teams.urls")),
    path("payout-account/", include("community.banking.urls")),
    path("my-community/", include("community.groups.urls")),
    path("my-community/team/", include("community.teams.community_urls")),
    path("helping/", include("community.assistance.urls")),
    path("dashboard/", apps.get_app_config("dashboard").urls),  # type: ignore[attr-defined]
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
