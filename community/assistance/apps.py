from django.apps import AppConfig


class AssistanceConfig(AppConfig):
    name = "community.assistance"
    label = "assistance"
