from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HolidaysConfig(AppConfig):
    name = "community.holidays"
    label = "holidays"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs({"holiday.set": _("Set a holiday"), "holiday.ended": _("Ended a holiday")})
