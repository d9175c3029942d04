from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "community.channels"
    label = "channels"
