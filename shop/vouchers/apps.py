from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from community.audit.words import say_verbs


class VouchersConfig(AppConfig):
    name = "shop.vouchers"
    label = "vouchers"

    def ready(self) -> None:
        say_verbs(
            {
                "voucher.made": _("Gave out a voucher"),
                "voucher.stopped": _("Stopped a voucher"),
            }
        )
