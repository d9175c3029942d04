"""Which request does what, and the client's type its parameters are checked against."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stripe import params
from stripe.params import checkout

from . import balance, charges, customers, disputes, intents, methods, refunds, sessions
from .store import Obj
from .world import Call

Handler = Callable[[Call], Obj]


@dataclass(frozen=True)
class Route:
    method: str
    pattern: re.Pattern[str]
    handler: Handler
    kind: Any


def _route(method: str, path: str, handler: Handler, kind: Any) -> Route:
    pattern = re.compile("/v1/" + path.replace(":id", r"([A-Za-z0-9_]+)"))
    return Route(method, pattern, handler, kind)


ROUTES = [
    _route("POST", "payment_intents", intents.create, params.PaymentIntentCreateParams),
    _route("GET", "payment_intents", intents.list_intents, params.PaymentIntentListParams),
    _route("GET", "payment_intents/:id", intents.retrieve, params.PaymentIntentRetrieveParams),
    _route("POST", "payment_intents/:id", intents.update, params.PaymentIntentUpdateParams),
    _route(
        "POST", "payment_intents/:id/confirm", intents.confirm, params.PaymentIntentConfirmParams
    ),
    _route("POST", "payment_intents/:id/cancel", intents.cancel, params.PaymentIntentCancelParams),
    _route("POST", "payment_methods", methods.create, params.PaymentMethodCreateParams),
    _route("GET", "payment_methods/:id", methods.retrieve, params.PaymentMethodRetrieveParams),
    _route("POST", "checkout/sessions", sessions.create, checkout.SessionCreateParams),
    _route("GET", "checkout/sessions", sessions.list_sessions, checkout.SessionListParams),
    _route("GET", "checkout/sessions/:id", sessions.retrieve, checkout.SessionRetrieveParams),
    _route("POST", "checkout/sessions/:id/expire", sessions.expire, checkout.SessionExpireParams),
    _route(
        "GET",
        "checkout/sessions/:id/line_items",
        sessions.list_lines,
        checkout.SessionListLineItemsParams,
    ),
    _route("GET", "charges", charges.list_charges, params.ChargeListParams),
    _route("GET", "charges/:id", charges.retrieve, params.ChargeRetrieveParams),
    _route("POST", "refunds", refunds.create, params.RefundCreateParams),
    _route("GET", "refunds", refunds.list_refunds, params.RefundListParams),
    _route("GET", "refunds/:id", refunds.retrieve, params.RefundRetrieveParams),
    _route("POST", "refunds/:id", refunds.update, params.RefundUpdateParams),
    _route("POST", "refunds/:id/cancel", refunds.cancel, params.RefundCancelParams),
    _route(
        "GET",
        "balance_transactions",
        balance.list_transactions,
        params.BalanceTransactionListParams,
    ),
    _route(
        "GET",
        "balance_transactions/:id",
        balance.retrieve_transaction,
        params.BalanceTransactionRetrieveParams,
    ),
    _route("GET", "balance", balance.retrieve, params.BalanceRetrieveParams),
    _route("GET", "events", customers.list_events, params.EventListParams),
    _route("GET", "events/:id", customers.retrieve_event, params.EventRetrieveParams),
    _route("POST", "customers", customers.create, params.CustomerCreateParams),
    _route("GET", "customers", customers.list_customers, params.CustomerListParams),
    _route("GET", "customers/:id", customers.retrieve, params.CustomerRetrieveParams),
    _route("GET", "disputes", disputes.list_disputes, params.DisputeListParams),
    _route("GET", "disputes/:id", disputes.retrieve, params.DisputeRetrieveParams),
    _route("POST", "disputes/:id", disputes.update, params.DisputeUpdateParams),
]


def find(method: str, path: str) -> tuple[Route, tuple[str, ...]] | None:
    """Return the route of a request with the ids in its path, or None."""
    for route in ROUTES:
        found = route.pattern.fullmatch(path)
        if found and route.method == method:
            return route, found.groups()
    return None
