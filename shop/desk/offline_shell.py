"""The page and the script that a telephone keeps, drawn without any request: of nobody."""

from __future__ import annotations

import hashlib
import json
import time
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from shop.desk.listing_new_form import NewListingForm

SOURCE = Path(settings.BASE_DIR, "shop", "static", "talat", "js", "sw.js")
KEPT_SECONDS = 600  # the kinds of goods in the form may change
FILES = (
    "talat/css/main.css",
    "talat/css/desk.css",
    "talat/css/phone.css",
    "talat/js/talat.js",
    "talat/js/outbox.js",
    "talat/js/photos.js",
    "talat/js/desk.js",
    "talat/js/desk_waiting.js",
    "talat/img/logo.svg",
    "talat/fonts/anuphan-latin-wght-normal.woff2",
    "talat/fonts/anuphan-thai-wght-normal.woff2",
)


def shell_page(language: str) -> str:
    return _shell_page(language, int(time.time() // KEPT_SECONDS))


@lru_cache(maxsize=4)
def _shell_page(language: str, _period: int) -> str:
    with translation.override(language):
        return render_to_string("desk/phone.html", {"form": NewListingForm(user=None)})


def worker_script() -> str:
    """Return the worker with the list of what it keeps; another list is another worker."""
    pages = {one: reverse("desk:phone-shell", args=[one]) for one in ("th", "en")}
    kept = {"pages": pages, "files": [static(name) for name in FILES]}
    seen = json.dumps(kept) + "".join(shell_page(one) for one in pages)
    version = hashlib.sha256(seen.encode()).hexdigest()[:12]
    head = f"const KEPT = {json.dumps({**kept, 'version': version})};\n"
    outbox = f"importScripts({json.dumps(static('talat/js/outbox.js'))});\n"
    return head + outbox + SOURCE.read_text(encoding="utf-8")


def app_manifest(language: str) -> dict[str, object]:
    """Return what a telephone asks to put the desk among its apps."""
    icons: list[dict[str, str]] = [
        {"src": static(f"talat/img/icon-{side}.png"), "sizes": f"{side}x{side}"}
        for side in (192, 512)
    ]
    return {
        "id": "/desk/",
        "name": _("Talat: my shop"),
        "short_name": _("My shop"),
        "lang": language,
        "start_url": reverse("desk:today"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbf8f1",
        "theme_color": "#1f3f6d",
        "icons": [{**icon, "type": "image/png", "purpose": "any"} for icon in icons],
        "shortcuts": [
            {"name": _("Add something"), "url": reverse("desk:listing-new")},
            {"name": _("Waiting on this telephone"), "url": reverse("desk:phone")},
        ],
    }
