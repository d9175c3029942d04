from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TeamsConfig(AppConfig):
    name = "community.teams"
    label = "teams"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "team.invited": _("Invited somebody"),
                "team.invitation_sent_again": _("Sent an invitation again"),
                "team.invitation_withdrawn": _("Took an invitation back"),
                "team.joined": _("Accepted an invitation"),
                "team.role_changed": _("Changed somebody's part"),
                "team.ended": _("Ended somebody's part"),
                "team.left": _("Left of one's own will"),
            }
        )
