"""What the buyer has told the checkout so far, kept with the basket."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest
from oscar.apps.basket.models import Basket

from community.people.models import SavedAddress, User
from community.places.models import Province
from shop.checkout.models import Draft
from shop.purchases.contact import Contact

ADDRESS_FIELDS = ("address", "subdistrict", "district", "province_code", "postcode")
CONTACT_FIELDS = ("name", "phone", "email", "note", *ADDRESS_FIELDS)
SESSION_KEY = "checkout_draft"


def draft_of(request: HttpRequest, basket: Basket) -> Draft:
    """Return the basket's draft; a new one knows what this browser or the account knows."""
    draft = Draft.objects.filter(basket=basket).first()
    return draft or _prefilled(request, basket)


def save_draft(request: HttpRequest, draft: Draft, fields: Iterable[str]) -> None:
    """Write these fields of the basket's one draft, and remember it past a log-in.

    Another tab may have begun the draft meanwhile.
    """
    values = {name: getattr(draft, name) for name in fields}
    saved, _created = Draft.objects.update_or_create(basket=draft.basket, defaults=values)
    request.session[SESSION_KEY] = saved.pk


def _prefilled(request: HttpRequest, basket: Basket) -> Draft:
    draft = Draft(basket=basket)
    if told := Draft.objects.filter(pk=request.session.get(SESSION_KEY, 0)).first():
        # Logging in, or cancelling a purchase, brought another basket.
        for name in (*CONTACT_FIELDS, "delivery"):
            setattr(draft, name, getattr(told, name))
    elif isinstance(request.user, User):
        draft.name, draft.phone = request.user.name, request.user.phone or ""
        draft.email = request.user.email or ""
        saved = SavedAddress.objects.filter(user=request.user).first()
        if saved:
            take_address(draft, saved)
    return draft


def take_address(draft: Draft, saved: SavedAddress) -> None:
    for name in ("name", "phone", *ADDRESS_FIELDS):
        setattr(draft, name, getattr(saved, name))


def has_contact(draft: Draft) -> bool:
    return bool(draft.pk and draft.name and draft.phone)


def has_address(draft: Draft) -> bool:
    return all(getattr(draft, name) for name in ADDRESS_FIELDS)


def contact_of(draft: Draft) -> Contact:
    province = Province.objects.filter(code=draft.province_code).first()
    return Contact(
        name=draft.name,
        phone=draft.phone,
        email=draft.email,
        address=draft.address,
        subdistrict=draft.subdistrict,
        district=draft.district,
        province_code=draft.province_code,
        province_name=province.name_th if province else "",
        postcode=draft.postcode,
        note=draft.note,
    )
