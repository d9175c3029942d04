"""ThaiBulkSMS, API version 2: one form post a text, paid from credits."""

from __future__ import annotations

from typing import Any

import requests
from django.conf import settings

from community.channels.errors import SmsFailed

# To connect, and to wait for the answer: a person looks at the screen meanwhile.
TIMEOUT_SECONDS = (4, 8)


class ThaiBulkSms:
    def send(self, phone: str, text: str) -> None:
        fields = {"msisdn": phone.removeprefix("+"), "message": text, "sender": settings.SMS_SENDER}
        answer = self._post({name: value for name, value in fields.items() if value})
        refused = answer.get("bad_phone_number_list")
        if refused or not answer.get("phone_number_list"):
            raise SmsFailed(f"the number was not taken: {reason_of(refused)}")

    def _post(self, fields: dict[str, str]) -> dict[str, Any]:
        """Return the answer. What timed out may have gone out: it counts as failed."""
        try:
            response = requests.post(
                f"{settings.SMS_API_BASE}/sms",
                data=fields,
                auth=(settings.SMS_KEY, settings.SMS_SECRET),
                timeout=TIMEOUT_SECONDS,
                allow_redirects=False,
            )
            answer = response.json()
        except (requests.RequestException, ValueError) as error:
            # The type alone: the error's words may hold the address with the number in it.
            raise SmsFailed(type(error).__name__) from None
        if not response.ok or not isinstance(answer, dict):
            raise SmsFailed(f"HTTP {response.status_code}: {reason_of(answer)}")
        return answer


def reason_of(answer: Any) -> str:
    """Return what the provider calls the fault, without the number or the text."""
    if isinstance(answer, list):
        answer = answer[0] if answer else None
    if not isinstance(answer, dict):
        return "no reason given"
    error = answer.get("error", answer)
    named = error.get("name") or error.get("message") if isinstance(error, dict) else error
    return str(named or "no reason given")[:120]
