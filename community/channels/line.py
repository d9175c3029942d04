"""Push a text to a person's LINE, from our official account (Messaging API)."""

from __future__ import annotations

import uuid

import requests
from django.conf import settings

from community.channels.errors import LineFailed

TIMEOUT_SECONDS = (4, 8)
LONGEST_TEXT = 5000  # letters, says LINE
ALREADY_TAKEN = 409  # the retry key was used: the first try did arrive


def push(uid: str, text: str, *, key: str) -> None:
    """Send the text. `key` is the same for every try, so that LINE shows one. Raises LineFailed."""
    try:
        response = requests.post(
            f"{settings.LINE_API_BASE}/v2/bot/message/push",
            json={"to": uid, "messages": [{"type": "text", "text": text[:LONGEST_TEXT]}]},
            headers={
                "Authorization": f"Bearer {settings.LINE_CHANNEL_TOKEN}",
                "X-Line-Retry-Key": str(uuid.uuid5(uuid.NAMESPACE_URL, key)),
            },
            timeout=TIMEOUT_SECONDS,
            allow_redirects=False,
        )
    except requests.RequestException as error:
        raise LineFailed(type(error).__name__) from None
    if not response.ok and response.status_code != ALREADY_TAKEN:
        raise LineFailed(f"HTTP {response.status_code}")
