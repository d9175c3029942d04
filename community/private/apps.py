from django.apps import AppConfig


class PrivateConfig(AppConfig):
    name = "community.private"
    label = "private"
