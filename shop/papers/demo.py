"""How the papers of the demo market's sellers are headed: addresses and numbers of nobody."""

from __future__ import annotations

from community.sellers.models import Seller
from shop.papers.letterheads import is_tax_id
from shop.papers.models import Letterhead


def head_papers() -> None:
    """Give every seller that is registered for VAT a letterhead, so that invoices can be issued."""
    registered = Seller.objects.filter(vat_registered=True).select_related("province")
    Letterhead.objects.bulk_create(
        Letterhead(
            seller=seller,
            legal_name=seller.name_th,
            address=f"1 หมู่ 9 จ.{seller.province.name_th}",
            tax_id=seller.registration_no
            if is_tax_id(seller.registration_no)
            else f"99999{seller.pk:08}",
        )
        for seller in registered
    )
