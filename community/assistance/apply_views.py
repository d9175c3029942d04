"""A helper begins an application for a member; the steps are those of everybody.

The member ends the help with one tap, and goes on alone.
"""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from community.assistance.access import get_helper
from community.assistance.applying import apply_for
from community.assistance.errors import HelpsOneself
from community.assistance.letting_go import end_filling_in
from community.assistance.models import Helper
from community.assistance.views import draw
from community.joining.access import get_own_application
from community.joining.applying import KINDS
from community.joining.errors import AlreadyApplied
from community.joining.models import Application
from community.people.fields import LineField, PhoneField
from community.people.models import User

SELLER_KINDS = KINDS[Application.Wants.SELLER]


class MemberForm(forms.Form):
    name = LineField(label=gettext_lazy("Name of the member"), max_length=120)
    phone = PhoneField(
        label=gettext_lazy("The member's telephone"),
        help_text=gettext_lazy("Any telephone will do: it must only take text messages."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Who sells?"),
        choices=[(kind.value, kind.label) for kind in SELLER_KINDS],
        widget=forms.RadioSelect,
        initial=SELLER_KINDS[0],
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    helper = get_helper(request)
    form = MemberForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        begun = apply_or_say(form, helper)
        if begun:
            step = "application" if begun.step else "who"  # begun before, or just now
            return redirect(f"joining:{step}", begun.key)
    return draw(request, helper, "apply", {"form": form}, status=422 if form.errors else 200)


def apply_or_say(form: MemberForm, helper: Helper) -> Application | None:
    """Return the member's application, or write into the form why there is none to fill in."""
    try:
        return apply_for(helper, **form.cleaned_data)
    except HelpsOneself:
        form.add_error("phone", _("This is your own number. Write the member's."))
    except AlreadyApplied as error:
        if error.application.filled_by_id == helper.user_id:
            return error.application
        form.add_error("phone", _("This person has an application open already."))
    return None


@login_required
@require_POST
def leave_to_member(request: HttpRequest, key: UUID) -> HttpResponse:
    """End the helper's part, for the applicant alone."""
    person = cast(User, request.user)
    application = get_own_application(request, key)
    if application.applicant_id != person.pk:
        raise Http404
    helper = application.filled_by
    if end_filling_in(application, person):
        text = _("Ended. %(helper)s no longer sees your application.")
        messages.success(request, text % {"helper": helper})
    else:
        messages.info(request, _("It had ended already."))
    return redirect("joining:application", key)
