from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RostersConfig(AppConfig):
    name = "community.rosters"
    label = "rosters"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "roster.read": _("Read a list of members"),
                "roster.confirmed": _("Confirmed a list of members"),
                "roster.tried_again": _("Tried the invitations of a list again"),
                "roster.dropped": _("Threw a list of members away"),
            }
        )
