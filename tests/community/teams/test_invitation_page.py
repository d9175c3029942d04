from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.people.models import User
from community.sellers.models import Seller, SellerMember
from community.teams import inviting
from community.teams.models import Invitation
from tests.cast import PASSWORD, join_team, make_community, make_user

pytestmark = pytest.mark.django_db
PHONE = "+66812345678"


@pytest.fixture
def link(malis_shop: Seller, mali: User) -> str:
    _invitation, link = inviting.invite_to_team(
        malis_shop, mali, "packer", phone=PHONE, name="น้องพร"
    )
    return "/invitations/" + link.partition("/invitations/")[2]


@pytest.fixture
def pon(db: None) -> User:
    return make_user(None, name="พร", phone=PHONE, phone_verified=True)


def english(client: Client) -> Client:
    client.cookies["talat_language"] = "en"
    return client


def test_it_says_who_invites_into_what_and_leads_back_after_the_log_in(
    client: Client, link: str
) -> None:
    page = english(client).get(link).content.decode()

    assert "มะลิ invites you" in page
    assert "Work with Mali&#x27;s Loom" in page
    assert f"{reverse('account_login')}?next=/invitations/" in page
    assert f"{reverse('account_signup')}?next=/invitations/" in page
    assert f"next={link}" not in page


def test_the_secret_waits_in_the_session_while_its_person_logs_in(
    client: Client, link: str, pon: User, malis_shop: Seller
) -> None:
    pon.set_password(PASSWORD)
    pon.save()
    opened = client.post(link)
    client.post(opened["Location"], {"login": PHONE, "password": PASSWORD})
    shown = english(client).get("/invitations/")
    answer = client.post("/invitations/")

    assert opened["Location"] == f"{reverse('account_login')}?next=/invitations/"
    assert "Yes, I am in" in shown.content.decode()
    assert answer["Location"] == reverse("desk:today")
    assert SellerMember.objects.get(user=pon).seller == malis_shop
    assert english(client).get("/invitations/").status_code == 404


def test_who_is_logged_in_as_another_goes_on_with_the_right_account(
    client: Client, link: str, pon: User, krit: User
) -> None:
    english(client).force_login(krit)
    assert 'name="other"' in client.get(link).content.decode()

    answer = client.post(link, {"other": "1"})
    client.force_login(pon)

    assert answer["Location"] == f"{reverse('account_login')}?next=/invitations/"
    assert "Yes, I am in" in client.get("/invitations/").content.decode()


def test_without_a_link_it_asks_for_it_once_more(client: Client, db: None) -> None:
    answer = english(client).get("/invitations/")

    assert answer.status_code == 404
    assert "Open the link in the message" in answer.content.decode()


def test_nobody_learns_whom_it_was_meant_for(client: Client, link: str, krit: User) -> None:
    without = client.get(link).content.decode()
    client.force_login(krit)
    other = client.get(link).content.decode()

    for page in (without, other):
        assert "น้องพร" not in page
        assert "5678" not in page.replace(link, "")


def test_its_person_is_in_with_one_press_and_works_for_the_shop_now(
    client: Client, link: str, pon: User, malis_shop: Seller
) -> None:
    client.force_login(pon)

    answer = client.post(link)

    assert (answer.status_code, answer["Location"]) == (302, reverse("desk:today"))
    assert client.session["seller_id"] == malis_shop.pk
    assert client.get(reverse("desk:today")).status_code == 200


def test_each_thing_that_is_wrong_has_its_own_sentence(
    client: Client, link: str, pon: User, krit: User
) -> None:
    invitation = Invitation.objects.get()
    english(client).force_login(pon)
    heard = {}

    heard["unknown"] = client.get("/invitations/nonsense/")
    client.force_login(krit)
    heard["else"] = client.get(link)
    client.force_login(pon)
    for state in ("accepted", "withdrawn", "expired"):
        Invitation.objects.update(state=state)
        heard[state] = client.get(link)
    Invitation.objects.update(state="open", expires_at=timezone.now())
    heard["old"] = client.post(link)
    Invitation.objects.update(expires_at=invitation.expires_at)
    User.objects.filter(pk=pon.pk).update(phone_verified=False)
    heard["unproven"] = client.get(link)

    statuses = {key: answer.status_code for key, answer in heard.items()}
    assert statuses == {
        "unknown": 404,
        "else": 403,
        "accepted": 410,
        "withdrawn": 403,
        "expired": 410,
        "old": 410,
        "unproven": 403,
    }
    for key, words in {
        "unknown": "We do not know this link",
        "else": "sent to another telephone number or e-mail address",
        "accepted": "has been used already",
        "withdrawn": "was taken back",
        "expired": "is too old",
        "old": "is too old",
        "unproven": "show us that the number or address is yours",
    }.items():
        assert words in heard[key].content.decode(), key
    assert not SellerMember.objects.filter(user=pon).exists()


def test_who_is_in_already_hears_so(
    client: Client, link: str, pon: User, malis_shop: Seller
) -> None:
    join_team(malis_shop, pon, SellerMember.Role.MANAGER)
    english(client).force_login(pon)

    answer = client.post(link)

    assert "You are in already" in answer.content.decode()
    assert SellerMember.objects.get(user=pon).role == "manager"


def test_a_press_without_log_in_leads_to_it(client: Client, link: str) -> None:
    answer = client.post(link)

    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/invitations/")


def test_one_to_sell_leads_to_the_application(client: Client, pon: User, anan: User) -> None:
    invitation, whole = inviting.invite_to_sell(make_community(), anan, phone=PHONE)
    client.force_login(pon)

    answer = client.post("/invitations/" + whole.partition("/invitations/")[2])

    assert (answer.status_code, answer["Location"]) == (302, reverse("joining:start"))
    assert client.session["invitation"] == invitation.pk


@pytest.mark.parametrize("secret", ["%00", "a" * 5000, "%E0%B8%81", "..", "x'--"])
def test_nonsense_is_a_sentence_and_no_fault(client: Client, secret: str) -> None:
    assert client.get(f"/invitations/{secret}/").status_code == 404


def test_a_shop_that_is_not_ones_own_is_not_brought_along(
    client: Client, pon: User, anan: User, malis_shop: Seller
) -> None:
    _invitation, whole = inviting.invite_to_sell(make_community(), anan, phone=PHONE)
    client.force_login(pon)

    answer = client.post("/invitations/" + whole.partition("/invitations/")[2], {"shop": "mali"})

    assert answer["Location"] == reverse("joining:start")
    assert not malis_shop.communities.exists()


def test_a_shop_of_nonsense_is_no_fault(client: Client, pon: User, anan: User) -> None:
    _invitation, whole = inviting.invite_to_sell(make_community(), anan, phone=PHONE)
    client.force_login(pon)

    path = "/invitations/" + whole.partition("/invitations/")[2]

    assert client.post(path, {"shop": "\x00'--"}).status_code == 302
