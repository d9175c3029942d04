"""“Tell me no more”: the list of an account, and the link in a letter."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.people.models import User
from shop.stock_news.access import get_own_wish, goods_of, own_wishes, wishes_by_link
from shop.stock_news.ending import end


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def waiting(request: HttpRequest) -> HttpResponse:
    """Show what one waits for, and end what one waits for no longer; pressed twice is once."""
    user = cast(User, request.user)
    if request.method == "POST":
        end(get_own_wish(user, request.POST.get("wish", "")))
        messages.success(request, _("Good. We do not tell you of it."))
        return redirect("stock_news:waiting")
    context = {"waiting": goods_of(own_wishes(user))}
    return render(request, "stock_news/waiting.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, pk: int, secret: str) -> HttpResponse:
    """End everything that the address of a letter waits for."""
    wishes = wishes_by_link(pk, secret)
    if request.method == "POST":
        end(wishes)
        messages.success(request, _("Good. We write to this address no more."))
        return redirect(request.path)
    return render(request, "stock_news/stop.html", {"waiting": goods_of(wishes)})
