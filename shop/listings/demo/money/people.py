"""Who is in the demo's money: shops with an owner and an account, staff, and who buys.

Every person, number and address is made up.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from community.banking.models import PayoutAccount
from community.banking.numbers import account_index, last_four
from community.groups.models import Community
from community.people.models import User
from community.sellers.models import Seller, SellerMember
from shop.purchases.contact import Contact

UMBRELLAS, SAUSAGES = "rom-tong-kham", "sai-ua-mae-bua"  # both are the demo seller's
PAPER, FANS, SWEETS = "po-sa-krasib", "phad-sai-mon", "khanom-ba-kaew"
OWNERS = {
    PAPER: ("ปอ กระซิบ", "+66900001001"),
    FANS: ("สายหมอน พัดดี", "+66900001002"),
    SWEETS: ("ดวงดี ขนมหวาน", "+66900001003"),
}
BANK = PayoutAccount.Kind.BANK
BANGKOK = {"subdistrict": "ลาดยาว", "district": "จตุจักร", "province_code": "10"}
CHIANG_MAI = {"subdistrict": "สุเทพ", "district": "เมืองเชียงใหม่", "province_code": "50"}
IN_BANGKOK = {**BANGKOK, "province_name": "กรุงเทพมหานคร", "postcode": "10900"}
IN_CHIANG_MAI = {**CHIANG_MAI, "province_name": "เชียงใหม่", "postcode": "50200"}
BUYERS = (
    Contact("สมชาย ใจดี", "+66900002001", "buyer@example.org", "99/1 ซอยตัวอย่าง", **IN_BANGKOK),
    Contact("วรรณา ตัวอย่าง", "+66900002002", "wanna@example.org", "12 หมู่ 99", **IN_CHIANG_MAI),
    Contact("ประสิทธิ์ สมมุติ", "+66900002003", "prasit@example.org", "7 หมู่ 99", **IN_CHIANG_MAI),
    Contact("จันทร์เพ็ญ นามสมมุติ", "+66900002004", "", "45/6 ซอยตัวอย่าง", **IN_BANGKOK),
)


@dataclass(frozen=True)
class Cast:
    buyer: User  # the first of BUYERS; the others have no account
    staff: User
    second: User
    niran: User  # runs the umbrella makers' community
    sellers: dict[str, Seller]
    owners: dict[int, User]  # by seller id
    umbrellas: Community
    evening: Community  # the sausages' and the sweets'

    def owner_of(self, slug: str) -> User:
        return self.owners[self.sellers[slug].pk]


def gather(
    people: dict[str, User], sellers: dict[str, Seller], communities: dict[str, Community]
) -> Cast:
    """Return who acts; shops that nobody owned get an owner, all but two an account."""
    mali = people["seller@example.org"]
    owners = {sellers[UMBRELLAS].pk: mali, sellers[SAUSAGES].pk: mali}
    for slug, (name, phone) in OWNERS.items():
        owners[sellers[slug].pk] = _owner(sellers[slug], name, phone)
    name_account(sellers[SAUSAGES], mali, BANK, "9990000002")
    name_account(sellers[PAPER], owners[sellers[PAPER].pk], BANK, "9990000003")
    return Cast(
        people["buyer@example.org"],
        people["staff@example.org"],
        people["staff2@example.org"],
        people["community@example.org"],
        sellers,
        owners,
        communities["rom-sa-tong-kham"],
        communities["kad-mua-hai-ya"],
    )


def _owner(seller: Seller, name: str, phone: str) -> User:
    owner = User.objects.create_user(name=name, phone=phone, phone_verified=True)
    SellerMember.objects.create(seller=seller, user=owner, role=SellerMember.Role.OWNER)
    return owner


def name_account(seller: Seller, owner: User, kind: str, number: str) -> None:
    """Say where the shop's money goes: a number that nobody has been given."""
    now = timezone.now()
    PayoutAccount.objects.create(
        seller=seller,
        kind=kind,
        bank_code="006" if kind == BANK else "",
        number=number,
        number_index=account_index(number),
        last_four=last_four(number),
        holder_name=owner.name,
        state=PayoutAccount.State.ACTIVE,
        asked_by=owner,
        confirmed_by=owner,
        confirmed_at=now,
        active_from=now,
    )
