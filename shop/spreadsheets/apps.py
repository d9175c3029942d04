from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpreadsheetsConfig(AppConfig):
    name = "shop.spreadsheets"
    label = "spreadsheets"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "import.brought": _("Brought a file of goods"),
                "import.saved": _("Saved goods from a file"),
                "import.undone": _("Took back what a file had changed"),
                "import.dropped": _("Threw a file of goods away"),
                "photos.brought": _("Brought photos in a zip file"),
                "goods.exported": _("Took the goods away as a file"),
            }
        )
