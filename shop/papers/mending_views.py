"""A tax invoice made out wrongly is put right: by its shop at the desk, or by staff."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from community.people.models import User
from community.sellers.powers import Power
from shop.desk.access import get_desk
from shop.office.access import staff_only
from shop.papers.access import get_paper_of_seller
from shop.papers.forms import InvoiceForm
from shop.papers.issuing import PaperError, PartlyRefunded
from shop.papers.mending import NothingWrong, ReplacedAlready, check_may_mend, mend
from shop.papers.models import Paper
from shop.papers.saying import said_right


@login_required
def at_desk(request: HttpRequest, pk: int) -> HttpResponse:
    desk = get_desk(request, Power.SEE_MONEY)
    paper = get_paper_of_seller(desk.seller, pk)
    page = {"desk": desk, "section": "money_papers", "user_sells": desk.has_own_shop}
    return _mend(request, paper, desk.user, "desk:paper", ("papers/desk_mend.html", page))


@staff_only
def at_office(request: HttpRequest, pk: int) -> HttpResponse:
    paper = get_object_or_404(Paper, pk=pk)
    template = ("papers/office_mend.html", {"section": "papers"})
    return _mend(request, paper, request.user, "office:paper", template)


def _mend(
    request: HttpRequest, paper: Paper, by: Any, to: str, template: tuple[str, dict[str, Any]]
) -> HttpResponse:
    if sentence := refusal(paper):
        messages.info(request, sentence)
        return redirect(to, paper.pk)
    data = request.POST if request.method == "POST" else None
    said = said_right(paper)
    form = InvoiceForm(data, initial=dict(said or paper.data["buyer"]))
    if form.is_bound and form.is_valid() and (new := _written(form, paper, by)):
        told = _("%(new)s takes the place of %(old)s, which is void.")
        messages.success(request, told % {"new": new.number, "old": paper.number})
        return redirect(to, new.pk)
    name, page = template
    shown = {**page, "paper": paper, "form": form, "said": said}
    return render(request, name, shown, status=422 if form.is_bound else 200)


def _written(form: InvoiceForm, paper: Paper, by: User) -> Paper | None:
    try:
        return mend(paper, form.to, by)
    except PaperError as error:
        form.add_error(None, sentence_for(error))
        return None


def refusal(paper: Paper) -> str:
    """Return why it cannot be put right, or nothing."""
    try:
        check_may_mend(paper)
    except PaperError as error:
        return sentence_for(error)
    return ""


def sentence_for(error: PaperError) -> str:
    if isinstance(error, ReplacedAlready):
        return _("%(number)s took its place already.") % {"number": error.number}
    if isinstance(error, NothingWrong):
        return _("This is what stands on it already. Change what is wrong.")
    if isinstance(error, PartlyRefunded):
        return _("A credit note names this invoice: it stays as it is. Ask your accountant.")
    return _("Only a full tax invoice to a buyer can be put right.")
