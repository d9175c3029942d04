from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BankingConfig(AppConfig):
    name = "community.banking"
    label = "banking"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "account.opened": _("Opened the payout account"),
                "account.asked": _("Asked for another payout account"),
                "account.confirmed": _("Confirmed another payout account"),
                "account.stopped": _("Stopped a change of the payout account"),
                "account.checked": _("Looked at a first payout account, as the first of two"),
                "account.seconded": _("Looked at a first payout account, as the second"),
                "account.refused": _("Refused a payout account"),
                "account.number_shown": _("Saw the whole number of a payout account"),
                "account.began": _("Another payout account came into use"),
            }
        )
