from django.urls import path

from shop.stock_news import views

app_name = "stock_news"
urlpatterns = [path("goods/<int:pk>/tell-me/", views.tell_me, name="tell-me")]
