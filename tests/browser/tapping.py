"""A thumb on a small telephone: every touch of a control counts, and every screen."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Locator

from tests.browser.visitor import Visitor


class Thumb:
    """Touch, type, choose and photograph, counting.

    A touch is one control: a link, a button, a field to type in, a box. A list is two: open and
    choose. A photograph is one; what the telephone's own camera asks for is not ours. A screen
    is a page of another address than the one before.
    """

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self.taps = 0
        self.screens: list[str] = []

    def arrive(self) -> None:
        path = urlsplit(self.page.url).path
        if not self.screens or self.screens[-1] != path:
            self.screens.append(path)

    def press(self, what: Locator) -> None:
        """Touch what leads to a page, and wait for it."""
        self.taps += 1
        with self.page.expect_navigation():
            what.click()
        self.arrive()

    def tap(self, what: Locator) -> None:
        self.taps += 1
        what.click()

    def type(self, what: Locator, text: str) -> None:
        self.taps += 1
        what.fill(text)

    def type_and_wait(self, what: Locator, text: str) -> None:
        """Type into a field that looks something up as soon as it is left."""
        self.type(what, text)
        with self.page.expect_navigation():
            what.blur()

    def choose(self, what: Locator, label: str | None = None, value: str | None = None) -> None:
        self.taps += 2
        what.select_option(label=label, value=value)

    def photograph(self, what: Locator, picture: Path, *, saves: bool = True) -> None:
        self.taps += 1
        if not saves:
            what.set_input_files(str(picture))
            return
        with self.page.expect_navigation():
            what.set_input_files(str(picture))
