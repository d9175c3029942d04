"""`expand[]`: ids replaced by the objects they name."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from .errors import bad_parameter
from .store import Account, Obj

EXPANDABLE = frozenset(
    (
        "balance_transaction", "charge", "customer", "failure_balance_transaction",
        "latest_charge", "line_items", "payment_intent", "payment_method", "source",
    )
)  # fmt: skip
DEEPEST = 4


def expanded(account: Account, answer: Obj, paths: list[str]) -> Obj:
    """Return a copy of an answer with every path in `paths` filled in."""
    answer = deepcopy(answer)
    for path in paths:
        steps = path.split(".")
        if len(steps) > DEEPEST:
            raise bad_parameter(f"You cannot expand more than {DEEPEST} levels.", "expand")
        _fill(account, answer, steps, path)
    return answer


def _fill(account: Account, node: Any, steps: list[str], path: str) -> None:
    if isinstance(node, list):
        for each in node:
            _fill(account, each, steps, path)
        return
    if not steps or not isinstance(node, dict):
        return
    step, rest = steps[0], steps[1:]
    if step == "line_items" and node.get("object") == "checkout.session":
        node[step] = _lines(account, node["id"])
    elif step not in node or (step not in EXPANDABLE and step != "data"):
        raise bad_parameter(f"This property cannot be expanded ({path}).", "expand")
    elif isinstance(node[step], str):
        node[step] = deepcopy(account.objects.get(node[step], node[step]))
    _fill(account, node[step], rest, path)


def _lines(account: Account, session_id: str) -> Obj:
    return {
        "object": "list",
        "data": deepcopy(account.note(session_id)["lines"]),
        "has_more": False,
        "url": f"/v1/checkout/sessions/{session_id}/line_items",
    }
