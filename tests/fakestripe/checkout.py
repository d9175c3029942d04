"""What a person does on the hosted page of a Checkout Session."""

from __future__ import annotations

import re
from collections.abc import Callable

from .cards import BY_NUMBER, is_card_number
from .checkout_page import Fields, closed, render
from .confirming import charge_card, show_qr
from .errors import StripeError
from .methods import make, with_number
from .sessions import complete, intent_of
from .store import Obj
from .wire import Request, Response, as_page, see_other
from .world import Call

_GONE = ("ลิงก์นี้หมดอายุแล้ว", "This link has expired")
_DECLINED = {
    "insufficient_funds": "เงินในบัตรไม่พอ ลองบัตรอื่น",
    "expired_card": "บัตรหมดอายุแล้ว ลองบัตรอื่น",
    "incorrect_cvc": "รหัสหลังบัตรไม่ถูก ดูอีกที",
    "processing_error": "ธนาคารตอบไม่ได้ตอนนี้ ลองใหม่อีกที",
}
_CHALLENGE_FAILED = ("ยืนยันตัวไม่ผ่าน ยังไม่ได้ตัดเงิน", "We could not confirm it was you.")


def show(call: Call, session: Obj, request: Request) -> Response:
    """Show the page, or send a paid buyer on."""
    if session["status"] == "complete":
        return see_other(success_url(session))
    if session["status"] == "expired":
        return as_page(closed(_GONE, session["cancel_url"] or ""), 410)
    problem = _CHALLENGE_FAILED if request.query == "challenge=failed" else None
    return _page(call, session, {}, problem)


def submit(call: Call, session: Obj, request: Request) -> Response:
    """Take what was typed and try to pay with it."""
    if session["status"] != "open":
        return show(call, session, request)
    typed: Fields = {name: str(value).strip() for name, value in request.form().items()}
    problem = _problem_with(typed)
    if problem:
        return _page(call, session, typed, problem)
    if typed.get("method") == "promptpay":
        return _by_promptpay(call, session, typed)
    return _by_card(call, session, typed)


def success_url(session: Obj) -> str:
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])


def _page(call: Call, session: Obj, typed: Fields, problem: tuple[str, str] | None) -> Response:
    lines = call.account.note(session["id"])["lines"]
    return as_page(render(session, lines, typed, problem))


def _problem_with(typed: Fields) -> tuple[str, str] | None:
    """Return what is wrong with what was typed, in Thai and English, or None."""
    checks = _CHECKS[:1] if typed.get("method") == "promptpay" else _CHECKS
    for name, is_fine, thai, english in checks:
        if not is_fine(typed.get(name, "")):
            return thai, english
    return None


def _digits(number: str) -> str:
    return re.sub(r"[\s-]", "", number)


def _fits(pattern: str) -> Callable[[str], bool]:
    return lambda text: re.fullmatch(pattern, text) is not None


_CHECKS: list[tuple[str, Callable[[str], bool], str, str]] = [
    (
        "email",
        _fits(r"[^@\s]+@[^@\s]+\.[^@\s]+"),
        "ใส่อีเมลให้ครบ เช่น name@example.org",
        "Enter a whole e-mail address.",
    ),
    (
        "number",
        lambda number: is_card_number(_digits(number)),
        "เลขบัตรไม่ถูก ดูอีกที",
        "Your card number is not valid.",
    ),
    (
        "number",
        lambda number: _digits(number) in BY_NUMBER,
        "ที่นี่ใช้ได้แต่บัตรทดสอบ",
        "Only test cards work here: never a real one.",
    ),
    (
        "expiry",
        _fits(r"(0[1-9]|1[0-2])\s*/\s*\d{2}"),
        "ใส่เดือน/ปีที่หมดอายุ เช่น 12/34",
        "Enter the expiry as MM/YY.",
    ),
    ("cvc", _fits(r"\d{3,4}"), "ใส่รหัสหลังบัตร 3 ตัว", "Enter the 3 digits on the back."),
]


def _by_card(call: Call, session: Obj, typed: Fields) -> Response:
    card = BY_NUMBER[_digits(typed["number"])]
    method = with_number(call, card, typed["email"])
    intent = intent_of(call, session)
    intent["payment_method"] = method["id"]
    call.params = {"return_url": call.url(f"/c/pay/{session['id']}")}
    try:
        charge_card(call, intent, method)
    except StripeError as error:
        why = str(error.error["decline_code"])
        return _page(call, session, typed, (_DECLINED.get(why, "บัตรถูกปฏิเสธ ลองบัตรอื่น"), str(error)))
    if intent["status"] == "requires_action":
        return see_other(call.url(f"/3ds/{intent['id']}"))
    complete(call, session, intent)
    return see_other(success_url(session))


def _by_promptpay(call: Call, session: Obj, typed: Fields) -> Response:
    intent = intent_of(call, session)
    if intent["status"] != "requires_action":
        given = {"type": "promptpay", "billing_details": {"email": typed["email"]}}
        intent["payment_method"] = make(call, given, "payment_method_data")["id"]
        show_qr(call, intent)
    return see_other(call.url(f"/p/promptpay/{intent['id']}"))
