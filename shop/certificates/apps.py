from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "shop.certificates"
    label = "certificates"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "certificate.sent": _("Sent a certificate"),
                "certificate.mended": _("Mended a certificate and sent it again"),
                "certificate.withdrawn": _("Withdrew a certificate"),
                "certificate.checked": _("Checked a certificate: buyers see it"),
                "certificate.refused": _("Refused a certificate"),
                "certificate.expired": _("A certificate ended"),
            }
        )
