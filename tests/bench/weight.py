"""What the first view of a page costs on the wire, without photographs."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse

from shop.listings.models import Listing, ListingCard
from tests.bench.figures import Figure
from tests.bench.market import generate, production_server
from tests.bench.wire import send, write_request

KB = 1000
FIRST_VIEW, SCRIPTS = 100 * KB, 12 * KB
LISTINGS, SELLERS, CATEGORIES = 400, 20, 10
CSS_URL = re.compile(r"""url\(\s*["']?(?!data:)([^"')]+)""")
COMPRESSED = {"Accept-Encoding": "gzip, br", "Accept-Language": "th"}


def measure(rounds: int) -> Iterator[Figure]:
    generate(LISTINGS, SELLERS, CATEGORIES)
    card = ListingCard.objects.filter(is_available=True, has_price_range=True).latest("pk")
    product = Listing.objects.get(pk=card.pk).get_absolute_url()
    with production_server(processes=1) as port:
        for name, path in (("home", reverse("browse:home")), ("product", product)):
            yield from _figures(name, View(port, path).load())


class Links(HTMLParser):
    """What a page has the browser fetch for itself, photographs left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        fetched = {"stylesheet", "preload", "modulepreload", "icon", "manifest"}
        if tag == "link" and fetched & set(named.get("rel", "").split()):
            self.found.append(named["href"])
        elif tag in {"script", "img", "use", "source"}:
            self.found.append(named.get("src") or named.get("href") or "")


class View:
    """A first visit: every file once, as many bytes as the server sends for it."""

    def __init__(self, port: int, path: str) -> None:
        self.port = port
        self.path = path
        self.sizes: dict[str, int] = {}

    def load(self) -> dict[str, int]:
        """Return the bytes of each address: heads and bodies as they travel."""
        links = Links()
        links.feed(self._fetch(self.path))
        for url in links.found:
            self._follow(urljoin(self.path, url).split("#")[0])
        return self.sizes

    def _follow(self, url: str) -> None:
        """Fetch a file of ours once, and what a style sheet names: fonts, patterns."""
        if url in self.sizes or url.startswith(settings.MEDIA_URL):
            return
        text = self._fetch(url)
        if url.endswith(".css"):
            for named in CSS_URL.findall(text):
                self._follow(urljoin(url, named))

    def _fetch(self, url: str) -> str:
        """Read it as a browser asks for it; the text is read once more, not compressed."""
        answer = send(write_request(self.port, url, headers=COMPRESSED))
        assert answer.status == 200, (url, answer.status)
        head = sum(len(name) + len(value) + 4 for name, value in answer.headers.items())
        self.sizes[url] = head + len(answer.body)
        plain = send(write_request(self.port, url))
        return plain.body.decode(errors="replace")


def _figures(name: str, sizes: dict[str, int]) -> Iterator[Figure]:
    print(f"{name}: {sizes}", file=sys.stderr)
    yield _in_kb(f"first view of {name}, without photographs", sum(sizes.values()), FIRST_VIEW)
    scripts = sum(size for url, size in sizes.items() if url.endswith(".js"))
    yield _in_kb(f"scripts of {name}", scripts, SCRIPTS)


def _in_kb(name: str, size: int, limit: int) -> Figure:
    return Figure(name, f"{size / KB:.1f} KB", f"at most {limit // KB} KB", size <= limit)
