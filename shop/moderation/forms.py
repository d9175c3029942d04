"""What a buyer fills in to report goods, and staff to keep a word."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.words.plain import clean_line, clean_text
from shop.moderation.models import Report, Word
from shop.moderation.spelling import key_of


class ReportForm(forms.Form):
    why = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=Report.Why.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    text = forms.CharField(
        label=_("Tell us what you saw"),
        max_length=2000,
        help_text=_("The seller does not learn who wrote it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Write what you saw, so that we know where to look."),
            "max_length": _("Write at most 2,000 letters."),
        },
    )

    def clean_text(self) -> str:
        text = clean_text(self.cleaned_data["text"])
        if not any(char.isalnum() for char in text):
            raise forms.ValidationError(_("Write what you saw, so that we know where to look."))
        return text


class WordForm(forms.ModelForm):  # type: ignore[type-arg]
    """One word, as people write it."""

    class Meta:
        model = Word
        fields = ("text", "topic", "effect", "marks_matter")
        labels = {
            "text": _("Word"),
            "topic": _("What it is about"),
            "effect": _("What happens"),
            "marks_matter": _("Tone marks matter: without them it is another word"),
        }

    def clean_text(self) -> str:
        text = clean_line(self.cleaned_data["text"])
        if len(key_of(text)) < 2:
            raise forms.ValidationError(_("Write a word of at least two letters."))
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "text" in cleaned:
            self.instance.folded = key_of(cleaned["text"])
            same = Word.objects.filter(folded=self.instance.folded).exclude(pk=self.instance.pk)
            if known := same.first():
                text = _("This word is in the list already, as “%(word)s”.") % {"word": known.text}
                self.add_error("text", text)
        return cleaned
