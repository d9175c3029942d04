from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "community.people"
    label = "people"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "person.phone_changed": _("Changed the telephone number"),
                "person.email_changed": _("Changed the e-mail address"),
            }
        )
