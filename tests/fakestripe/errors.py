"""Errors in the shape the gateway sends them."""

from __future__ import annotations

from typing import Any


class StripeError(Exception):
    """Carry one gateway error: its HTTP status, its body, and whether a retry replays it.

    `saved` is False when the request never began to execute (bad parameters, bad key):
    such an answer is not kept under the idempotency key.
    """

    def __init__(
        self, status: int, type_: str, message: str, *, saved: bool = True, **fields: Any
    ) -> None:
        super().__init__(message)
        self.status = status
        self.saved = saved
        self.error: dict[str, Any] = {"type": type_, "message": message}
        self.error.update({name: value for name, value in fields.items() if value is not None})
        if fields.get("code"):
            slug = str(fields["code"]).replace("_", "-")
            self.error["doc_url"] = f"https://stripe.com/docs/error-codes/{slug}"

    def body(self) -> dict[str, Any]:
        return {"error": self.error}


def invalid(message: str, **fields: Any) -> StripeError:
    """Refuse a request that ran and met an object in the wrong state."""
    return StripeError(400, "invalid_request_error", message, **fields)


def bad_parameter(message: str, param: str, code: str | None = None) -> StripeError:
    """Refuse a request before it runs, because of one parameter."""
    return invalid(message, param=param, code=code, saved=False)


def unsupported(param: str) -> StripeError:
    """Refuse what the gateway would accept and this sandbox does not model.

    Ignoring it silently would let a test pass that real money would fail.
    """
    return bad_parameter(
        f"The sandbox does not model {param}; the gateway itself may accept it.",
        param,
        "sandbox_unsupported",
    )


def no_such(kind: str, id_: str, param: str = "id") -> StripeError:
    return StripeError(
        404,
        "invalid_request_error",
        f"No such {kind}: '{id_}'",
        code="resource_missing",
        param=param,
    )


def unauthenticated(message: str) -> StripeError:
    return StripeError(401, "invalid_request_error", message, saved=False)
