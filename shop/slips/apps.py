from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SlipsConfig(AppConfig):
    name = "shop.slips"
    label = "slips"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "slip.confirmed": _("Slip confirmed"),
                "slip.refused": _("Slip refused"),
                "slip.reopened": _("Slip looked at again"),
                "bank.imported": _("Bank statement taken in"),
                "bank.booked": _("Money in the bank booked"),
                "bank.set_aside": _("Money in the bank set aside"),
                "bank.reopened": _("Money in the bank looked at again"),
            }
        )
