from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivateConfig(AppConfig):
    name = "community.private"
    label = "private"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "paper.opened": _("Opened a document"),
                "paper.saved": _("Saved a document"),
                "paper.swept": _("Removed a document that nothing needs"),
            }
        )
