from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "shop.desk"
    label = "desk"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "stock.moved": _("Wrote into the stock book"),
                "stock.waits": _("Wrote a number for after the open orders"),
                "stock.wait_ended": _("Gave up a correction that waited"),
                "stock.kept_back": _("Kept goods back for a market day"),
                "stock.put_back": _("Put kept back goods on sale again"),
            }
        )
