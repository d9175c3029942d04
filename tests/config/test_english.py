"""English is the key itself. Oscar's American catalogue would make a basket a cart."""

from django.utils import translation
from django.utils.translation import gettext, pgettext

from config.untranslated import ROOT, used


def test_no_library_changes_our_english() -> None:
    with translation.override("en"):
        changed = {
            english: said
            for _place, (context, english) in used(ROOT)
            if (said := pgettext(context, english) if context else gettext(english)) != english
        }

    assert changed == {}
