"""How acts read. Each room says its own verbs in its AppConfig.ready."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

WORDS: dict[str, str | Promise] = {}


def say_verbs(words: Mapping[str, str | Promise]) -> None:
    """Add words for verbs, as in {"paper.opened": _("Opened a document")}."""
    WORDS.update(words)


def every_verb() -> list[tuple[str, str]]:
    """Return verbs with their words, in the order of the words in the reader's language."""
    return sorted(((verb, str(said)) for verb, said in WORDS.items()), key=lambda one: one[1])


def words_of(verb: str) -> str:
    return str(WORDS.get(verb, verb))
