from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RefundsConfig(AppConfig):
    name = "shop.refunds"
    label = "refunds"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs({"refund.account_shown": _("Looked at a buyer's account number")})
