"""Requests checked against the client's own parameter types, as strictly as the gateway does."""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import (
    Any,
    Literal,
    NotRequired,
    Required,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)
from typing import NotRequired as NotRequiredExtension

from stripe._request_options import RequestOptions
from stripe._stripe_object import UntypedStripeObject
from typing_extensions import is_typeddict

from .errors import StripeError, bad_parameter, invalid
from .metadata import check_metadata

Kind: TypeAlias = Any  # a type expression out of stripe.params
_UNIONS = (Union, types.UnionType)
_OPTIONAL = (NotRequired, NotRequiredExtension)
_CLIENT_ONLY = frozenset(RequestOptions.__annotations__)
# Parameters the pinned API version took away, with the code the gateway answers.
_REMOVED = {"payment_method_types": "payment_method_types_no_longer_supported"}


@cache
def fields_of(kind: Kind) -> dict[str, tuple[bool, Kind]]:
    """Return each parameter of a request type with (required, type)."""
    names = {"StripeContext": object, "Mapping": Mapping}
    hints = get_type_hints(kind, localns=names, include_extras=True)
    return {
        name: (_origin(hint) not in _OPTIONAL, _bare(hint))
        for name, hint in hints.items()
        if name not in _CLIENT_ONLY
    }


def check(kind: Kind, tree: Mapping[str, Any]) -> dict[str, Any]:
    """Return the request's parameters with their real types.

    Raises StripeError for an unknown, missing or malformed one.
    """
    return _object(kind, tree, "")


def _origin(kind: Kind) -> Any:
    return get_origin(kind)


def _bare(hint: Kind) -> Kind:
    while _origin(hint) in (*_OPTIONAL, Required):
        (hint,) = get_args(hint)
    return hint


def _name(where: str, key: str) -> str:
    return f"{where}[{key}]" if where else key


def _object(kind: Kind, tree: Any, where: str) -> dict[str, Any]:
    if not isinstance(tree, Mapping):
        raise bad_parameter("Invalid object", where)
    fields = fields_of(kind)
    _refuse_unknown(fields, tree, where)
    for key, (required, _) in fields.items():
        if required and key not in tree:
            name = _name(where, key)
            raise bad_parameter(f"Missing required param: {name}.", name, "parameter_missing")
    return {key: convert(fields[key][1], value, _name(where, key)) for key, value in tree.items()}


def _refuse_unknown(fields: Mapping[str, Any], tree: Mapping[str, Any], where: str) -> None:
    unknown = [key for key in tree if key not in fields]
    for key in unknown:
        if not where and key in _REMOVED:
            message = f"The parameter {key} is no longer supported in this API version."
            raise bad_parameter(message, key, _REMOVED[key])
    if unknown:
        names = ", ".join(_name(where, key) for key in unknown)
        plural = "s" if len(unknown) > 1 else ""
        message = f"Received unknown parameter{plural}: {names}"
        raise bad_parameter(message, _name(where, unknown[0]), "parameter_unknown")


def convert(kind: Kind, value: Any, where: str) -> Any:
    origin = _origin(kind)
    if origin in _UNIONS:
        return _union(get_args(kind), value, where)
    if origin is list:
        return _list(get_args(kind)[0], value, where)
    if origin is Literal:
        return _literal([str(choice) for choice in get_args(kind)], value, where)
    if origin in (dict, UntypedStripeObject) or kind is dict:
        return _map(value, where)
    if is_typeddict(kind):
        return _object(kind, value, where)
    return _scalar(kind, value, where)


def _union(options: tuple[Kind, ...], value: Any, where: str) -> Any:
    choices = [str(c) for o in options if _origin(o) is Literal for c in get_args(o)]
    if value == "" and "" in choices:
        return ""
    choices = [choice for choice in choices if choice]
    if not isinstance(value, str):
        return convert(_structured(options, value), value, where)
    if value in choices:
        return value
    scalars = [o for o in options if o in (int, bool, float, Decimal)]
    for option in scalars:
        try:
            return _scalar(option, value, where)
        except StripeError:
            continue
    if choices:
        return _literal(choices, value, where)
    return convert(str if str in options else options[0], value, where)


def _structured(options: tuple[Kind, ...], value: Any) -> Kind:
    """Pick the option that can hold a list or an object, else the first: it will refuse."""
    for option in options:
        is_list = _origin(option) is list
        if isinstance(value, list) == is_list and (
            is_list or is_typeddict(option) or _origin(option) in (dict, UntypedStripeObject)
        ):
            return option
    return str


def _list(item: Kind, value: Any, where: str) -> list[Any]:
    if value == "":
        return []
    if not isinstance(value, list):
        raise bad_parameter("Invalid array", where)
    return [convert(item, each, _name(where, str(index))) for index, each in enumerate(value)]


def _literal(choices: list[str], value: Any, where: str) -> str:
    if value not in choices:
        listed = ", ".join(choice for choice in choices[:-1]) + f", or {choices[-1]}"
        raise bad_parameter(f"Invalid {where}: must be one of {listed}", where)
    return str(value)


def _map(value: Any, where: str) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise bad_parameter("Invalid object", where)
    if where.endswith(("metadata", "metadata]")):
        check_metadata(value, where)
    return dict(value)


def _scalar(kind: Kind, value: Any, where: str) -> Any:
    if not isinstance(value, str):
        raise bad_parameter(f"Invalid string: {value}", where)
    if value == "":
        raise invalid(
            f"You passed an empty string for '{where}'. We assume empty values are an attempt to "
            f"unset a parameter; however '{where}' cannot be unset.",
            param=where,
            code="parameter_invalid_empty",
            saved=False,
        )
    if kind is bool:
        return _boolean(value, where)
    if kind in (int, float, Decimal):
        return _number(kind, value, where)
    return value


def _boolean(value: str, where: str) -> bool:
    if value not in ("true", "false"):
        raise bad_parameter(f"Invalid boolean: {value}", where)
    return value == "true"


def _number(kind: Kind, value: str, where: str) -> Any:
    if kind is int:
        if not re.fullmatch(r"-?[0-9]{1,18}", value):
            raise bad_parameter(f"Invalid integer: {value}", where, "parameter_invalid_integer")
        return int(value)
    try:
        return Decimal(value)
    except InvalidOperation:
        raise bad_parameter(f"Invalid decimal: {value}", where) from None
