from __future__ import annotations

from dataclasses import dataclass

from community.people.models import User


@dataclass(frozen=True)
class By:
    """Who moves stock; `owner` is whom a helper acts for."""

    user: User | None
    owner: User | None = None


NOBODY = By(None)  # the project itself: demo goods, what a migration found
