"""A person's own pages: purchases, addresses, name and number."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from community.people.language import remember_language
from community.people.line import line_name
from community.people.models import User
from community.people.profile_forms import ProfileForm
from shop.purchases.access import get_own_purchases

PURCHASES_AT_HOME = 3
PURCHASES_A_PAGE = 20


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    purchases = get_own_purchases(request)[:PURCHASES_AT_HOME]
    return render(request, "people/home.html", {"purchases": purchases})


@require_safe
@login_required
def orders(request: HttpRequest) -> HttpResponse:
    paginator = Paginator(get_own_purchases(request), PURCHASES_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    return render(request, "people/orders.html", {"page_obj": page})


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    form = ProfileForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        with translation.override(user.language):
            messages.success(request, _("Saved."))
        response = redirect("customer:profile")
        remember_language(response, user.language)
        return response
    context = {"form": form, "line_name": line_name(user)}
    return render(request, "people/profile.html", context)
