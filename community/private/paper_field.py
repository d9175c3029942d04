"""The form field for a paper: refuses what cannot be taken, beside the field."""

from __future__ import annotations

from django import forms


class PaperField(forms.FileField):
    """One picture or PDF. Its cleaned value goes to receiving.receive_paper."""
