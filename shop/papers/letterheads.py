"""How sellers and the marketplace are called on papers, and whether that is enough."""

from __future__ import annotations

from typing import Any, TypedDict

from django.conf import settings
from django.db.models import QuerySet

from community.sellers.models import Seller
from shop.papers.models import TAX_ID_DIGITS, Letterhead


class Party(TypedDict):
    """Who issues a paper, or to whom. Branch "": the head office, or a person."""

    name: str
    address: str
    tax_id: str
    branch: str


def letterhead_of(seller: Seller) -> Letterhead:
    """Return what the seller wrote for its papers, or what its shop says of it, unsaved."""
    found = Letterhead.objects.filter(seller=seller).first()
    if found:
        return found
    number = seller.registration_no
    return Letterhead(
        seller=seller,
        legal_name=seller.name_th,
        address=_address(getattr(seller, "application", None)) or seller.province.name_th,
        tax_id=number if is_public(seller) and is_tax_id(number) else "",
    )


def is_public(seller: Seller) -> bool:
    """Return whether its number may stand on a paper unasked: never a person's own."""
    return seller.vat_registered or seller.kind != Seller.Kind.INDIVIDUAL


def is_tax_id(number: str) -> bool:
    return len(number) == TAX_ID_DIGITS and number.isascii() and number.isdigit()


def can_invoice(seller: Seller) -> bool:
    """Return whether its tax invoices can be written: the law wants name, address, tax id.

    As the seller wrote them: what its shop's page says is no address.
    """
    return full_letterheads().filter(seller=seller).exists()


def full_letterheads() -> QuerySet[Letterhead]:
    return Letterhead.objects.exclude(address="").exclude(tax_id="")


def party(letterhead: Letterhead) -> Party:
    return {
        "name": letterhead.legal_name,
        "address": letterhead.address,
        "tax_id": letterhead.tax_id,
        "branch": letterhead.branch,
    }


def marketplace() -> Party:
    return {
        "name": settings.MARKETPLACE_NAME,
        "address": settings.MARKETPLACE_ADDRESS,
        "tax_id": settings.MARKETPLACE_TAX_ID,
        "branch": "",
    }


def buyer_of(purchase: Any, *, asked: bool) -> Party:
    """Return to whom a sale's paper is made out: as asked for, or who placed the purchase."""
    request = getattr(purchase, "invoice_request", None) if asked else None
    if request is None:
        return {"name": purchase.name, "address": _address(purchase), "tax_id": "", "branch": ""}
    return {
        "name": request.name,
        "address": request.address,
        "tax_id": request.tax_id,
        "branch": request.branch,
    }


def _address(of: Any) -> str:
    """Return the Thai address of a purchase or an application in one line, or nothing."""
    if of is None or not of.address:
        return ""
    province = of.province_name if hasattr(of, "province_name") else str(of.province or "")
    before = ("แขวง", "เขต", "") if province.startswith("กรุงเทพ") else ("ต.", "อ.", "จ.")
    names = (of.subdistrict, of.district, province)
    parts = [f"{word}{name}" for word, name in zip(before, names, strict=True) if name]
    return " ".join([of.address, *parts, of.postcode]).strip()
