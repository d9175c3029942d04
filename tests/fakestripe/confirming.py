"""Confirming a payment intent: what happens when a card is charged or a QR code is asked for."""

from __future__ import annotations

from . import charges
from .cards import Card
from .errors import StripeError, bad_parameter, invalid
from .intent_states import fail, succeed
from .methods import card_of
from .qr import payload
from .store import Obj
from .world import Call


def confirm_now(call: Call, intent: Obj) -> Obj:
    """Try to take the money. Raises StripeError (402) when the card is declined."""
    if not intent["payment_method"]:
        raise invalid(
            "You cannot confirm this PaymentIntent because it's missing a payment method. You can "
            "either update the PaymentIntent with a payment method and then confirm it again, or "
            "confirm it again directly with a payment method.",
            code="payment_intent_unexpected_state",
            payment_intent=dict(intent),
        )
    _require_return_url(call, intent)
    method = call.account.get("payment_method", intent["payment_method"])
    if method["type"] == "promptpay":
        return show_qr(call, intent)
    return charge_card(call, intent, method)


def charge_card(call: Call, intent: Obj, method: Obj) -> Obj:
    card = card_of(call, method)
    if card.asks:
        return _ask(call, intent)
    if card.code:
        raise decline(call, intent, method, card)
    return succeed(call, intent)


def decline(call: Call, intent: Obj, method: Obj, card: Card) -> StripeError:
    """Record a declined charge and return the error that tells of it."""
    charge = charges.fail(call, intent, method, card)
    about = {
        "charge": charge["id"],
        "code": card.code,
        "decline_code": card.decline_code,
        "payment_method": dict(method),
    }
    error = {"type": "card_error", "message": card.message, **about}
    fail(call, intent, error)
    return StripeError(402, "card_error", card.message, payment_intent=dict(intent), **about)


def show_qr(call: Call, intent: Obj) -> Obj:
    """Give the intent a PromptPay code that lives for the sandbox's `promptpay_seconds`."""
    id_ = intent["id"]
    intent["next_action"] = {
        "type": "promptpay_display_qr_code",
        "promptpay_display_qr_code": {
            "data": payload(intent["amount"], id_),
            "hosted_instructions_url": call.url(f"/p/promptpay/{id_}"),
            "image_url_png": call.url(f"/qr/{id_}.png"),
            "image_url_svg": call.url(f"/qr/{id_}.svg"),
        },
    }
    intent |= {"status": "requires_action", "last_payment_error": None}
    call.account.deadlines[id_] = call.now + call.world.promptpay_seconds
    call.emit("payment_intent.requires_action", intent)
    return intent


def expire_qr(call: Call, intent: Obj) -> Obj:
    """Let a PromptPay code run out: the intent may be confirmed again for a new one."""
    code = "payment_intent_payment_attempt_expired"
    words = "The payment attempt on this PaymentIntent has expired: the QR code was not paid."
    method = call.account.get("payment_method", intent["payment_method"])
    error = {"type": "invalid_request_error", "code": code, "message": words}
    return fail(call, intent, error | {"payment_method": dict(method)})


def authenticated(call: Call, intent: Obj, passed: bool) -> Obj:
    """End a 3-D Secure challenge: charge, or fail for want of authentication."""
    if passed:
        return succeed(call, intent)
    method = call.account.get("payment_method", intent["payment_method"])
    error = {
        "type": "invalid_request_error",
        "code": "payment_intent_authentication_failure",
        "message": "The provided PaymentMethod has failed authentication.",
        "payment_method": dict(method),
    }
    return fail(call, intent, error)


def _ask(call: Call, intent: Obj) -> Obj:
    if call.params.get("error_on_requires_action") or call.params.get("off_session"):
        card = Card("", "authentication_required", "authentication_required", "Not authenticated.")
        method = call.account.get("payment_method", intent["payment_method"])
        raise decline(call, intent, method, card)
    url = call.params.get("return_url")
    if url:
        redirect = {"url": call.url(f"/3ds/{intent['id']}"), "return_url": url}
        intent["next_action"] = {"type": "redirect_to_url", "redirect_to_url": redirect}
    else:
        intent["next_action"] = {"type": "use_stripe_sdk", "use_stripe_sdk": {}}
    intent["status"] = "requires_action"
    call.emit("payment_intent.requires_action", intent)
    return intent


def _require_return_url(call: Call, intent: Obj) -> None:
    automatic = intent["automatic_payment_methods"]
    redirects = automatic and automatic["allow_redirects"] != "never"
    if redirects and not call.params.get("return_url"):
        raise bad_parameter(
            "This PaymentIntent is configured to accept payment methods that might redirect your "
            "customer off of your page, so you must provide a `return_url`. Otherwise set "
            "`automatic_payment_methods[allow_redirects]` to `never`, or name the methods in "
            "`allowed_payment_method_types`.",
            "return_url",
        )
