from __future__ import annotations

from django.urls import include, path

from community.teams.team_paths import team_paths
from shop.desk import actions, goods_views, team_views, views

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
    path("goods/<int:pk>/", goods_views.change, name="listing"),
    path("goods/<int:pk>/move/", goods_views.move, name="listing-move"),
    path("goods/<int:pk>/offers/<int:variant_id>/", goods_views.offer, name="offer"),
    path("team/", include(team_paths(team_views))),
    path("switch/", views.switch, name="switch"),
]
