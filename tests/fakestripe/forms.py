"""Form bodies with nested names, as the gateway's clients write them."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl

Tree = dict[str, Any]
_PART = re.compile(r"\[([^\]]*)\]")


def decode(text: str) -> Tree:
    """Return `a[b][0]=x` as {"a": {"b": ["x"]}}; every leaf stays text."""
    tree: Tree = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        _put(tree, _path(name), value)
    return {name: _with_lists(value) for name, value in tree.items()}


def _path(name: str) -> list[str]:
    head = name.split("[", 1)[0]
    return [head, *_PART.findall(name[len(head) :])]


def _put(node: Tree, path: list[str], value: str) -> None:
    for step in path[:-1]:
        key = step or str(len(node))
        child = node.get(key)
        if not isinstance(child, dict):
            child = node[key] = {}
        node = child
    node[path[-1] or str(len(node))] = value


def _with_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(key.isdecimal() for key in value):
        return [_with_lists(value[key]) for key in sorted(value, key=int)]
    return {key: _with_lists(child) for key, child in value.items()}
