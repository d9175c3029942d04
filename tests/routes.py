"""Every route of the site, read from the URL configuration itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, quote_from_bytes

from django.urls import URLPattern, URLResolver, get_resolver

# <slug:number>, or (?P<number>…) with groups inside that hold none themselves.
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))+\)")
MARKS = str.maketrans("", "", "^$\\")


@dataclass(frozen=True)
class Route:
    name: str  # with its namespaces: desk:order
    pattern: str  # as the configuration writes it, prefixes included

    @property
    def is_dashboard(self) -> bool:
        return self.pattern.startswith("dashboard/")

    @property
    def arguments(self) -> list[str]:
        return [found[1] or found[2] for found in ARGUMENT.finditer(self.pattern)]

    def path(self, values: Mapping[str, object]) -> str:
        """Return the address with these values, bytes as they are; 1 for what has none."""

        def written(found: re.Match[str]) -> str:
            value = values.get(found[1] or found[2], 1)
            return (
                quote_from_bytes(value, "") if isinstance(value, bytes) else quote(f"{value}", "")
            )

        return "/" + ARGUMENT.sub(written, self.pattern.replace("\\Z", "")).translate(MARKS)


def every_route() -> list[Route]:
    """Return each address once, by the first of its names."""
    by_pattern: dict[str, Route] = {}
    for route in _walk(get_resolver().url_patterns):
        by_pattern.setdefault(route.pattern, route)
    return list(by_pattern.values())


def own_routes() -> list[Route]:
    """Return the routes of our own rooms: all but Oscar's dashboard."""
    return [route for route in every_route() if not route.is_dashboard]


def _walk(
    patterns: Sequence[URLPattern | URLResolver], spaces: tuple[str, ...] = (), prefix: str = ""
) -> Iterator[Route]:
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Route(":".join((*spaces, pattern.name or path)), path)
        else:
            inside = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, inside, path)
