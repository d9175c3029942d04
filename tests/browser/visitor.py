"""A person at a browser, who notices what is wrong with a page."""

from __future__ import annotations

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    expect,
)

from tests.browser.site import Site

NARROW = 320
RULES = {"resultTypes": ["violations"], "iframes": False}
# The browser says it of its own accord; the page says it with an event.
LISTEN = """addEventListener("securitypolicyviolation", (event) => console.error(
    "policy: " + event.violatedDirective + " " + event.blockedURI));"""
TOO_WIDE = """(width) => [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > width + 1)
    .slice(0, 3).map((one) => one.outerHTML.slice(0, 120))"""
axe = Axe()


class Visitor:
    """Walk through the site on one tab. `trouble` collects what no visitor should meet."""

    def __init__(self, context: BrowserContext, site: Site, *, has_scripts: bool = True) -> None:
        self.site = site
        self.language = "th"
        self.has_scripts = has_scripts
        self.trouble: list[str] = []
        context.add_init_script(LISTEN)
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.trouble.append(f"script: {error.error}"))
        context.on("response", self._answered)
        context.on("requestfailed", self._failed)
        self.context = context
        self.page: Page = context.new_page()

    def open(self, path: str) -> None:
        self.page.goto(self.site.url + path)

    def speak(self, language: str) -> None:
        """Read from now on in this language, as the switch remembers it."""
        self.language = language
        cookie = {"name": "talat_language", "value": language, "url": self.site.url}
        self.context.add_cookies([cookie])  # type: ignore[list-item]

    def say(self, text: str, **values: Any) -> str:
        """Return one of our texts as this visitor reads it."""
        with translation.override(self.language):
            return gettext(text) % values if values else gettext(text)

    def press(self, text: str, **values: Any) -> None:
        """Press the button with this text, and wait for the page that follows."""
        # A page has one main thing to do, and it comes last: what precedes it may repeat it.
        button = self.page.get_by_role("button", name=self.say(text, **values), exact=True).last
        with self.page.expect_navigation():
            button.click()

    def follow(self, text: str, **values: Any) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=self.say(text, **values)).first.click()

    def fill(self, text: str, typed: str) -> None:
        self.field(text).fill(typed)

    def field(self, text: str) -> Locator:
        """Return the field with this label, whatever stands behind the label."""
        return self.page.get_by_label(re.compile("^" + re.escape(self.say(text))))

    def sees(self, text: str, **values: Any) -> None:
        """Wait for one of our texts to be on the page."""
        expect(self.page.get_by_text(self.say(text, **values)).first).to_be_visible()

    def look(self, where: str, page: Page | None = None) -> None:
        """Find nothing wrong with the page as it stands; without JavaScript axe cannot look."""
        page = page or self.page
        if self.has_scripts:
            found: list[dict[str, Any]] = axe.run(page, options=RULES).response["violations"]
            self.trouble += [f"axe at {where}: {_in_short(one)}" for one in found]
        self._look_narrow(where, page)
        assert not self.trouble, "\n".join(self.trouble)

    def _look_narrow(self, where: str, page: Page) -> None:
        size = page.viewport_size
        assert size is not None
        page.set_viewport_size({"width": NARROW, "height": size["height"]})
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW:
            self.trouble.append(f"{where} scrolls: {width} {page.evaluate(TOO_WIDE, NARROW)}")
        page.set_viewport_size(size)

    def _hear(self, message: ConsoleMessage) -> None:
        # The same is known of the answer itself, with the kind of page it was.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.trouble.append(f"console: {message.text}")

    def _answered(self, response: Response) -> None:
        is_page = response.request.is_navigation_request()
        if response.status >= (500 if is_page else 400):
            self.trouble.append(f"{response.status} {response.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a page that was left behind
            self.trouble.append(f"{request.failure} {request.url}")


def _in_short(violation: dict[str, Any]) -> str:
    nodes = [node["html"][:160] for node in violation["nodes"][:3]]
    return f"{violation['id']} ({violation['help']}) {nodes}"
