"""The last step: the story, the terms, and off it goes."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from community.joining.checklist import SETTLED, Kind
from community.joining.models import Answer, Application
from community.joining.requirements import Requirement
from community.joining.saving import note


class SendForm(forms.Form):
    """The story, which may be empty, and a box for each of the terms."""

    story_th = forms.CharField(
        label=_("Your story"),
        help_text=_("Who makes it, how, and since when. Two lines are enough; it can come later."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, data: Any = None, *, application: Application, answers: list[Answer]
    ) -> None:
        super().__init__(data, initial={"story_th": application.story_th})
        self.application = application
        self.answers = answers
        self.terms = [one for one in answers if one.requirement.kind == Kind.TERMS]
        for answer in self.terms:
            self.fields[f"terms_{answer.pk}"] = forms.BooleanField(
                label=_now("I have read and accept the terms, version %(version)s")
                % {"version": answer.requirement.terms_version},
                required=False,
                disabled=answer.state in SETTLED,
                initial=_is_agreed(answer),
                widget=forms.CheckboxInput({"value": shown_terms(answer.requirement)}),
            )

    def clean(self) -> dict[str, Any]:
        """Refuse a yes to other terms than those that are asked for now."""
        cleaned = super().clean() or {}
        for answer in self.terms:
            name = f"terms_{answer.pk}"
            is_open = answer.state not in SETTLED
            if is_open and cleaned.get(name) and not self._was_shown(name, answer.requirement):
                self.add_error(name, _("The terms have changed meanwhile. Read them once more."))
                self._untick(name)
        return cleaned

    def _untick(self, name: str) -> None:
        """Show the box empty again: nobody agrees to the new terms by pressing once more."""
        box = self.add_prefix(name)
        self.data = {key: value for key, value in self.data.items() if key != box}

    def _was_shown(self, name: str, requirement: Requirement) -> bool:
        return bool(self.data.get(self.add_prefix(name)) == shown_terms(requirement))

    @property
    def boxes(self) -> list[tuple[Answer, forms.BoundField]]:
        return [(answer, self[f"terms_{answer.pk}"]) for answer in self.terms]

    def save(self) -> None:
        """Keep the story and what is agreed to, with what that makes of their answers."""
        application = self.application
        story = self.cleaned_data.get("story_th", application.story_th).strip()
        told, application.story_th = application.story_th != story, story
        application.save()
        for answer in self.answers:
            if answer.requirement.kind == Kind.PROFILE:
                note(application, answer, changed=told)
        for answer in self.terms:
            self._agree(answer)

    def _agree(self, answer: Answer) -> None:
        if answer.state in SETTLED:
            return
        agreed = self.cleaned_data.get(f"terms_{answer.pk}")
        version = answer.requirement.terms_version if agreed else ""
        changed, answer.terms_version = answer.terms_version != version, version
        note(self.application, answer, changed=changed or bool(agreed))


def shown_terms(requirement: Requirement) -> str:
    """Return what a yes to these terms is a yes to: the version, and a digest of the text."""
    digest = hashlib.sha256(f"{requirement.terms_th}\n{requirement.terms_en}".encode())
    return f"{requirement.terms_version}:{digest.hexdigest()}"


def _is_agreed(answer: Answer) -> bool:
    """Say whether they agreed to the terms as they are today."""
    return bool(answer.terms_version) and (answer.terms_version == answer.requirement.terms_version)
