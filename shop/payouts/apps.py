from django.apps import AppConfig


class PayoutsConfig(AppConfig):
    name = "shop.payouts"
    label = "payouts"
