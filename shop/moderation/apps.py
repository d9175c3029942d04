from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "shop.moderation"
    label = "moderation"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "look.asked": _("Goods wait for staff to look at them"),
                "look.accepted": _("Accepted goods or a change of them"),
                "look.returned": _("Returned goods or a change of them"),
                "look.withdrawn": _("Took goods off sale"),
                "look.dropped": _("Took a change back"),
                "listing.given_back": _("Gave goods back to their seller"),
                "report.sent": _("Reported goods"),
                "report.upheld": _("A report of goods was right"),
                "report.dismissed": _("A report of goods was not right"),
                "word.added": _("Added a word to the forbidden ones"),
                "word.changed": _("Changed a forbidden word"),
                "word.removed": _("Removed a forbidden word"),
            }
        )
