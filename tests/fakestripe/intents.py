"""Payment intents: created, read, changed, called off."""

from __future__ import annotations

from typing import Any

from . import charges
from .amounts import check_amount, check_currency
from .confirming import confirm_now
from .errors import bad_parameter, invalid, unsupported
from .intent_states import CANCELABLE, CHANGEABLE, cancel_now, require_status
from .lists import listed
from .metadata import merged
from .methods import chosen, make
from .store import Obj, new_id
from .world import Call

ENABLED = ("card", "promptpay")  # what the account has switched on, for dynamic methods
_KEPT = (
    "customer", "description", "receipt_email", "shipping", "statement_descriptor",
    "statement_descriptor_suffix", "transfer_group", "payment_method_options",
)  # fmt: skip
_CREATE = {
    *_KEPT, "amount", "currency", "metadata", "expand", "confirm", "payment_method",
    "payment_method_data", "allowed_payment_method_types", "excluded_payment_method_types",
    "automatic_payment_methods", "capture_method", "confirmation_method", "return_url",
    "error_on_requires_action", "use_stripe_sdk", "off_session",
}  # fmt: skip
_NULLS = (
    "amount_details", "application", "application_fee_amount", "canceled_at",
    "cancellation_reason", "last_payment_error", "latest_charge", "next_action", "on_behalf_of",
    "payment_method", "payment_method_configuration_details", "processing", "review",
    "setup_future_usage", "source", "transfer_data", "allowed_payment_method_types",
    "excluded_payment_method_types", "automatic_payment_methods",
)  # fmt: skip
_EXCLUSIVE = (
    "allowed_payment_method_types", "excluded_payment_method_types", "automatic_payment_methods",
)  # fmt: skip


def create(call: Call) -> Obj:
    """Make an intent, and confirm it at once when asked to."""
    _check(call.params)
    intent = new_intent(call, call.params)
    _take_method(call, intent)
    call.emit("payment_intent.created", intent)
    if call.params.get("confirm"):
        return confirm_now(call, intent)
    return intent


def new_intent(call: Call, params: Obj) -> Obj:
    """Put an intent in the store, as `requires_payment_method`."""
    id_ = new_id("pi")
    intent: Obj = dict.fromkeys((*_NULLS, *_KEPT)) | {
        "id": id_,
        "object": "payment_intent",
        "amount": params["amount"],
        "amount_capturable": 0,
        "amount_received": 0,
        "capture_method": "automatic_async",
        "client_secret": f"{id_}_{new_id('secret')}",
        "confirmation_method": params.get("confirmation_method", "automatic"),
        "created": call.now,
        "currency": params["currency"].lower(),
        "livemode": False,
        "metadata": merged({}, params.get("metadata")),
        "payment_method_options": {},
        "payment_method_types": [],
        "status": "requires_payment_method",
    }
    intent |= {name: params[name] for name in _KEPT if params.get(name)}
    _take_types(intent, params)
    return call.account.add(intent)


def retrieve(call: Call) -> Obj:
    return call.account.get("payment_intent", call.ids[0], "intent")


def list_intents(call: Call) -> Obj:
    return listed(call, "payment_intent", ("customer",))


def update(call: Call) -> Obj:
    """Change an intent; what it costs and how it is paid only while it is unpaid."""
    intent = retrieve(call)
    params = call.params
    if {"amount", "currency", "payment_method", "payment_method_data"} & set(params):
        require_status(intent, CHANGEABLE, "update")
    if "amount" in params or "currency" in params:
        _change_price(intent, params)
    if "metadata" in params:
        intent["metadata"] = merged(intent["metadata"], params["metadata"])
    intent |= {name: params[name] or None for name in _KEPT if name in params}
    if any(name in params for name in _EXCLUSIVE):
        _take_types(intent, params)
    _take_method(call, intent)
    return intent


def confirm(call: Call) -> Obj:
    intent = retrieve(call)
    require_status(intent, CHANGEABLE, "confirm")
    if "allowed_payment_method_types" in call.params:
        _take_types(intent, call.params)
    _take_method(call, intent)
    return confirm_now(call, intent)


def cancel(call: Call) -> Obj:
    """Call an intent off. Raises StripeError once it is paid, or when Checkout made it."""
    intent = retrieve(call)
    if "session" in call.account.note(intent["id"]):
        raise invalid(
            "You cannot cancel PaymentIntents created by Checkout. "
            "Expire the Checkout Session instead."
        )
    require_status(intent, CANCELABLE, "cancel")
    return cancel_now(call, intent, call.params.get("cancellation_reason"))


def latest_charge(call: Call, intent: Obj) -> Obj | None:
    id_ = intent["latest_charge"]
    return charges.retrieve(Call(call.world, call.account, {}, (id_,))) if id_ else None


def _change_price(intent: Obj, params: Obj) -> None:
    new: Obj = {name: params.get(name, intent[name]) for name in ("amount", "currency")}
    check_currency(new["currency"])
    check_amount(new["amount"], new["currency"])
    intent.update(new)


def _check(params: Obj) -> None:
    for name in params:
        if name not in _CREATE:
            raise unsupported(name)
    if params.get("capture_method") == "manual":
        raise unsupported("capture_method=manual")
    check_currency(params["currency"])
    check_amount(params["amount"], params["currency"])
    given = [name for name in _EXCLUSIVE if name in params]
    if len(given) > 1:
        raise bad_parameter(f"You may only specify one of: {', '.join(given)}.", given[1])


def _take_types(intent: Obj, params: Obj) -> None:
    """Compute the methods a buyer may use: incompatible ones fall out silently."""
    allowed: list[str] = params.get("allowed_payment_method_types") or []
    excluded: list[str] = params.get("excluded_payment_method_types") or []
    automatic: Any = params.get("automatic_payment_methods")
    usable = [
        kind
        for kind in ENABLED
        if (not allowed or kind in allowed)
        and kind not in excluded
        and (kind != "promptpay" or intent["currency"] == "thb")
    ]
    if not usable:
        raise bad_parameter(
            "No valid payment method types for this Payment Intent. Please ensure that you have "
            "activated payment methods compatible with your chosen currency.",
            "allowed_payment_method_types",
        )
    intent["payment_method_types"] = usable
    intent["allowed_payment_method_types"] = allowed or None
    intent["excluded_payment_method_types"] = excluded or None
    if not allowed:
        redirects = (automatic or {}).get("allow_redirects", "always")
        intent["automatic_payment_methods"] = {"allow_redirects": redirects, "enabled": True}


def _take_method(call: Call, intent: Obj) -> None:
    """Attach the payment method a request names or describes."""
    if "payment_method_data" in call.params:
        method = make(call, call.params["payment_method_data"], "payment_method_data")
    elif call.params.get("payment_method"):
        method = chosen(call, call.params["payment_method"])
    else:
        return
    if method["type"] not in intent["payment_method_types"]:
        raise bad_parameter(
            f"The PaymentMethod provided ({method['type']}) is not allowed for this PaymentIntent.",
            "payment_method",
        )
    intent["payment_method"] = method["id"]
    if intent["status"] == "requires_payment_method":
        intent["status"] = "requires_confirmation"
