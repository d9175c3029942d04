"""Who has sent an application goes straight on to the first goods: one screen less."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from community.joining.models import Application
from community.joining.showing import first_listing_url
from community.sellers.access import CURRENT_SELLER
from shop.listings.models import Listing


def lead_to_first_goods(request: HttpRequest, application: Application) -> str:
    """Say that it is sent, and return where the first goods are listed.

    Return nothing where there is no shop, or something is on its shelf already. The desk then is
    the new shop's, whatever other one this person works for.
    """
    address = first_listing_url(application)
    if not address or Listing.objects.filter(seller=application.made_seller_id).exists():
        return ""
    request.session[CURRENT_SELLER] = application.made_seller_id
    text = _("Sent. We tell you on your phone. While you wait, add your first goods here.")
    messages.success(request, text)
    return address
