"""The accounts that come with the demo market. Their password is known to everyone."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from community.banking.models import PayoutAccount
from community.groups.models import Community, Membership
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.listings.demo.helping import let_help
from shop.listings.demo.money.people import name_account

PASSWORD = "talat-demo-2569"  # noqa: S105  printed by make run
SELLER = "rom-tong-kham"
WEIGHING_SELLER = "sai-ua-mae-bua"
COMMUNITY = "rom-sa-tong-kham"
PROMPTPAY = "1999900002016"  # province 99: nobody has it
ACCOUNTS = {
    "buyer@example.org": "สมชาย ใจดี",
    "seller@example.org": "มะลิ ทองคำ",
    "community@example.org": "นิรันดร์ ร่มสา",
    "helper@example.org": "ดาว แสนดี",
    "staff@example.org": "อนันต์ ดูแล",
    "staff2@example.org": "วันดี ตรวจทาน",  # a bank account is looked at by two
}


def invite_people(sellers: dict[str, Seller], communities: dict[str, Community]) -> dict[str, User]:
    """Make the accounts; the seller's and the community's own something of the market."""
    people = _accounts()
    SellerMember.objects.create(
        seller=sellers[SELLER],
        user=people["seller@example.org"],
        role=SellerMember.Role.OWNER,
    )
    # A second shop, whose sausages are sold by weight: with one alone there is nothing to switch.
    SellerMember.objects.create(
        seller=sellers[WEIGHING_SELLER],
        user=people["seller@example.org"],
        role=SellerMember.Role.MANAGER,
    )
    Membership.objects.create(
        community=communities[COMMUNITY],
        user=people["community@example.org"],
        role=Membership.Role.MANAGER,
    )
    let_help(people["helper@example.org"], sellers[SELLER], people["seller@example.org"])
    promptpay = PayoutAccount.Kind.PROMPTPAY  # so that buyers can be shown its QR code
    name_account(sellers[SELLER], people["seller@example.org"], promptpay, PROMPTPAY)
    return people


def _accounts() -> dict[str, User]:
    hashed = make_password(PASSWORD)  # once: each costs a third of a second
    people = User.objects.bulk_create(
        User(email=email, name=name, password=hashed, is_staff=email.startswith("staff"))
        for email, name in ACCOUNTS.items()
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in people
    )
    return {str(user.email): user for user in people}
