from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.joining.asking import TERMS_FIELDS, asks_the_same, is_agreed_to
from community.joining.models import Application
from community.joining.new_terms import NOTICE_DAYS, first_day, follows_agreed_ones
from community.joining.requirements import Requirement
from community.joining.review_errors import AskedAlready
from shop.office.applications_words import PLAIN

Kind = Requirement.Kind
MOST = 20  # papers to bring, goods to list
TERMS_NEEDED = ("terms_version", "terms_from", "terms_th")
TERMS_SENTENCE = _("Terms need a version, a day and a text.")


class RequirementForm(forms.ModelForm):  # type: ignore[type-arg]
    """One line of the checklist, as staff write it."""

    asked_of = forms.MultipleChoiceField(
        label=_("Asked of"),
        choices=Application.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one: of whom is it asked?")},
    )
    least = forms.IntegerField(
        label=_("At least how many"),
        min_value=0,
        max_value=MOST,
        initial=1,
        help_text=_("Papers to bring, or goods to list."),
    )
    terms_from = forms.DateField(
        label=_("Asked for from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Who sends an application on this day or later must agree to this text."),
    )

    class Meta:
        model = Requirement
        fields = (
            *("kind", "title_th", "title_en", "help_th", "help_en", "asked_of", "is_required"),
            *("least", "terms_version", "terms_from", "terms_th", "terms_en"),
        )
        labels = {
            "kind": _("What it is"),
            "title_th": _("Title in Thai"),
            "title_en": _("Title in English"),
            "help_th": _("Help in Thai"),
            "help_en": _("Help in English"),
            "is_required": _("Nobody is approved without it"),
            "terms_version": _("Version"),
            "terms_th": _("The terms in Thai"),
            "terms_en": _("The terms in English"),
        }
        error_messages = {"title_th": {"required": _("Please write a title in Thai.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("help_th", "help_en"):
            self.fields[name].widget.attrs["rows"] = 3
        for name in ("terms_th", "terms_en"):
            self.fields[name].widget.attrs["rows"] = 10
        if self.instance.pk:
            self.fields["kind"].disabled = True  # what was given would mean something else
            if self.instance.kind == Kind.TERMS:
                self._ask_for_terms()
        self.was_agreed_to = is_agreed_to(self.instance)

    def _ask_for_terms(self) -> None:
        for name in TERMS_NEEDED:
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = TERMS_SENTENCE

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self._check_asked_once(cleaned)
        if cleaned.get("kind") == Kind.TERMS:
            self._check_terms(cleaned)
        else:
            for name in TERMS_FIELDS:
                cleaned[name] = None if name == "terms_from" else ""
        return cleaned

    def _check_asked_once(self, cleaned: dict[str, Any]) -> None:
        kind, asked_of = cleaned.get("kind"), cleaned.get("asked_of")
        is_news = {"kind", "asked_of"} & set(self.changed_data) and self.instance.is_active
        if kind and asked_of and is_news and asks_the_same(kind, asked_of, self.instance.pk):
            self.add_error("asked_of", str(PLAIN[AskedAlready]))

    def _check_terms(self, cleaned: dict[str, Any]) -> None:
        for name in TERMS_NEEDED:
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, TERMS_SENTENCE)
        if not self.errors and TERMS_FIELDS & set(self.changed_data):
            self._check_version(cleaned)

    def _check_version(self, cleaned: dict[str, Any]) -> None:
        others = Requirement.objects.filter(terms_version=cleaned["terms_version"])
        if not self.was_agreed_to:
            others = others.exclude(pk=self.instance.pk)
        if others.exists():
            self.add_error(
                "terms_version",
                _("People have agreed to this version. Give the new text a new one."),
            )
        elif cleaned["terms_from"] < first_day() and self._follows(cleaned):
            sentence = _("New terms begin in %(days)s days or later: people are told before.")
            self.add_error("terms_from", sentence % {"days": NOTICE_DAYS})

    def _follows(self, cleaned: dict[str, Any]) -> bool:
        return self.was_agreed_to or follows_agreed_ones(
            cleaned.get("asked_of") or [], but=self.instance.pk
        )
