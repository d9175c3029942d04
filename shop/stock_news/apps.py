from django.apps import AppConfig


class StockNewsConfig(AppConfig):
    name = "shop.stock_news"
    label = "stock_news"
