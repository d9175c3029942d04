from django.urls import path

from shop.stock_news import ending_views, views

app_name = "stock_news"
urlpatterns = [
    path("goods/<int:pk>/tell-me/", views.tell_me, name="tell-me"),
    path("tell-me/<int:pk>/<slug:secret>/", ending_views.stop, name="stop"),
    path("account/waiting/", ending_views.waiting, name="waiting"),
]
