"""What the people of a team may do, and what an owner can let a helper do."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from community.sellers.models import SellerMember

Role = SellerMember.Role


class Power(models.TextChoices):
    LIST_PRODUCTS = "list_products", _("List products")
    MANAGE_STOCK = "manage_stock", _("Manage stock")
    HANDLE_ORDERS = "handle_orders", _("Handle orders")
    SEE_MONEY = "see_money", _("See sales and money")
    EDIT_SHOP = "edit_shop", _("Change the shop's page and holidays")
    MANAGE_TEAM = "manage_team", _("Invite people and end their part")
    CHANGE_ACCOUNT = "change_account", _("Change where the money goes")


DAILY = frozenset({Power.LIST_PRODUCTS, Power.MANAGE_STOCK, Power.HANDLE_ORDERS})
ROLE_POWERS: dict[str, frozenset[Power]] = {
    Role.OWNER: frozenset(Power),
    Role.MANAGER: DAILY | {Power.SEE_MONEY, Power.EDIT_SHOP},
    Role.PACKER: frozenset({Power.HANDLE_ORDERS}),
    Role.ACCOUNTANT: frozenset({Power.SEE_MONEY}),
}
# The only ones that an owner can give a helper: never the bank account, never the team.
GRANTABLE = DAILY
