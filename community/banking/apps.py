from django.apps import AppConfig


class BankingConfig(AppConfig):
    name = "community.banking"
    label = "banking"
