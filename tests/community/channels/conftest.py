"""A notice of the tests' own: its template lies beside them."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "templates"


@pytest.fixture
def own_notices(settings: Any) -> None:
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [FOLDER, *templates[0]["DIRS"]]
    settings.TEMPLATES = templates
