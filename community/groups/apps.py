from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "community.groups"
    label = "groups"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "community.changed": _("Changed the community's page"),
                "community.seller_asked": _("Asked to sell under the community"),
                "community.seller_taken": _("Let a shop sell under the community"),
                "community.seller_refused": _("Did not take a shop into the community"),
                "community.request_withdrawn": _("Asked no longer to sell under the community"),
                "community.seller_ended": _("Ended a shop's place in the community"),
                "community.seller_left": _("Took the shop out of the community"),
            }
        )
