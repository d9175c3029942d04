"""Development's provider: every text becomes a file, and a line in the log."""

from __future__ import annotations

import logging
import time

from django.conf import settings

log = logging.getLogger("talat.sms")


class Console:
    def send(self, phone: str, text: str) -> None:
        folder = settings.DATA_DIR / "sms"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{time.time_ns()}-{phone}.txt"
        path.write_text(f"{phone}\n{text}\n", encoding="utf-8")
        log.info("SMS to %s: %s", phone, text)
