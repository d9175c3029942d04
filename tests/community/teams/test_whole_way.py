"""From the SMS to the desk: somebody without an account joins a team."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from community.people.models import User
from community.private.crypto import encrypt
from community.sellers.models import Seller, SellerMember
from community.teams import inviting, sending
from tests.community.people.conftest import texts as texts  # noqa: PLC0414
from tests.community.people.texts import Texts

pytestmark = pytest.mark.django_db


def test_a_newcomer_signs_up_by_the_link_and_packs(
    client: Client, texts: Texts, malis_shop: Seller, mali: User
) -> None:
    invitation, link = inviting.invite_to_team(malis_shop, mali, "packer", phone="+66812345678")
    sending.send(invitation.pk, encrypt(link, context=sending.SEALED_FOR))
    found = re.search(r"/invitations/[\w-]+/", texts.all[-1])
    assert found
    path = found.group()

    shown = client.get(path).content.decode()
    typed = {"name": "พร", "phone": "081 234 5678", "next": "/invitations/"}
    client.post(reverse("account_signup"), typed)
    back = client.post(reverse("account_code_check"), {"code": texts.last_code})
    done = client.post(path)

    assert f"{reverse('account_signup')}?next=/invitations/" in shown
    assert back["Location"] == "/invitations/"
    assert done["Location"] == reverse("desk:today")
    member = SellerMember.objects.get(user__phone="+66812345678")
    assert (member.seller, member.role, member.user.name) == (malis_shop, "packer", "พร")
    assert client.get(reverse("desk:orders")).status_code == 200
    assert client.get(reverse("desk:payout-account")).status_code == 403
