from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssistanceConfig(AppConfig):
    name = "community.assistance"
    label = "assistance"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "helper.appointed": _("Made somebody a helper"),
                "helper.retired": _("Ended a helper's part"),
                "grant.asked": _("Asked an owner to help"),
                "grant.started": _("Began to help a shop"),
                "grant.refused": _("Refused a helper"),
                "grant.expired": _("A helper's part in a shop was over"),
                "grant.ended": _("Ended a helper's part in a shop"),
                "application.help_ended": _("Ended a helper's part in an application"),
                "member.added": _("Made an account for a member"),
            }
        )
