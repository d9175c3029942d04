from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StockConfig(AppConfig):
    name = "shop.stock"
    label = "stock"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "stock_take.done": _("Finished a stock-take"),
                "stock_take.dropped": _("Gave a stock-take up"),
            }
        )
