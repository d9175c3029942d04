"""The second step: a card for each thing to bring, with what is typed and photographed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from community.banking.banks import bank_choices
from community.banking.models import PayoutAccount
from community.banking.numbers import account_index, clean_account, last_four
from community.joining.checklist import SETTLED, Kind, asks_number
from community.joining.forgetting import discard
from community.joining.models import Answer, Application
from community.joining.numbers import clean_number, number_index
from community.joining.saving import note
from community.people.fields import LineField
from community.people.models import User
from community.private.models import Paper
from community.private.paper_field import PaperField
from community.private.receiving import Unacceptable, receive_paper

PROMPTPAY, BANK = PayoutAccount.Kind.PROMPTPAY.value, PayoutAccount.Kind.BANK.value
MOST_PAPERS = 10
NUMBER_TAKEN = _("Somebody has applied with this number already.")
OF_OTHER_STEPS = frozenset({Kind.PROFILE, Kind.TERMS, Kind.TRAINING, Kind.VISIT, Kind.LISTINGS})


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


class NumberCard(Card):
    """An id card or a registration, with its number. A number once saved is not shown again."""

    number = LineField(label=_("Number"), max_length=60, required=False)
    field_order = ("number", "paper")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field, saved = self.fields["number"], self.application.tax_id
        self.saved = saved
        field.label = self._number_label()
        if saved:
            field.help_text = _now(
                "Saved: it ends with %(last)s. Write it again only to change it."
            ) % {"last": saved[-4:]}
        if self.application.kind != Application.Kind.ENTERPRISE:
            field.widget.attrs["inputmode"] = "numeric"

    def clean_number(self) -> str:
        typed = self.cleaned_data["number"]
        return clean_number(self.application.kind, typed) if typed else ""

    def fill(self) -> bool:
        number = self.cleaned_data.get("number", "")
        if not number or number == self.application.tax_id:
            return False
        self._set(number)
        return True

    def take_number_back(self) -> None:
        self.add_error("number", NUMBER_TAKEN)
        self._set(self.saved)

    def _set(self, number: str) -> None:
        self.application.tax_id = number
        self.application.tax_id_index = number_index(number)

    def _number_label(self) -> Any:
        kind = self.application.kind
        if kind == Application.Kind.ENTERPRISE:
            return _("Registration number")
        return (
            _("Company number, 13 digits")
            if kind == Application.Kind.COMPANY
            else _("Id number, 13 digits")
        )


class AccountCard(Card):
    """Where the money goes: PromptPay or a bank, the number, the name that it is in."""

    where = forms.ChoiceField(label=_("PromptPay or bank"), required=False)
    number = LineField(label=_("PromptPay or account number"), max_length=60, required=False)
    holder = LineField(label=_("In whose name"), max_length=160, required=False)
    field_order = ("where", "number", "holder", "paper")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        application = self.application
        banks = bank_choices()
        self.fields["where"].choices = [("", _("Choose")), (PROMPTPAY, _("PromptPay")), *banks]  # type: ignore[attr-defined]
        self.initial["where"] = application.bank_code or application.account_kind
        self.initial["holder"] = application.account_holder or application.applicant.name
        number = self.fields["number"]
        number.widget.attrs["inputmode"] = "numeric"
        number.help_text = _("For PromptPay: your mobile number or id number.")
        if application.account_number:
            number.help_text = _now(
                "Saved: it ends with %(last)s. Write it again only to change it."
            ) % {"last": last_four(application.account_number)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        where, typed = cleaned.get("where", ""), cleaned.get("number", "")
        if typed and not where and "where" not in self.errors:
            self.add_error("where", _("Choose PromptPay or the bank."))
        elif typed and where:
            self._clean_number(where, typed)
        elif where and self._moves_away(where):
            self.add_error("number", _("Write the number of this account."))
        return cleaned

    def fill(self) -> bool:
        application, told = self.application, self.cleaned_data
        before = self._account()
        if told.get("where") and "number" in told and "where" not in self.errors:
            application.account_kind, application.bank_code = _parts(told["where"])
        if told.get("number") and told.get("where"):
            application.account_number = told["number"]
            application.account_index = account_index(told["number"])
        if told.get("holder"):
            application.account_holder = told["holder"]
        return before != self._account()

    def _account(self) -> tuple[str, ...]:
        names = ("account_kind", "bank_code", "account_number", "account_holder")
        return tuple(getattr(self.application, name) for name in names)

    def _clean_number(self, where: str, typed: str) -> None:
        try:
            self.cleaned_data["number"] = clean_account(*_parts(where), typed)
        except ValidationError as refused:
            self.add_error("number", refused)

    def _moves_away(self, where: str) -> bool:
        application = self.application
        now = (application.account_kind, application.bank_code)
        return bool(application.account_number) and now != _parts(where)

    def _paper_label(self) -> Any:
        return _("First page of the bank book (not for PromptPay)")


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


def cards_for(
    application: Application, answers: list[Answer], data: Any = None, files: Any = None
) -> list[Card]:
    """Return the cards of this step, in the order of the checklist."""
    asked = [one for one in answers if one.requirement.kind not in OF_OTHER_STEPS]
    return [
        _sort(application, answer)(data, files, application=application, answer=answer)
        for answer in asked
    ]


def _sort(application: Application, answer: Answer) -> type[Card]:
    requirement = answer.requirement
    if requirement.kind == Kind.ACCOUNT:
        return AccountCard
    if asks_number(application, requirement):
        return NumberCard
    return Card if requirement.least else WordsCard


def _parts(where: str) -> tuple[str, str]:
    """Return the account's kind and the bank's code."""
    return (PROMPTPAY, "") if where == PROMPTPAY else (BANK, where)
