"""The staff's list of words that goods may not have in their name, or that are looked at."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from shop.moderation import listing_words
from shop.moderation.access import get_word
from shop.moderation.forms import WordForm
from shop.moderation.models import Topic, Word
from shop.moderation.spelling import key_of
from shop.moderation.words import find
from shop.office.access import staff_only
from shop.office.finding import LONGEST_QUESTION, page_of
from shop.office.listings_views import staff_of

LONGEST_TRIED = 4000
ORDER = [When(effect="forbid", then=Value(0)), When(effect="look", then=Value(1))]


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    """List the words, try a text on them, add one."""
    if request.method != "POST":
        return draw_list(request, WordForm())
    form = WordForm(request.POST)
    if not form.is_valid():
        return draw_list(request, form, status=422)
    listing_words.keep(form.save(commit=False), staff_of(request))
    messages.success(request, _("Kept. It counts from now on."))
    return redirect("office:words")


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def word(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_word(pk)
    form = WordForm(request.POST if request.method == "POST" else None, instance=found)
    if request.method == "POST" and form.is_valid():
        listing_words.keep(form.save(commit=False), staff_of(request))
        messages.success(request, _("Kept. It counts from now on."))
        return redirect("office:words")
    page = {"section": "word", "word": get_word(pk), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "office/listings_word.html", page, status=status)


@staff_only
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_word(pk)
    listing_words.remove(found, staff_of(request))
    messages.success(request, _("“%(word)s” is no longer looked for.") % {"word": found.text})
    return redirect("office:words")


def draw_list(request: HttpRequest, form: WordForm, status: int = 200) -> HttpResponse:
    tried = request.GET.get("try", "").replace("\x00", "")[:LONGEST_TRIED]
    topic, question = request.GET.get("topic", ""), request.GET.get("q", "")
    page: dict[str, Any] = {
        "section": "words",
        "form": form,
        "topics": Topic.choices,
        "topic": topic,
        "q": question,
        "page_obj": page_of(find_words(topic, question), request.GET.get("page", "1")),
        "tried": tried,
        "hits": [(hit, Topic(hit.topic).label) for hit in find(tried)],
    }
    return render(request, "office/listings_words.html", page, status=status)


def find_words(topic: str, question: str) -> QuerySet[Word]:
    wanted = Q(topic=topic) if topic in Topic else Q()
    asked = question.replace("\x00", "").strip()[:LONGEST_QUESTION]
    if asked:
        wanted &= Q(text__icontains=asked) | Q(folded__contains=key_of(asked))
    rank = Case(*ORDER, default=Value(len(ORDER)), output_field=IntegerField())
    return Word.objects.filter(wanted).order_by(rank, "topic", "text")
