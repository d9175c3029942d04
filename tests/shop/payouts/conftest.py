from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from community.people.models import User


@pytest.fixture
def nok(db: None) -> User:
    """The second of the staff."""
    from tests.cast import make_staff

    return make_staff("nok@example.org", "นก")
