"""The second step: a card for each thing to bring, with what is typed and photographed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.joining.checklist import SETTLED
from community.joining.forgetting import discard
from community.joining.models import Answer, Application
from community.joining.saving import note
from community.people.models import User
from community.private.models import Paper
from community.private.paper_field import PaperField
from community.private.receiving import Unacceptable, receive_paper

MOST_PAPERS = 10


class Card(forms.Form):
    """One requirement: its own fields, and a paper. Nothing empty is an error."""

    paper = PaperField(required=False)

    def __init__(self, data: Any, files: Any, *, application: Application, answer: Answer) -> None:
        super().__init__(data, files, prefix=f"a{answer.pk}")
        self.application, self.answer = application, answer
        self.papers = list(answer.papers.all())
        self.is_settled = answer.state in SETTLED
        self.changed = False
        self.removed: list[str] = []
        paper = self.fields["paper"]
        paper.label = self._paper_label()
        paper.widget.attrs["data-autosubmit"] = "keep"

    @property
    def takes_paper(self) -> bool:
        return self.answer.requirement.least > 0

    def fill_and_keep(self, by: User, remove: str = "") -> None:
        """Write what is right into the application, unsaved, and keep the paper."""
        if self.is_settled:
            return
        self.changed = self.fill()
        self.changed = self._remove(remove) or self.changed
        self.changed = self._take_paper(by) or self.changed

    def tell_answer(self) -> None:
        """Say of the answer what it is now."""
        if not self.is_settled:
            note(self.application, self.answer, changed=self.changed)

    def fill(self) -> bool:
        """Write what is typed and right; say whether anything changed."""
        return False

    def take_number_back(self) -> None:
        """Put the saved number back: another application was sent with the new one."""

    def _paper_label(self) -> Any:
        return _("Take or choose another photo") if self.papers else _("Take or choose a photo")

    def _take_paper(self, by: User) -> bool:
        upload = self.cleaned_data.get("paper")
        if not upload:
            return False
        try:
            paper = receive_paper(upload, owner=self.application.applicant, brought_by=by)
        except Unacceptable as refused:
            self.add_error("paper", refused)
            return False
        self._make_room()
        self.answer.papers.add(paper)
        self._forget_papers()
        return True

    def _make_room(self) -> None:
        """Put the new one in the place of the old where one is enough, or where it was returned."""
        if self.answer.requirement.least <= 1 or self.answer.state == Answer.State.RETURNED:
            self._take_off(self.papers)
        elif len(self.papers) >= MOST_PAPERS:
            self._take_off(self.papers[:1])

    def _remove(self, key: str) -> bool:
        gone = [paper for paper in self.papers if str(paper.key) == key]
        if gone:
            self._take_off(gone)
            self.removed.append(key)
            self._forget_papers()
        return bool(gone)

    def _take_off(self, papers: list[Paper]) -> None:
        self.answer.papers.remove(*papers)
        # What staff may have seen stays known to them; what nobody has seen is not kept.
        if self.application.first_submitted_at is None:
            discard(papers)

    def _forget_papers(self) -> None:
        getattr(self.answer, "_prefetched_objects_cache", {}).clear()
        self.papers = list(self.answer.papers.all())


class WordsCard(Card):
    """A requirement that asks for words instead of papers."""

    text = forms.CharField(
        label=_("In your words"), required=False, max_length=3000, widget=forms.Textarea
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial["text"] = self.answer.text

    def fill(self) -> bool:
        text = self.cleaned_data.get("text", self.answer.text)
        if text == self.answer.text:
            return False
        self.answer.text = text
        return True
