from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ListingsConfig(AppConfig):
    name = "shop.listings"
    label = "listings"

    def ready(self) -> None:
        from community.audit.words import say_verbs

        say_verbs(
            {
                "listing.added": _("Listed goods"),
                "listing.duplicated": _("Made a copy of goods"),
                "listing.changed": _("Changed what goods say"),
                "listing.offers": _("Changed price, stock or number"),
                "listing.priced": _("Changed a price"),
                "listing.variants": _("Changed what goods come in"),
                "listing.counted": _("Counted goods"),
                "listing.published": _("Put goods on sale"),
                "listing.review": _("Goods went to staff before the sale"),
                "listing.paused": _("Paused a sale"),
                "listing.archived": _("Put goods away"),
                "listing.withdrawn": _("Took goods away"),
                "listing.draft": _("Made goods a draft"),
            }
        )
