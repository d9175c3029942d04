"""Pages of a list, newest first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .errors import bad_parameter
from .store import Obj

if TYPE_CHECKING:
    from .world import Call

LIMIT = 10
LIMIT_MAX = 100
_COMPARISONS = {
    "gt": lambda a, b: a > b,
    "gte": lambda a, b: a >= b,
    "lt": lambda a, b: a < b,
    "lte": lambda a, b: a <= b,
}


def listed(call: Call, kind: str, filters: Iterable[str] = ()) -> Obj:
    """Return one page of the account's objects; `filters` are parameters that must be equal."""
    wanted = {name: call.params[name] for name in filters if name in call.params}
    rows = [
        row
        for row in call.account.newest(kind)
        if all(row.get(name) == value for name, value in wanted.items())
        and _is_created(row, call.params.get("created"))
    ]
    return paged(call, rows)


def paged(call: Call, rows: list[Obj]) -> Obj:
    """Cut one page out of rows that are newest first."""
    limit = call.params.get("limit", LIMIT)
    if not 1 <= limit <= LIMIT_MAX:
        raise bad_parameter(
            f"This value must be between 1 and {LIMIT_MAX}.", "limit", "parameter_invalid_integer"
        )
    page, more = _window(rows, call.params, limit)
    return {"object": "list", "data": page, "has_more": more, "url": call.path}


def _window(rows: list[Obj], params: Obj, limit: int) -> tuple[list[Obj], bool]:
    if "ending_before" in params:
        rows = rows[: _place(rows, params["ending_before"], "ending_before")]
        return rows[-limit:], len(rows) > limit
    if "starting_after" in params:
        rows = rows[_place(rows, params["starting_after"], "starting_after") + 1 :]
    return rows[:limit], len(rows) > limit


def _place(rows: list[Obj], id_: str, param: str) -> int:
    for index, row in enumerate(rows):
        if row["id"] == id_:
            return index
    raise bad_parameter(f"No such object: '{id_}'", param, "resource_missing")


def _is_created(row: Obj, wanted: Any) -> bool:
    if wanted is None:
        return True
    if isinstance(wanted, int):
        return bool(row["created"] == wanted)
    return all(_COMPARISONS[name](row["created"], at) for name, at in wanted.items())
