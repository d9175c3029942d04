"""Read the text messages of development's provider."""

from __future__ import annotations

import re
from pathlib import Path

from django.test import Client


class Texts:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def all(self) -> list[str]:
        found = sorted(self.folder.iterdir()) if self.folder.exists() else []
        return [path.read_text() for path in found]

    @property
    def last_code(self) -> str:
        found = re.search(r"\b\d{6}\b", self.all[-1])
        assert found
        return found.group()


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
