"""The form field for a paper: refuses what cannot be taken, beside the field."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from community.private.receiving import Unacceptable, look_at

# A hint for the browser's chooser alone; what counts is what is in the file.
ACCEPT = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif,application/pdf"


class PaperField(forms.FileField):
    """One picture or PDF. Its cleaned value goes to receiving.receive_paper, drawn already."""

    widget = forms.FileInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages["required"] = _("Choose a photo or a PDF.")
        self.error_messages["invalid"] = _("Choose a photo or a PDF.")

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": ACCEPT}

    def to_python(self, data: Any) -> UploadedFile[Any] | None:
        """Return the upload. Raises Unacceptable."""
        if not data:
            return None
        if not isinstance(data, UploadedFile):
            raise Unacceptable(self.error_messages["invalid"], code="invalid")
        look_at(data)
        return data
