"""Under /my-community/; its people are under /my-community/team/ (community.teams)."""

from __future__ import annotations

from django.urls import path

from community.groups import (
    holiday_views,
    member_views,
    pickup_views,
    seller_views,
    views,
    voucher_views,
)

app_name = "groups"

urlpatterns = [
    path("", views.home, name="home"),
    path("switch/", views.switch, name="switch"),
    path("leave/", member_views.leave, name="leave"),
    path("requests/<int:pk>/yes/", seller_views.say_yes, name="request-yes"),
    path("requests/<int:pk>/no/", seller_views.say_no, name="request-no"),
    path("sellers/<int:pk>/end/", seller_views.end, name="seller-end"),
    path("story/", views.story, name="story"),
    path("cover/", views.cover, name="cover"),
    path("cover/remove/", views.drop_cover, name="cover-remove"),
    path("place/", views.place, name="place"),
    path("market-days/", views.market_days, name="market-days"),
    path("pickup/", pickup_views.places, name="pickup"),
    path("pickup/new/", pickup_views.new, name="pickup-new"),
    path("pickup/<int:pk>/", pickup_views.change, name="pickup-place"),
    path("pickup/<int:pk>/up/", pickup_views.up, name="pickup-up"),
    path("pickup/<int:pk>/remove/", pickup_views.remove, name="pickup-remove"),
    path("vouchers/", voucher_views.vouchers, name="vouchers"),
    path("vouchers/<int:pk>/stop/", voucher_views.stop, name="voucher-stop"),
    path("holidays/", holiday_views.holidays, name="holidays"),
    path("holidays/<int:pk>/end/", holiday_views.end, name="holiday-end"),
]
