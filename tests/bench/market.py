"""A generated market, and a server as production runs it in front of it."""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator

from django.core.management import call_command
from django.db import connection

from shop.listings.cards import rebuild_cards
from shop.listings.drawing import WIDTHS
from shop.listings.models import Photo
from tests.bench.processes import ROOT, servers


def generate(listings: int, sellers: int, categories: int) -> None:
    """Fill the empty database; what the command says goes to stderr.

    The pictures count as drawn: pages name them all, and nobody fetches them here.
    """
    size = {"listings": listings, "sellers": sellers, "categories": categories, "seed": 1}
    call_command("generate_market", **size, stdout=sys.stderr)
    Photo.objects.update(state=Photo.State.READY, widths=list(WIDTHS))
    rebuild_cards()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


@contextlib.contextmanager
def production_server(processes: int) -> Iterator[int]:
    """Run one server with DEBUG off and secrets drawn on the spot, and give its port.

    No sandbox: pages that are looked at ask no gateway.
    """
    told = {
        "DEBUG": "0",
        "DEMO": "0",
        "STATIC_COLLECTED": "1",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "FIELD_KEYS": _key(),
        "BLIND_INDEX_KEY": _key(),
        "SITE_URL": "http://127.0.0.1",
        "MARKETPLACE_EMAIL": "payments@example.org",
        "SMS_PROVIDER": "thaibulksms",
        "SMS_KEY": "none",
        "SMS_SECRET": "none",
        "STRIPE_API_BASE": "",
        "STRIPE_SECRET_KEY": f"rk_test_{secrets.token_hex(12)}",
    }
    _collect_static(told)
    with servers(processes=processes, environment=told) as ports:
        yield ports[0]


def _key() -> str:
    return f"bench:{base64.b64encode(secrets.token_bytes(32)).decode()}"


def _collect_static(told: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, **told}, check=True)
