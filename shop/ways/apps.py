from django.apps import AppConfig


class WaysConfig(AppConfig):
    name = "shop.ways"
    label = "ways"
