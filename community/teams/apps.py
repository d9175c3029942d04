from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "community.teams"
    label = "teams"
