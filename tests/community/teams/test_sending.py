from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from community.people.models import User
from community.private.crypto import encrypt
from community.sellers.models import Seller
from community.teams import inviting, sending
from community.teams.models import Invitation
from tests.cast import make_user

pytestmark = pytest.mark.django_db
PHONE = "+66812345678"


def send(invitation: Invitation, link: str) -> bool:
    return sending.send(invitation.pk, encrypt(link, context=sending.SEALED_FOR))


def test_the_link_goes_out_by_sms_in_thai(
    malis_shop: Seller, mali: User, settings: Any, tmp_path: Path
) -> None:
    settings.DATA_DIR = tmp_path
    invitation, link = inviting.invite_to_team(malis_shop, mali, "packer", phone=PHONE)

    assert send(invitation, link)

    [message] = (tmp_path / "sms").iterdir()
    text = message.read_text("utf-8")
    assert text.startswith(f"{PHONE}\nมะลิ ชวนคุณมาช่วยงานที่ กี่แม่มะลิ")
    assert link in text


def test_it_goes_by_e_mail_in_the_language_of_the_account(malis_shop: Seller, mali: User) -> None:
    make_user("pat@example.org", language="en")
    invitation, link = inviting.invite_to_team(malis_shop, mali, "owner", email="pat@example.org")

    assert send(invitation, link)

    [letter] = mail.outbox
    assert letter.to == ["pat@example.org"]
    assert letter.subject == "มะลิ invites you to the team of Mali's Loom (Owner)."
    assert link in letter.body


def test_what_was_withdrawn_meanwhile_is_not_sent(malis_shop: Seller, mali: User) -> None:
    invitation, link = inviting.invite_to_team(malis_shop, mali, "owner", email="pat@example.org")
    inviting.withdraw(invitation, mali)

    assert not send(invitation, link)

    assert mail.outbox == []
