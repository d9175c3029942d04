"""An application that staff look through, for tests/scene.py, and its routes' rows."""

from __future__ import annotations

from typing import Any

from community.joining.models import Application
from community.joining.requirements import Requirement
from tests.applied import answer_to, make_application
from tests.cast import make_user


class ReviewScene:
    def __init__(self) -> None:
        weaver = make_user("weaver@example.org", name="คำแปง", phone="+66810000009")
        self.application = make_application(weaver, state=Application.State.IN_REVIEW)
        self.answer = answer_to(self.application, Requirement.Kind.IDENTITY)

    def special(self, name: str) -> dict[str, Any]:
        if name.startswith("office:application-") or name == "office:application":
            return {"key": self.application.key, "pk": self.answer.pk}
        if name.startswith("office:requirement"):
            return {"pk": self.answer.requirement_id}
        return {}
