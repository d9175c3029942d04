from django.apps import AppConfig


class RefundsConfig(AppConfig):
    name = "shop.refunds"
    label = "refunds"
