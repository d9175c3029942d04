"""Keep the secrets of our own links out of the logs: who reads a log opens nothing with it."""

from __future__ import annotations

import logging
import re
from typing import Any

# An invitation's secret, and the token in a warning that stops a change of account; also where
# an address holds the other one, percent-encoded.
SECRETS = re.compile(
    r"((?:/|%2F)(?:invitations|payout-account(?:/|%2F)stop)(?:/|%2F))[^/%?&\s'\"]+", re.IGNORECASE
)
# In development the log is the telephone: the message is read there.
CONSOLE_SMS = "talat.sms"
MASK = r"\1…"


def mask(text: str) -> str:
    """Return the text with an ellipsis in the place of each secret."""
    return SECRETS.sub(MASK, text)


class MaskSecrets(logging.Filter):
    """Mask the message of a record, and what it is made of."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == CONSOLE_SMS:
            return True
        if isinstance(record.msg, str):
            record.msg = mask(record.msg)
        if isinstance(record.args, dict):
            record.args = {key: _masked(value) for key, value in record.args.items()}
        elif record.args:
            record.args = tuple(_masked(value) for value in record.args)
        return True


def _masked(value: Any) -> Any:
    return mask(value) if isinstance(value, str) else value
