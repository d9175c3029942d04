"""The catalogues: compiled when they are newer, and complete."""

import gettext
from pathlib import Path

from config.translations import compile_stale
from config.untranslated import translated, used

CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Pack today"
msgstr "ต้องแพ็กวันนี้"

msgid "Sold"
msgstr ""
"""


def room(root: Path) -> Path:
    folder = root / "shop" / "locale" / "th" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(CATALOGUE)
    return folder


def test_a_catalogue_is_compiled_once(tmp_path: Path) -> None:
    folder = room(tmp_path)

    assert compile_stale(tmp_path) == 1
    assert compile_stale(tmp_path) == 0

    with (folder / "django.mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Pack today") == "ต้องแพ็กวันนี้"


def test_a_text_without_thai_does_not_count_as_translated(tmp_path: Path) -> None:
    room(tmp_path)

    assert translated(tmp_path) == {("", "Pack today")}


def test_it_finds_the_texts_of_templates_and_modules(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "views.py").write_text('pgettext("of goods", "Sold")\n')
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "desk.html").write_text(
        "{% if a %}\n    {% translate 'Pack today' %}\n"
        "  {% blocktranslate with n=a %}Due in %(n)s {{ n }}{% endblocktranslate %}{% endif %}"
    )

    found = dict(used(tmp_path))

    assert found == {
        "templates/desk.html:2": ("", "Pack today"),
        "templates/desk.html:3": ("", "Due in %%(n)s %(n)s"),
        "shop/views.py:1": ("of goods", "Sold"),
    }
