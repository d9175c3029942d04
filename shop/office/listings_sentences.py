"""What staff read about goods that wait: why they are asked, and what cannot be done."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from shop.certificates.models import Certificate
from shop.display.prices import baht_text
from shop.moderation.errors import (
    ChangedSince,
    ModerationError,
    OwnGoods,
    ReasonMissing,
    TakenBack,
)
from shop.moderation.labels import label_of
from shop.moderation.models import Topic

REFUSALS: dict[type[Exception], Promise] = {
    ChangedSince: gettext_lazy(
        "Nothing was decided: the seller has changed it since. Look once more."
    ),
    OwnGoods: gettext_lazy("These goods are of a shop of your own: a colleague decides."),
    TakenBack: gettext_lazy("Its seller took it back meanwhile: nothing is to be decided."),
    ReasonMissing: gettext_lazy("Please say why, in plain words: the seller reads it."),
}
WHY: dict[str, Promise] = {
    "first": gettext_lazy("One of the shop's first goods (number %(number)s of 3)"),
    "word": gettext_lazy("“%(written)s” in “%(field)s”: %(topic)s"),
    "certificate": gettext_lazy(
        "This kind of goods needs a certificate (%(kind)s), none is checked yet"
    ),
    "price": gettext_lazy("The price goes from %(old)s to %(new)s"),
    "title": gettext_lazy("Another name, after sales under the old one"),
    "photos": gettext_lazy("All photos are other ones"),
}
FASTER = gettext_lazy("Somebody was faster. This is how it stands now.")
READY: tuple[Promise, ...] = (
    gettext_lazy("Please send the certificate for these goods first: Certificates, in your shop."),
    gettext_lazy("The photos show something else than the name says. Please take new ones."),
    gettext_lazy("Please say what it is made of, how large it is and how much is in it."),
    gettext_lazy("Please look at the price once more: is there a nought too many or too few?"),
    gettext_lazy("These are other goods than before. Please list them as new ones."),
    gettext_lazy("These goods may not be sold on the internet by law."),
)


def sentence_for(refusal: ModerationError) -> str:
    return str(REFUSALS.get(type(refusal), FASTER))


def why_text(why: dict[str, Any]) -> str:
    """Return one reason as staff read it."""
    text = WHY[why["rule"]]
    return str(text) % _facts(why)


def _facts(why: dict[str, Any]) -> dict[str, Any]:
    facts = dict(why)
    if why["rule"] == "word":
        facts |= {"field": label_of(why["field"]), "topic": Topic(why["topic"]).label}
    if why["rule"] == "certificate":
        facts["kind"] = Certificate.Kind(why["kind"]).label
    if why["rule"] == "price":
        facts |= {name: baht_text(Decimal(why[name])) for name in ("old", "new")}
    return facts
