from django.apps import AppConfig


class BasketConfig(AppConfig):
    name = "shop.basket"
    label = "talat_basket"
