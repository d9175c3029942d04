"""Write how a seller's papers are headed, and whether it is registered for VAT."""

from __future__ import annotations

from django.db import transaction

from community.audit.recording import record
from community.people.models import User
from community.sellers.models import Seller
from shop.papers.forms import LetterheadForm
from shop.papers.models import Letterhead

FIELDS = ("legal_name", "address", "tax_id", "branch")


@transaction.atomic
def write_heading(seller: Seller, form: LetterheadForm, by: User) -> None:
    """Save what the form says; papers that were issued stay as they are."""
    said = {name: form.cleaned_data[name] for name in FIELDS}
    Letterhead.objects.update_or_create(seller=seller, defaults=said)
    registered = form.cleaned_data["vat_registered"]
    Seller.objects.filter(pk=seller.pk).update(vat_registered=registered)
    record(by, "papers.headed", seller, seller_id=seller.pk, vat_registered=registered)
