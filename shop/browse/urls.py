from __future__ import annotations

from django.urls import include, path

from shop.browse import (
    community_views,
    home_views,
    listing_views,
    machine_views,
    province_views,
    seller_views,
)
from shop.visits.watching import watched

browse = [
    path("", home_views.home, name="home"),
    path("sellers/", seller_views.sellers, name="sellers"),
    path("sellers/<slug:slug>/", seller_views.seller, name="seller"),
    path("communities/", community_views.communities, name="communities"),
    path("communities/<slug:slug>/", community_views.community, name="community"),
    path("communities/<slug:slug>/sellers/", community_views.sellers, name="community-sellers"),
    path("provinces/", province_views.provinces, name="provinces"),
    path("provinces/<slug:code>/", province_views.province, name="province"),
    path("robots.txt", machine_views.robots, name="robots"),
    path("sitemap.xml", machine_views.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", machine_views.sitemap, name="sitemap-part"),
]

# Oscar's dashboard links to these two by its own names, and puts the slugs of the categories
# above before a category's own: the way to the page, not the page's address.
catalogue = [
    path("goods/", listing_views.index, name="index"),
    path("goods/<slug:product_slug>_<int:pk>/", watched(listing_views.detail), name="detail"),
    path("category/<path:category_slug>_<int:pk>/", listing_views.category, name="category"),
]

search = [path("search/", listing_views.search, name="search")]

urlpatterns = [
    path("", include((browse, "browse"))),
    path("", include((catalogue, "catalogue"))),
    path("", include((search, "search"))),
]
