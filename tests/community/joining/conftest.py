from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # read before the settings are named; what is ours comes later
    from community.joining.models import Application
    from community.people.models import User


@pytest.fixture(autouse=True)
def private_root(settings: Any, tmp_path: Path) -> Path:
    settings.PRIVATE_ROOT = tmp_path / "private"
    return tmp_path / "private"


@pytest.fixture
def kampaeng(db: None) -> User:
    """Who wants to sell."""
    from tests.cast import make_user

    return make_user("kampaeng@example.org", name="คำแปง", phone="+66810000009")


@pytest.fixture
def draft(kampaeng: User) -> Application:
    """An application with everything in it, not sent yet."""
    from tests.joined import make_draft

    return make_draft(kampaeng)
