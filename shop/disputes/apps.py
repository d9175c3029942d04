from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "shop.disputes"
    label = "disputes"
