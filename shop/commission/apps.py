from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from community.audit.words import say_verbs


class CommissionConfig(AppConfig):
    name = "shop.commission"
    label = "commission"

    def ready(self) -> None:
        say_verbs(
            {
                "commission.ruled": _("Wrote a rule of commission"),
                "commission.ended": _("Ended a rule of commission"),
            }
        )
