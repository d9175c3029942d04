"""What a thief would do first: put a number or an address of his own into the account."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.test import Client
from django.urls import reverse

from community.banking import changing, errors
from community.banking.contacts import changed_contact_at
from community.people.models import User
from community.people.numbers import give_number
from community.people.profile_forms import PhoneForm
from community.sellers.models import Seller
from tests.community.banking.accounts import WANTED

pytestmark = pytest.mark.django_db
PHONE = "+66812345678"


def refused(shop: Seller, owner: User) -> bool:
    account = changing.pending_account(shop) or changing.ask(shop, WANTED, owner)
    try:
        changing.confirm(account, owner)
    except errors.ContactTooNew:
        return True
    return False


def test_an_account_that_kept_its_number_confirms_at_once(malis_shop: Seller, mali: User) -> None:
    assert changed_contact_at(mali) is None
    assert not refused(malis_shop, mali)


def test_a_new_number_confirms_nothing_today(malis_shop: Seller, mali: User) -> None:
    assert give_number(mali, PHONE)

    assert refused(malis_shop, mali)


def test_the_same_number_proved_again_is_no_change(malis_shop: Seller, mali: User) -> None:
    mali.phone = PHONE
    mali.save()

    assert give_number(mali, PHONE)

    assert not refused(malis_shop, mali)


def test_a_number_that_was_taken_away_confirms_nothing_today(
    malis_shop: Seller, mali: User
) -> None:
    PhoneForm(mali).remove()

    assert refused(malis_shop, mali)


def test_a_new_address_confirms_nothing_today(
    client: Client, malis_shop: Seller, mali: User
) -> None:
    address = EmailAddress.objects.create(user=mali, email="new@example.org")

    client.post(reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key]))

    mali.refresh_from_db()
    assert mali.email == "new@example.org"
    assert refused(malis_shop, mali)


def test_the_first_proof_of_the_address_of_the_account_is_no_change(
    client: Client, malis_shop: Seller, mali: User
) -> None:
    address = EmailAddress.objects.create(user=mali, email="mali@example.org")

    client.post(reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key]))

    assert not refused(malis_shop, mali)
