from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OfficeConfig(AppConfig):
    name = "shop.office"
    label = "office"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "application.taken": _("Took up the application"),
                "application.taken_over": _("Took the application over"),
                "application.released": _("Gave the application back to the queue"),
                "application.changes_asked": _("Asked for changes"),
                "application.approved": _("Approved the application"),
                "application.closed": _("Closed the application"),
                "application.suspended": _("Suspended"),
                "application.resumed": _("Put on sale again"),
                "answer.accepted": pgettext_lazy("an answer", "Accepted"),
                "answer.checked": _("Checked once, of two looks"),
                "answer.returned": _("Returned"),
                "answer.waived": _("Did without"),
                "number.shown": _("Looked at a number in full"),
                "seller.suspended": _("Suspended the shop"),
                "seller.approved": _("Put the shop on sale again"),
                "seller.closed": _("Closed the shop"),
                "requirement.added": _("Added a requirement"),
                "requirement.changed": _("Changed a requirement"),
                "requirement.moved": _("Moved a requirement"),
                "requirement.on": _("Switched a requirement on"),
                "requirement.off": _("Switched a requirement off"),
            }
        )
