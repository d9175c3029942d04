from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from community.channels.sms import SmsFailed, send_text, thaibulksms
from tests.community.channels.wire import Wire, wire

TAKEN = {
    "remaining_credit": 99,
    "phone_number_list": [{"number": "66812345678", "message_id": "1", "used_credit": 1}],
    "bad_phone_number_list": [],
}


@pytest.fixture
def provider(settings: Any) -> Iterator[Wire]:
    with wire(answer=TAKEN) as server:
        settings.SMS_PROVIDER, settings.SMS_API_BASE = "thaibulksms", server.address
        settings.SMS_KEY, settings.SMS_SECRET, settings.SMS_SENDER = "key", "secret", "Talat"
        yield server


def test_a_text_goes_out_as_the_provider_wants_it(provider: Wire) -> None:
    send_text("+66812345678", "รหัส 123456 & อื่น ๆ")

    (request,) = provider.requests
    assert request.path == "/sms"
    assert request.form == {
        "msisdn": "66812345678",
        "message": "รหัส 123456 & อื่น ๆ",
        "sender": "Talat",
    }
    assert request.headers["Authorization"] == "Basic " + b64encode(b"key:secret").decode()


def test_without_a_senders_name_none_is_sent(provider: Wire, settings: Any) -> None:
    settings.SMS_SENDER = ""

    send_text("+66812345678", "hello")

    assert set(provider.requests[0].form) == {"msisdn", "message"}


@pytest.mark.parametrize(
    ("status", "answer", "said"),
    [
        (401, {"error": {"name": "ERROR_UNAUTHORIZED"}}, "HTTP 401: ERROR_UNAUTHORIZED"),
        (400, {"error": {"name": "ERROR_MSISDN"}}, "HTTP 400: ERROR_MSISDN"),
        (500, [], "HTTP 500: no reason given"),
        (
            200,
            {"phone_number_list": [], "bad_phone_number_list": [{"message": "blocked"}]},
            "the number was not taken: blocked",
        ),
        (200, {}, "the number was not taken: no reason given"),
        (200, [], "HTTP 200: no reason given"),
        (200, b"<html>", "JSONDecodeError"),
    ],
)
def test_every_other_answer_is_a_failure(
    provider: Wire, status: int, answer: Any, said: str
) -> None:
    provider.status, provider.answer = status, answer

    with pytest.raises(SmsFailed) as failure:
        send_text("+66812345678", "hello")

    assert str(failure.value) == said


def test_a_slow_provider_is_not_waited_for(provider: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thaibulksms, "TIMEOUT_SECONDS", (0.2, 0.2))
    provider.seconds = 0.6

    with pytest.raises(SmsFailed, match="ReadTimeout"):
        send_text("+66812345678", "hello")


def test_nobody_at_home_is_a_failure_that_names_no_number(settings: Any) -> None:
    settings.SMS_PROVIDER, settings.SMS_API_BASE = "thaibulksms", "http://127.0.0.1:1"

    with pytest.raises(SmsFailed) as failure:
        send_text("+66812345678", "hello")

    assert str(failure.value) == "ConnectionError"


def test_in_development_a_text_is_a_file(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path

    send_text("+66812345678", "รหัส 123456")
    send_text("+66812345678", "รหัส 654321")

    files = sorted((tmp_path / "sms").iterdir())
    assert [file.read_text() for file in files] == [
        "+66812345678\nรหัส 123456\n",
        "+66812345678\nรหัส 654321\n",
    ]
