from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "community.groups"
    label = "groups"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs({"community.changed": _("Changed the community's page")})
