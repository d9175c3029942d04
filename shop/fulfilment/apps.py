from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FulfilmentConfig(AppConfig):
    name = "shop.fulfilment"
    label = "fulfilment"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "order.packed": _("Packed an order"),
                "order.shipped": _("Sent an order"),
                "order.delivered": _("An order came to its buyer"),
                "order.cancelled": _("Cancelled an order that cannot be sent"),
                "order.returned": _("A parcel came back"),
            }
        )
