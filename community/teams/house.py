"""Whose people a page is about: a shop's or a community's. The pages are the same."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied

from community.people.models import User
from community.sellers.models import Seller
from community.teams.parts import Place


@dataclass(frozen=True)
class House:
    user: User
    place: Place
    base: str  # the template that the pages stand in
    routes: str  # what their names begin with: desk:team
    may_manage: bool
    shown: dict[str, Any] = field(default_factory=dict)  # what the base needs

    @property
    def is_shop(self) -> bool:
        return isinstance(self.place, Seller)

    def require_manager(self) -> None:
        """Raise PermissionDenied for who may look and not change."""
        if not self.may_manage:
            raise PermissionDenied
