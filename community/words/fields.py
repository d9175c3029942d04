"""Model fields for what people write: the database holds plain text, whichever way it came in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from community.words.plain import clean_line, clean_text


class PlainField(models.Field):  # type: ignore[type-arg]
    """A field that cleans on save, bulk_create, update and bulk_update, and before validation.

    To migrations it is the field of Django's that it stands on: no column differs.
    """

    django_path: ClassVar[str]

    @staticmethod
    def plain(text: str) -> str:
        raise NotImplementedError

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        return super().clean(self._plain_if_text(value), model_instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Return what is stored, and leave the instance holding the same."""
        value = self._plain_if_text(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return super().get_db_prep_save(self._plain_if_text(value), connection)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _, arguments, options = super().deconstruct()
        return str(name), self.django_path, list(arguments), dict(options)

    def _plain_if_text(self, value: Any) -> Any:
        return self.plain(value) if isinstance(value, str) else value


class PlainTextField(PlainField, models.TextField):  # type: ignore[type-arg]
    """Plain text with line breaks, as a story."""

    django_path = "django.db.models.TextField"
    plain = staticmethod(clean_text)


class PlainLineField(PlainField, models.CharField):  # type: ignore[type-arg]
    """Plain text on one line, as a name."""

    django_path = "django.db.models.CharField"
    plain = staticmethod(clean_line)
