from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "shop.certificates"
    label = "certificates"

    def ready(self) -> None:
        from community.audit.words import say_verbs
        from community.private.sights import allow_sight
        from shop.certificates.paper_sight import evidence_of_ones_shops

        allow_sight(evidence_of_ones_shops)

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
