"""A Chromium for tests that look at pages as a person does; without one they are skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright
from pytest_django.live_server_helper import LiveServer

if TYPE_CHECKING:  # read before the settings are named; what is ours comes later
    from tests.browser.site import Site
    from tests.browser.stalls import Stalls
    from tests.browser.visitor import Visitor

HERE = Path(__file__).parent
MISSING = "no Chromium: apt-get install chromium fonts-noto-core"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 390, "height": 844}


def chromium_path() -> str | None:
    """Return the system's Chromium, or the one that $CHROMIUM names."""
    named = os.environ.get("CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            # A browser sees only what is committed.
            item.add_marker(pytest.mark.django_db(transaction=True))
            if chromium_path() is None:
                item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.fixture(scope="session")
def _sync_calls_beside_playwright() -> Iterator[None]:
    # Playwright keeps an event loop in this thread, in which Django would refuse its own queries.
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture(scope="session")
def chromium(_sync_calls_beside_playwright: None) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=ARGUMENTS)
        yield browser
        browser.close()


def _telephone(chromium: Browser, **options: Any) -> BrowserContext:
    """Return a Thai phone of 390 by 844 with cookies of its own."""
    context = chromium.new_context(
        viewport=PHONE,
        locale="th-TH",
        timezone_id="Asia/Bangkok",
        has_touch=True,
        is_mobile=True,
        **options,
    )
    context.set_default_timeout(10_000)
    return context


@pytest.fixture
def phone(chromium: Browser) -> Iterator[BrowserContext]:
    with _telephone(chromium) as context:
        yield context


@pytest.fixture
def telephones(site: Site, chromium: Browser) -> Iterator[list[BrowserContext]]:
    """Two more telephones: one for each seller."""
    with _telephone(chromium) as first, _telephone(chromium) as second:
        yield [second, first]


@pytest.fixture
def bare_phone(site: Site, chromium: Browser) -> Iterator[BrowserContext]:
    """A telephone whose browser runs no scripts."""
    with _telephone(chromium, java_script_enabled=False) as context:
        yield context


@pytest.fixture
def page(phone: BrowserContext) -> Page:
    return phone.new_page()


@pytest.fixture(scope="session")
def server_url(django_db_setup: None) -> Iterator[str]:
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture
def site(server_url: str, settings: Any) -> Iterator[Site]:
    from shop.browse.remembering import forget_everything
    from tests.browser.site import serving

    forget_everything()
    with serving(settings, server_url) as site:
        yield site
    forget_everything()


@pytest.fixture
def stalls(site: Site) -> Stalls:
    from tests.browser.stalls import open_stalls

    return open_stalls()


@pytest.fixture
def visitor(site: Site, stalls: Stalls, phone: BrowserContext) -> Visitor:
    """Somebody with a telephone, who has come to the site for the first time."""
    from tests.browser.visitor import Visitor

    return Visitor(phone, site)
