"""What one fills in to invite somebody or to give somebody another role."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.groups.models import Membership
from community.people.fields import LineField
from community.people.phones import to_e164
from community.sellers.models import Seller, SellerMember
from community.teams.parts import Place

Role = SellerMember.Role
SELLING = "selling"
SHOP_ROLES: list[tuple[str, str | Promise]] = [
    (Role.MANAGER, _("Manager: goods, stock, orders, the shop's page; sees the money")),
    (Role.PACKER, _("Packer: packs and sends orders; sees no sums")),
    (Role.ACCOUNTANT, _("Accountant: sees the money and the orders; changes nothing")),
    (Role.OWNER, _("Owner: everything, also the team and where the money goes")),
]
COMMUNITY_ROLES: list[tuple[str, str | Promise]] = [
    (Membership.Role.MEMBER, _("Member: belongs to the community")),
    (Membership.Role.MANAGER, _("Manager: changes the page, invites people and sellers")),
]
SELLER_ROLE: tuple[str, str | Promise] = (SELLING, _("Seller: sells under this community"))


def roles_of(place: Place) -> list[tuple[str, str | Promise]]:
    return SHOP_ROLES if isinstance(place, Seller) else COMMUNITY_ROLES


class RoleForm(forms.Form):
    role = forms.ChoiceField(
        label=_("What may this person do?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what this person may do.")},
    )

    def __init__(self, place: Place, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles_of(place)  # type: ignore[attr-defined]


class InviteForm(RoleForm):
    """Into a team or a community; with SELLING as the role, to sell under a community."""

    name = LineField(
        label=_("Name"),
        max_length=120,
        help_text=_("As you call this person. Only you and your team see it."),
        error_messages={"required": _("Write a name, so that you know later whom you invited.")},
    )
    reach = LineField(
        label=_("Telephone number or e-mail address"),
        max_length=254,
        help_text=_("The link goes there, and opens only for the account with this number."),
        error_messages={"required": _("Write a telephone number or an e-mail address.")},
    )
    field_order = ("name", "reach", "role")

    def __init__(self, place: Place, *args: Any, **kwargs: Any) -> None:
        super().__init__(place, *args, **kwargs)
        if not isinstance(place, Seller):
            self.fields["role"].choices = [SELLER_ROLE, *COMMUNITY_ROLES]  # type: ignore[attr-defined]
            self.fields["role"].label = _("What do you invite this person to?")
        self.fields["reach"].widget.attrs.update(
            {"autocapitalize": "none", "spellcheck": "false", "inputmode": "email"}
        )

    def clean_reach(self) -> dict[str, str]:
        """Return what names the person: {"phone": E.164} or {"email": …}."""
        typed: str = self.cleaned_data["reach"]
        if "@" not in typed:
            return {"phone": to_e164(typed)}
        try:
            validate_email(typed)
        except ValidationError:
            raise ValidationError(
                _("This is not an e-mail address. Write it like name@example.org.")
            ) from None
        return {"email": typed.lower()}
