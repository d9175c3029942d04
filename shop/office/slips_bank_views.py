"""Statements of the marketplace's bank account: bring one, confirm what was guessed, say what
the rest is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from community.tables.errors import Unreadable
from shop.office.access import staff_only
from shop.office.applications_going import staff_of
from shop.office.finding import page_of
from shop.office.slips_forms import AsideForm, BookForm, DebtForm, StatementForm
from shop.office.slips_words import BOOKED_BEFORE, sentence_for
from shop.office.views import draw
from shop.payments.models import Payment
from shop.payouts.paying_in import BookedBefore
from shop.slips import bank_deciding, waiting
from shop.slips.access import get_bank_file, get_bank_line
from shop.slips.bank_balance import compared, unseen
from shop.slips.bank_errors import BadStatement
from shop.slips.bank_importing import import_statement
from shop.slips.bank_reading import MOST_BYTES
from shop.slips.errors import AmountsDiffer, Decided
from shop.slips.models import BankLine
from shop.slips.words import DECIDED, differ_sentence

ACTS = frozenset({"book", "debt", "aside", "reopen"})
FILES_SHOWN = 10


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def bank(request: HttpRequest) -> HttpResponse:
    """Show the money that waits, and take one more statement in."""
    sent = request.method == "POST"
    form = StatementForm(request.POST, request.FILES) if sent else StatementForm()
    if sent and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            if (upload.size or 0) > MOST_BYTES:
                form.add_error("file", _("The file is larger than 5 MB. Export fewer days."))
            else:
                file = import_statement(upload.read(), upload.name or "", staff_of(request))
                return redirect("office:bank-file", file.key)
        except (BadStatement, Unreadable) as error:
            form.add_error("file", sentence_for(error))
    page = {
        "form": form,
        "page_obj": page_of(waiting.open_lines(), request.GET.get("page", "1")),
        "files": waiting.files()[:FILES_SHOWN],
        "compared": compared(),
        "unseen": page_of(unseen(), "1"),
    }
    response = draw(request, "bank", page)
    response.status_code = 422 if sent else 200
    return response


@staff_only
@require_http_methods(["GET", "HEAD"])
def bank_file(request: HttpRequest, key: UUID) -> HttpResponse:
    file = get_bank_file(key)
    lines = waiting.lines_of(file)
    state = request.GET.get("state", "")
    shown = lines.filter(state=state) if state in BankLine.State else lines
    matched = lines.filter(state=BankLine.State.MATCHED)
    page = {
        "section": "bank_one",
        "file": file,
        "state": state,
        "states": waiting.states_of(file),
        "sure": sum(bank_deciding.is_sure(line) for line in matched),
        "page_obj": page_of(shown, request.GET.get("page", "1")),
    }
    return draw(request, "bank_file", page)


@staff_only
@require_POST
def book_sure(request: HttpRequest, key: UUID) -> HttpResponse:
    """Confirm every line of a file whose number and amount agree."""
    file = get_bank_file(key)
    matched = waiting.lines_of(file).filter(state=BankLine.State.MATCHED)
    booked = bank_deciding.book_sure(list(matched), staff_of(request))
    text = ngettext("%(count)s payment is booked.", "%(count)s payments are booked.", booked)
    messages.success(request, text % {"count": booked})
    return redirect("office:bank-file", file.key)


@staff_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bank_line(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what one line is; the next one that waits comes after it."""
    line = get_bank_line(pk)
    if request.method != "POST":
        return _draw(request, line)
    act = request.POST.get("act", "")
    if act not in ACTS:
        raise Http404
    forms: dict[str, Any] = {
        "booking": BookForm(request.POST if act == "book" else None),
        "debt": DebtForm(request.POST if act == "debt" else None),
        "aside": AsideForm(request.POST if act == "aside" else None),
    }
    sent = next((form for form in forms.values() if form.is_bound), None)
    if sent is None or sent.is_valid():
        _decide(request, line, sent)
        if sent is None or sent.is_valid():
            return _next(line)
    tried = {name: form for name, form in forms.items() if form.is_bound}
    response = _draw(request, line, **tried)
    response.status_code = 422
    return response


def _decide(request: HttpRequest, line: BankLine, form: Form | None) -> None:
    try:
        if isinstance(form, BookForm):
            _book(request, line, form.cleaned_data["number"])
        elif isinstance(form, DebtForm):
            _book_debt(request, line, form)
        elif isinstance(form, AsideForm):
            said = form.cleaned_data
            bank_deciding.set_aside(line, said["what"], said["note"], staff_of(request))
            messages.success(request, _("Set aside."))
        else:
            bank_deciding.not_this(line, staff_of(request))
    except Decided:
        messages.error(request, str(DECIDED))
    except AmountsDiffer as differ:
        messages.error(request, differ_sentence(differ))


def _book(request: HttpRequest, line: BankLine, payment: Payment) -> None:
    why = line.why if payment.pk == line.payment_id and line.why else BankLine.Why.HAND
    attempt = bank_deciding.book(line, payment, staff_of(request), why=why)
    if attempt.refunded:
        messages.warning(request, _("Booked. It cannot be kept: it goes back."))
    else:
        messages.success(request, _("Booked: the purchase is paid."))


def _book_debt(request: HttpRequest, line: BankLine, form: DebtForm) -> None:
    """Book it; money that was booked by hand before is said beside the shop."""
    try:
        bank_deciding.book_debt(line, form.cleaned_data["seller"], staff_of(request))
    except BookedBefore:
        form.add_error("seller", BOOKED_BEFORE)
        line.refresh_from_db()
    else:
        messages.success(request, _("Booked. The shop sees it at once."))


def _next(line: BankLine) -> HttpResponse:
    following = waiting.open_lines().exclude(pk=line.pk).first()
    if line.is_open or following is None:
        return redirect("office:bank")
    return redirect("office:bank-line", following.pk)


def _draw(request: HttpRequest, line: BankLine, **forms: Any) -> HttpResponse:
    guess = line.payment.number if line.payment else ""
    page = {
        "section": "bank_one",
        "line": line,
        "is_sure": bank_deciding.is_sure(line),
        "booking": BookForm(initial={"number": guess}),
        "debt": DebtForm(),
        "aside": AsideForm(),
    }
    return draw(request, "bank_line", {**page, **forms})
