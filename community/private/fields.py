"""A model field whose value the database cannot read."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from community.private.crypto import decrypt, encrypt


class EncryptedField(models.TextField):  # type: ignore[type-arg]
    """Text, sealed on its way to the database. It can be looked up by its blind index alone."""

    @property
    def context(self) -> str:
        """Return where its values belong. Renaming the field or its model shuts them."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_prep_value(self, value: Any) -> Any:
        text = super().get_prep_value(value)
        return encrypt(text, context=self.context) if text else ""

    def from_db_value(
        self, value: str | None, expression: Any, connection: BaseDatabaseWrapper
    ) -> str:
        return decrypt(value, context=self.context) if value else ""

    def get_lookup(self, lookup_name: str) -> Any:
        """Allow no comparison: every sealing of the same text is another."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
