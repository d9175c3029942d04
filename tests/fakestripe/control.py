"""What the controls do to one object: pay it, fail it, dispute it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import disputes, refunds
from .cards import BY_NAME
from .confirming import charge_card, expire_qr
from .errors import invalid
from .intent_states import fail, require_status, succeed
from .methods import with_number
from .sessions import complete, expire_now, intent_of
from .store import Obj
from .world import Call

Action = Callable[..., Obj]
WAITING = ("requires_action", "processing")


def pay_intent(call: Call, intent: Obj, force: Any = "", **_: Any) -> Obj:
    """Let a buyer's money arrive.

    With `force`, even when the code has expired or the intent was called off: the bank took
    the money, so the intent is succeeded whatever it was.
    """
    if force not in ("", "0", "false", False):
        require_status(intent, (*WAITING, "requires_payment_method", "canceled"), "pay")
    else:
        require_status(intent, WAITING, "pay")
    succeed(call, intent)
    session = call.account.objects.get(call.account.note(intent["id"]).get("session", ""))
    if session and session["status"] == "open":
        complete(call, session, intent)
    return intent


def expire_intent(call: Call, intent: Obj, **_: Any) -> Obj:
    require_status(intent, ("requires_action",), "expire")
    return expire_qr(call, intent)


def process_intent(call: Call, intent: Obj, **_: Any) -> Obj:
    """Put a payment between banks: neither paid nor failed."""
    require_status(intent, ("requires_action",), "process")
    call.account.deadlines.pop(intent["id"], None)
    intent |= {"status": "processing", "next_action": None}
    call.emit("payment_intent.processing", intent)
    return intent


def fail_intent(call: Call, intent: Obj, **_: Any) -> Obj:
    require_status(intent, WAITING, "fail")
    code = "payment_intent_payment_attempt_failed"
    error = {"type": "invalid_request_error", "code": code, "message": "The payment failed."}
    return fail(call, intent, error)


def pay_session(
    call: Call, session: Obj, card: str = "pm_card_visa", email: str = "", **_: Any
) -> Obj:
    """Pay an open session by a test card, as a person on its page would.

    Raises StripeError (402) when the card is declined: the session stays open.
    """
    if session["status"] != "open":
        raise invalid(f"This Checkout Session has a status of {session['status']}.")
    address = email or session["customer_email"] or "buyer@example.org"
    method = with_number(call, BY_NAME[card], address)
    intent = intent_of(call, session)
    intent["payment_method"] = method["id"]
    charge_card(call, intent, method)
    if intent["status"] == "succeeded":
        complete(call, session, intent)
    return session


def expire_session(call: Call, session: Obj, **_: Any) -> Obj:
    if session["status"] != "open":
        raise invalid(f"This Checkout Session has a status of {session['status']}.")
    return expire_now(call, session)


def succeed_refund(call: Call, refund: Obj, **_: Any) -> Obj:
    return refunds.go_on(call, refund, "succeeded")


def collect_refund(call: Call, refund: Obj, **_: Any) -> Obj:
    """Let the buyer name a bank account: the refund is on its way."""
    return refunds.go_on(call, refund, "pending")


def fail_refund(call: Call, refund: Obj, reason: str = "unknown", **_: Any) -> Obj:
    return refunds.lose(call, refund, "failed", reason)


def dispute_charge(call: Call, charge: Obj, reason: str = "fraudulent", **_: Any) -> Obj:
    return disputes.open_dispute(call, charge, reason)


def win_dispute(call: Call, dispute: Obj, **_: Any) -> Obj:
    return disputes.close_dispute(call, dispute, won=True)


def lose_dispute(call: Call, dispute: Obj, **_: Any) -> Obj:
    return disputes.close_dispute(call, dispute, won=False)


ACTIONS: dict[tuple[str, str], Action] = {
    ("payment_intent", "pay"): pay_intent,
    ("payment_intent", "expire"): expire_intent,
    ("payment_intent", "process"): process_intent,
    ("payment_intent", "fail"): fail_intent,
    ("checkout.session", "pay"): pay_session,
    ("checkout.session", "expire"): expire_session,
    ("refund", "succeed"): succeed_refund,
    ("refund", "collect"): collect_refund,
    ("refund", "fail"): fail_refund,
    ("charge", "dispute"): dispute_charge,
    ("dispute", "win"): win_dispute,
    ("dispute", "lose"): lose_dispute,
}
