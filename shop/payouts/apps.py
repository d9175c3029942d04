from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PayoutsConfig(AppConfig):
    name = "shop.payouts"
    label = "payouts"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "batch.drawn_up": _("Drew up a batch of payouts"),
                "batch.checked": _("Looked a batch of payouts over"),
                "batch.released": _("Released a batch of payouts"),
                "batch.exported": _("Took the bank's file of a batch, with account numbers"),
                "batch.dropped": _("Dropped a batch of payouts"),
                "payout.held": _("Held a payout back"),
                "payout.freed": _("Let a payout go on"),
                "payout.paid": _("Wrote down that a payout was paid"),
                "payout.failed": _("Wrote down that a payout failed"),
                "payout.returned": _("Wrote down that a payout came back"),
                "payout.schedule": _("Changed when payouts are made"),
                "payout.paid_in": _("Booked money that a seller paid in"),
                "fund.proposed": _("Proposed a payout of a community's fund"),
                "fund.paid": _("Paid out of a community's fund"),
                "fund.dropped": _("Dropped a payout of a community's fund"),
            }
        )
