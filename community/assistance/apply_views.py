"""A helper begins an application for a member; the steps are those of everybody."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from community.assistance.access import get_helper
from community.assistance.applying import apply_for
from community.assistance.errors import HelpsOneself
from community.assistance.models import Helper
from community.assistance.views import draw
from community.joining.applying import KINDS
from community.joining.errors import AlreadyApplied
from community.joining.models import Application
from community.people.fields import LineField, PhoneField

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
