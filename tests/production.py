"""Run with the settings of production: print, as JSON, what a few answers carry."""

from __future__ import annotations

import json
from typing import Any

import django

PAGES = ("/", "/account/login/", "/basket/", "/static/talat/css/main.css", "/nowhere/")


def main() -> None:
    django.setup()
    from django.db import transaction
    from django.test import Client

    client = Client(SERVER_NAME="talat.example", raise_request_exception=False)
    with transaction.atomic():
        found = {path: described(client.get(path, secure=True)) for path in PAGES}
        # A try at a voucher begins a session, a language sets its cookie.
        code = client.post("/basket/voucher/add/", {"code": "NONE"}, secure=True)
        language = client.post("/account/language/", {"language": "en"}, secure=True)
        found |= {"voucher": described(code), "language": described(language)}
        found["http"] = described(client.get("/basket/"))
        found["stranger's host"] = described(Client().get("/", headers={"Host": "evil.example"}))
        transaction.set_rollback(True)
    print(json.dumps(found))


def described(answer: Any) -> dict[str, Any]:
    cookies = [morsel.OutputString() for morsel in answer.cookies.values()]
    return {"status": answer.status_code, "headers": dict(answer.headers), "cookies": cookies}


if __name__ == "__main__":
    main()
