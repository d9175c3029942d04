from django.apps import AppConfig


class HolidaysConfig(AppConfig):
    name = "community.holidays"
    label = "holidays"
