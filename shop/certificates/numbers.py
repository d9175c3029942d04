"""Does a certificate's number look like one of its kind? A doubt is asked about, never refused."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from community.words.digits import ascii_digits
from shop.certificates.models import Certificate

Kind = Certificate.Kind

# Food: province, kind of place, place, office, running number, in 13 digits. Cosmetics: 10 or 13.
FDA = re.compile(r"\d{2}-?[1-4]-?\d{5}-?[12]-?\d{4}|\d{2}-?\d-?\d{7}|\d{10}|\d{13}")
TCPS = re.compile(r"\d{1,4}(?:-\d{1,3})?/25\d{2}")
GI = re.compile(r"สช\s?\d{8}")
# ACFS: body, standard, province, product, running number, 17 digits; others write their own.
ACFS = re.compile(r"(?:กษ|มกษ)\.?\s?\d{2}[- ]?\d{4}[- ]?\d{2}[- ]?\d{3}[- ]?\d{6}(?:[ -]?\w{1,3})?")
OWN = re.compile(r"(?=(?:.*\d){3}).{4,}")

SHAPES: dict[str, tuple[re.Pattern[str], ...]] = {
    Kind.FDA: (FDA,),
    Kind.TCPS: (TCPS,),
    Kind.GI: (GI,),
    Kind.ORGANIC: (ACFS, OWN),
    Kind.HALAL: (OWN,),
}
DOUBTS = {
    Kind.FDA: _("FDA numbers have 13 digits, like 50-2-01234-2-0056. Look at the label again."),
    Kind.TCPS: _("TCPS numbers look like 17/2546: a number, a stroke, a Thai year."),
    Kind.GI: _("GI numbers look like สช 59100085: สช and 8 digits."),
    Kind.ORGANIC: _("This looks too short for the number of an organic certificate."),
    Kind.HALAL: _("This looks too short for the number of a halal certificate."),
}
BEFORE = re.compile(r"^(?:มผช|เลขที่|อย|เลข|no)\.?\s*", re.IGNORECASE)


def tidy(kind: str, typed: str) -> str:
    """Return the number in Arabic digits, without the name of its kind before it."""
    number = " ".join(ascii_digits(typed).split())
    if kind in {Kind.FDA, Kind.TCPS}:
        while (shorter := BEFORE.sub("", number)) != number:
            number = shorter
    return re.sub(r"\s*([/-])\s*", r"\1", number)


def doubt(kind: str, number: str) -> None:
    """Raise ValidationError with the code doubt for a number that is probably mistyped."""
    shapes = SHAPES.get(kind)
    if shapes and number and not any(shape.fullmatch(number) for shape in shapes):
        raise ValidationError(DOUBTS[Kind(kind)], code="doubt")
