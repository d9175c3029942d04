from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    name = "shop.papers"
    label = "papers"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "papers.headed": _("Changed how the shop's papers are headed"),
                "papers.mended": _("Put a tax invoice right"),
            }
        )
