from django.apps import AppConfig


class PurchasesConfig(AppConfig):
    name = "shop.purchases"
    label = "purchases"
