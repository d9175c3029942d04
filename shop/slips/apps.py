from django.apps import AppConfig


class SlipsConfig(AppConfig):
    name = "shop.slips"
    label = "slips"
