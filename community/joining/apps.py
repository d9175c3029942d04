from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JoiningConfig(AppConfig):
    name = "community.joining"
    label = "joining"

    def ready(self) -> None:
        from community.audit.words import say_verbs
        from community.joining.paper_sight import papers_being_filled_in
        from community.private.sights import allow_sight

        allow_sight(papers_being_filled_in)

        say_verbs(
            {
                "application.started": _("Began an application"),
                "application.account_named": _("Wrote down the payout account"),
                "answer.given_again": _("Changed what had been accepted"),
                "application.submitted": _("Sent the application"),
                "application.forgotten": _("Removed a draft that nobody went on with"),
                "application.withdrawn": _("Took the application back"),
            }
        )
