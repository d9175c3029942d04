from django.apps import AppConfig


class SellersConfig(AppConfig):
    name = "community.sellers"
    label = "sellers"
