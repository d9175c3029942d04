"""Somchai's draft, which somebody who helps fills in with him."""

from __future__ import annotations

from typing import Any

from community.joining.applying import start
from community.joining.checklist import answers_for
from community.people.models import User

WITH_KEY = {f"joining:{name}" for name in ("application", "who", "papers", "send", "withdraw")}
WITH_KEY.add("helping:apply-end")


class JoiningScene:
    def __init__(self, people: dict[str, User]) -> None:
        helper = people["helper_without_grant"]
        self.application = start(people["buyer"], helper, "seller", "individual")
        answers_for(self.application)

    def special(self, name: str) -> dict[str, Any]:
        """Return a route's own arguments, none for the routes of other rooms."""
        if name == "joining:new":
            return {"wants": "community"}
        return {"key": self.application.key} if name in WITH_KEY else {}
