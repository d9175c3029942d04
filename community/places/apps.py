from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "community.places"
    label = "places"
