"""Checkout Sessions: a hosted page, and what becomes of it."""

from __future__ import annotations

from .amounts import check_amount, check_currency
from .errors import bad_parameter, invalid, no_such, unsupported
from .intent_states import CANCELABLE, cancel_now
from .intents import ENABLED, new_intent
from .lists import listed, paged
from .metadata import merged
from .session_lines import made_lines
from .store import Obj, new_id
from .world import Call

SHORTEST_SECONDS = 30 * 60
LONGEST_SECONDS = 24 * 60 * 60
SLACK_SECONDS = 60  # between the asker's clock and ours
_KEPT = (
    "cancel_url", "client_reference_id", "customer", "customer_email", "locale", "submit_type",
    "success_url", "allowed_payment_method_types", "excluded_payment_method_types",
)  # fmt: skip
_SUPPORTED = {*_KEPT, "mode", "line_items", "metadata", "payment_intent_data", "expires_at",
              "expand", "ui_mode", "currency", "billing_address_collection",
              "customer_creation", "integration_identifier"}  # fmt: skip
_NULLS = (
    "after_expiration", "allow_promotion_codes", "collected_information",
    "consent", "consent_collection", "currency_conversion", "customer_details", "invoice",
    "invoice_creation", "payment_intent", "payment_link", "recovered_from", "setup_intent",
    "shipping_address_collection", "shipping_cost", "subscription", "billing_address_collection",
    "customer_creation", "integration_identifier", "client_secret", "return_url",
    "payment_method_configuration_details", "saved_payment_method_options",
)  # fmt: skip


def create(call: Call) -> Obj:
    """Open a session for a payment, with a page where a person pays."""
    _check(call)
    lines = made_lines(call.params["line_items"])
    currency = lines[0]["currency"]
    total = sum(line["amount_total"] for line in lines)
    check_amount(total, currency)
    session = _new(call, currency, total)
    call.account.note(session["id"]).update(
        lines=lines, intent_data=call.params.get("payment_intent_data") or {}
    )
    call.account.deadlines[session["id"]] = session["expires_at"]
    return session


def retrieve(call: Call) -> Obj:
    return call.account.get("checkout.session", call.ids[0], "session")


def list_sessions(call: Call) -> Obj:
    return listed(call, "checkout.session", ("payment_intent", "customer", "status"))


def list_lines(call: Call) -> Obj:
    return paged(call, call.account.note(retrieve(call)["id"])["lines"])


def expire(call: Call) -> Obj:
    """Close an open session. Raises StripeError when it is complete or closed already."""
    session = retrieve(call)
    if session["status"] != "open":
        raise invalid(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout '
            f"Session has a status of {session['status']}."
        )
    return expire_now(call, session)


def expire_now(call: Call, session: Obj) -> Obj:
    """Close a session; an unpaid intent it made is called off with it."""
    call.account.deadlines.pop(session["id"], None)
    session |= {"status": "expired", "url": None}
    intent = call.account.objects.get(session["payment_intent"] or "")
    if intent and intent["status"] in CANCELABLE:
        cancel_now(call, intent, "automatic")
    call.emit("checkout.session.expired", session)
    return session


def intent_of(call: Call, session: Obj) -> Obj:
    """Return the session's payment intent, made when somebody first tries to pay."""
    if session["payment_intent"]:
        return call.account.get("payment_intent", session["payment_intent"])
    data = call.account.note(session["id"])["intent_data"]
    allowed = session["payment_method_types"]
    shared = {"amount": session["amount_total"], "currency": session["currency"]}
    intent = new_intent(call, {**data, **shared, "allowed_payment_method_types": allowed})
    session["payment_intent"] = intent["id"]
    call.account.note(intent["id"])["session"] = session["id"]
    call.emit("payment_intent.created", intent)
    return intent


def complete(call: Call, session: Obj, intent: Obj) -> Obj:
    """Close a session whose intent is paid."""
    call.account.deadlines.pop(session["id"], None)
    method = call.account.get("payment_method", intent["payment_method"])
    session |= {"status": "complete", "payment_status": "paid", "url": None}
    about = method["billing_details"]
    session["customer_details"] = {
        "address": about["address"],
        "business_name": None,
        "email": about["email"] or session["customer_email"],
        "individual_name": None,
        "name": about["name"],
        "phone": about["phone"],
        "tax_exempt": "none",
        "tax_ids": [],
    }
    call.emit("checkout.session.completed", session)
    return session


def _check(call: Call) -> None:
    params = call.params
    for name in params:
        if name not in _SUPPORTED:
            raise unsupported(name)
    if params.get("ui_mode", "hosted_page") != "hosted_page":
        raise unsupported(f"ui_mode={params['ui_mode']}")
    for name in ("mode", "line_items", "success_url"):
        if not params.get(name):
            raise bad_parameter(f"Missing required param: {name}.", name, "parameter_missing")
    if params["mode"] != "payment":
        raise unsupported(f"mode={params['mode']}")
    if {"allowed_payment_method_types", "excluded_payment_method_types"} <= set(params):
        raise bad_parameter("You may only specify one of these.", "excluded_payment_method_types")
    for name in ("success_url", "cancel_url"):
        if not params.get(name, "https://").startswith(("https://", "http://")):
            raise bad_parameter("Not a valid URL", name, "url_invalid")
    _check_expiry(call)


def _check_expiry(call: Call) -> None:
    ahead = call.params.get("expires_at", call.now + LONGEST_SECONDS) - call.now
    if ahead < SHORTEST_SECONDS - SLACK_SECONDS:
        words = (
            "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
        )
        raise bad_parameter(words, "expires_at")
    if ahead > LONGEST_SECONDS + SLACK_SECONDS:
        words = (
            "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."
        )
        raise bad_parameter(words, "expires_at")


def _new(call: Call, currency: str, total: int) -> Obj:
    params = call.params
    check_currency(currency)
    id_ = new_id("cs_test")
    allowed = params.get("allowed_payment_method_types") or ENABLED
    left_out = params.get("excluded_payment_method_types") or []
    usable = [k for k in ENABLED if k in allowed and k not in left_out]
    if currency != "thb":
        usable = [kind for kind in usable if kind != "promptpay"]
    if not usable:
        raise no_such("payment method type", ",".join(allowed), "allowed_payment_method_types")
    session: Obj = dict.fromkeys((*_NULLS, *_KEPT)) | {
        "id": id_,
        "object": "checkout.session",
        "adaptive_pricing": {"enabled": False},
        "amount_subtotal": total,
        "amount_total": total,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "created": call.now,
        "currency": currency,
        "custom_fields": [],
        "custom_text": dict.fromkeys(
            ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")
        ),
        "discounts": [],
        "expires_at": params.get("expires_at", call.now + LONGEST_SECONDS),
        "livemode": False,
        "metadata": merged({}, params.get("metadata")),
        "mode": "payment",
        "payment_method_collection": "if_required",
        "payment_method_options": {},
        "payment_method_types": usable,
        "payment_status": "unpaid",
        "phone_number_collection": {"enabled": False},
        "shipping_options": [],
        "status": "open",
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": call.url(f"/c/pay/{id_}"),
    }
    session |= {name: params[name] for name in (*_KEPT, *_NULLS) if params.get(name)}
    return call.account.add(session)
