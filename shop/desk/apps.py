from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "shop.desk"
    label = "desk"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs({"stock.moved": _("Wrote into the stock book")})
