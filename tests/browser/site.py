"""The shop as one thing that serves: pages, the payment sandbox, its webhooks and the worker."""

from __future__ import annotations

import copy
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from procrastinate.contrib.django import app

from tests.fakestripe import SECRET_KEY, WEBHOOK_SECRET, FakeStripe


@dataclass(frozen=True)
class Site:
    url: str
    bank: FakeStripe

    def work(self) -> None:
        """Let the worker do everything that is queued."""
        failures: list[BaseException] = []
        # Playwright keeps an event loop in the test's own thread.
        worker = threading.Thread(target=_work, args=(failures,))
        worker.start()
        worker.join(timeout=20)
        assert not worker.is_alive(), "the worker did not come to an end"
        assert not failures, failures


@contextmanager
def serving(settings: Any, url: str) -> Iterator[Site]:
    """Point the shop at a sandbox of its own, whose webhooks come to `url`."""
    with FakeStripe(webhook_url=f"{url}/webhooks/stripe/") as bank:
        policy = copy.deepcopy(settings.CONTENT_SECURITY_POLICY)
        policy["DIRECTIVES"]["form-action"] = ["'self'", bank.url]
        settings.CONTENT_SECURITY_POLICY = policy
        settings.STRIPE_SECRET_KEY = SECRET_KEY
        settings.STRIPE_API_BASE = bank.url
        settings.STRIPE_WEBHOOK_SECRETS = [WEBHOOK_SECRET]
        settings.STRIPE_TIMEOUT_SECONDS = 5
        settings.MARKETPLACE_EMAIL = "payments@market.example"
        settings.SITE_URL = url
        settings.DEMO = True  # the code's page then leads to the sandbox's
        yield Site(url, bank)


def _work(failures: list[BaseException]) -> None:
    try:
        with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
            working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
    except BaseException as failure:  # noqa: BLE001 - told in the test's own thread
        failures.append(failure)
