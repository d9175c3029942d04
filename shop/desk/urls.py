from __future__ import annotations

from django.urls import include, path

from community.teams.team_paths import team_paths
from shop.desk import (
    actions,
    certificate_views,
    community_views,
    delivery_views,
    goods_views,
    helper_views,
    holiday_views,
    payout_confirming,
    payout_views,
    shop_views,
    team_views,
    upload_views,
    views,
)

app_name = "desk"

urlpatterns = [
    path("", views.today, name="today"),
    path("orders/", views.orders, name="orders"),
    path("orders/<slug:number>/", views.order, name="order"),
    path("orders/<slug:number>/slip/", views.slip, name="slip"),
    path("orders/<slug:number>/pack/", actions.pack, name="pack"),
    path("orders/<slug:number>/ship/", actions.ship, name="ship"),
    path("goods/", goods_views.goods, name="goods"),
    path("goods/new/", goods_views.new, name="listing-new"),
    path("uploads/", upload_views.begin, name="upload-begin"),
    path("uploads/<uuid:key>/", upload_views.upload, name="upload"),
    path("goods/<int:pk>/", goods_views.change, name="listing"),
    path("goods/<int:pk>/move/", goods_views.move, name="listing-move"),
    path("goods/<int:pk>/offers/<int:variant_id>/", goods_views.offer, name="offer"),
    path("certificates/", certificate_views.certificates, name="certificates"),
    path("certificates/new/", certificate_views.new, name="certificate-new"),
    path("certificates/<int:pk>/", certificate_views.certificate, name="certificate"),
    path(
        "certificates/<int:pk>/withdraw/", certificate_views.withdraw, name="certificate-withdraw"
    ),
    path("team/", include(team_paths(team_views))),
    path("delivery/", delivery_views.methods, name="delivery"),
    path("delivery/new/<slug:kind>/", delivery_views.new, name="delivery-new"),
    path("delivery/<int:pk>/", delivery_views.change, name="delivery-method"),
    path("payout-account/", payout_views.account, name="payout-account"),
    path("payout-account/change/", payout_views.change, name="payout-change"),
    path("payout-account/confirm/", payout_confirming.confirm, name="payout-confirm"),
    path("payout-account/code/", payout_confirming.send, name="payout-code"),
    path("payout-account/stop/", payout_views.stop, name="payout-stop"),
    path("holidays/", holiday_views.holidays, name="holidays"),
    path("holidays/<int:pk>/end/", holiday_views.end, name="holiday-end"),
    path("shop/", shop_views.shop, name="shop"),
    path("shop/words/", shop_views.words, name="shop-words"),
    path("communities/", community_views.communities, name="communities"),
    path("communities/<int:pk>/leave/", community_views.leave, name="community-leave"),
    path("communities/requests/<int:pk>/back/", community_views.take_back, name="community-back"),
    path("helpers/", helper_views.helpers, name="helpers"),
    path("helpers/<int:pk>/yes/", helper_views.say_yes, name="helper-yes"),
    path("helpers/<int:pk>/no/", helper_views.say_no, name="helper-no"),
    path("helpers/<int:pk>/end/", helper_views.end, name="helper-end"),
    path("switch/", views.switch, name="switch"),
]
