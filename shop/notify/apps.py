from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "shop.notify"
    label = "notify"
