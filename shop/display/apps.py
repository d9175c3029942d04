from django.apps import AppConfig


class DisplayConfig(AppConfig):
    name = "shop.display"
    label = "display"
