"""At the form: a name that says what may not be sold is refused beside its field."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from shop.moderation.models import Topic
from shop.moderation.words import Hit, find

SENTENCES = {
    Topic.ALCOHOL: _("“%(word)s”: alcohol may not be sold on the internet."),
    Topic.TOBACCO: _("“%(word)s”: tobacco and e-cigarettes may not be sold on the internet."),
    Topic.MEDICINE: _("“%(word)s”: medicines may be sold in a pharmacy only."),
    Topic.WILDLIFE: _("“%(word)s”: wild animals and parts of them may not be sold."),
    Topic.LOTTERY: _("“%(word)s”: lottery tickets and gambling may not be sold here."),
    Topic.OTHER: _("“%(word)s” may not be sold here."),
}


def lawful_name(name: str) -> str:
    """Return the name; raise ValidationError for one with a forbidden word in it."""
    if hit := first_forbidden(name):
        raise ValidationError(sentence_for(hit), code="forbidden")
    return name


def first_forbidden(text: str) -> Hit | None:
    return next((hit for hit in find(text) if hit.is_forbidden), None)


def sentence_for(hit: Hit) -> str:
    return str(SENTENCES[Topic(hit.topic)]) % {"word": hit.written}
