"""Name the texts that have no Thai yet: `python -m config.untranslated`."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from config.translations import PACKAGES, ROOT, catalogues

Text = tuple[str, str]  # context, English
FUNCTIONS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "_": None,
}


def main() -> int:
    """Print the texts and where they stand; return 1 when there is one."""
    known = translated(ROOT)
    missing = [(place, text) for place, text in used(ROOT) if text not in known]
    for place, (_context, english) in missing:
        print(f"{place}: {english}")
    return 1 if missing else 0


def translated(root: Path) -> set[Text]:
    """Return every English text that some Thai catalogue of ours translates."""
    found: set[Text] = set()
    for catalogue in catalogues(root):
        if catalogue.parent.parent.name != "th":
            continue
        with catalogue.open("rb") as source:
            for message in read_po(source, locale="th"):
                whole = message.string if isinstance(message.string, tuple) else (message.string,)
                if message.id and all(whole) and not message.fuzzy:
                    found.add((message.context or "", _first(message.id)))
    return found


def used(root: Path) -> Iterator[tuple[str, Text]]:
    """Yield the texts that our templates and modules ask to have translated, with their places."""
    for folder in ("templates", *PACKAGES):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix == ".html" or (path.suffix == ".txt" and "templates" in path.parts):
                source = _as_python(path)
            elif path.suffix == ".py":
                source = path.read_text()
            else:
                continue
            place = path.relative_to(root)
            yield from ((f"{place}:{line}", text) for line, text in _texts(source))


def _as_python(template: Path) -> str:
    # Django turns a template into calls of gettext; their indentation means nothing.
    lines = templatize(template.read_text(), origin=str(template)).splitlines()
    return "\n".join(line.lstrip() for line in lines)


def _texts(source: str) -> Iterator[tuple[int, Text]]:
    found = extract("python", io.BytesIO(source.encode()), keywords=FUNCTIONS)
    for line, message, _comments, context in found:
        yield line, (context or "", _first(message))


def _first(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


if __name__ == "__main__":
    sys.exit(main())
