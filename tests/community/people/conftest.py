from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from tests.community.people.texts import Texts


@pytest.fixture
def texts(settings: Any, tmp_path: Path, db: None) -> Texts:
    """What is sent by SMS during the test; nothing is counted against anybody yet."""
    settings.DATA_DIR = tmp_path
    cache.clear()
    return Texts(tmp_path / "sms")
