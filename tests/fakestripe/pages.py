"""The sandbox's pages for people: checkout, PromptPay code, 3-D Secure, and their pictures."""

from __future__ import annotations

import re
from html import escape

from . import checkout, qr
from .confirming import authenticated
from .control import pay_intent
from .errors import StripeError
from .expiry import expire_due
from .looks import STYLE, baht, both, shell
from .sessions import complete
from .store import Obj
from .wire import Request, Response, as_page, see_other
from .world import Call, World

_PATH = re.compile(r"/(c/pay|p/promptpay|3ds|qr)/([A-Za-z0-9_]+)(\.png|\.svg)?")


def answer(world: World, request: Request) -> Response:
    """Answer a browser. A page nobody knows is 404, in words."""
    if request.path == "/assets/sandbox.css":
        return Response(200, STYLE.encode(), "text/css; charset=utf-8")
    if request.path == "/favicon.ico":
        return Response(204, kind="image/x-icon")
    found = _PATH.fullmatch(request.path)
    with world.store.lock:
        expire_due(world)
        account = world.store.holder(found[2]) if found else None
        if found is None or account is None:
            return as_page(shell("ไม่พบหน้านี้", f"<h1>{both('ไม่พบหน้านี้', 'Not found')}</h1>"), 404)
        world.store.changes += request.method == "POST"
        obj = account.objects[found[2]]
        return _part(found[1], obj, found[3] or "", world.call(account), request)


def _part(part: str, obj: Obj, suffix: str, call: Call, request: Request) -> Response:
    is_post = request.method == "POST"
    if part == "c/pay" and obj["object"] == "checkout.session":
        return (checkout.submit if is_post else checkout.show)(call, obj, request)
    if part == "p/promptpay" and obj["object"] == "payment_intent":
        return _pay_code(call, obj) if is_post else _show_code(call, obj)
    if part == "3ds" and obj["object"] == "payment_intent":
        return _end_challenge(call, obj, request) if is_post else _show_challenge(obj)
    if part == "qr" and obj["object"] == "payment_intent":
        return _picture(obj, suffix)
    return as_page(shell("ไม่พบหน้านี้", f"<h1>{both('ไม่พบหน้านี้', 'Not found')}</h1>"), 404)


def _picture(intent: Obj, suffix: str) -> Response:
    text = qr.payload(intent["amount"], intent["id"])
    if suffix == ".png":
        return Response(200, qr.png(text), "image/png")
    return Response(200, qr.svg(text), "image/svg+xml")


def _show_code(call: Call, intent: Obj) -> Response:
    if intent["status"] == "succeeded":
        words = both("จ่ายแล้ว", "Paid")
        return as_page(shell("จ่ายแล้ว", f"<h1>{words}</h1>{_way_back(call, intent)}"))
    action = intent["next_action"]
    if intent["status"] != "requires_action" or action["type"] != "promptpay_display_qr_code":
        words = both("คิวอาร์นี้ใช้ไม่ได้แล้ว", "This code cannot be paid any more")
        return as_page(shell("คิวอาร์นี้ใช้ไม่ได้แล้ว", f"<h1>{words}</h1>"), 410)
    amount = escape(baht(intent["amount"], intent["currency"]))
    body = f"""<h1>{both("สแกนจ่ายด้วยพร้อมเพย์", "Scan to pay with PromptPay")}</h1>
<p class="amount">{amount}</p>
<div class="card"><img class="qr" src="/qr/{intent["id"]}.png" width="240" height="240"
alt="คิวอาร์พร้อมเพย์ {amount} (PromptPay QR code)"></div>
<form method="post" action="/p/promptpay/{intent["id"]}">
<button type="submit">ทำเหมือนสแกนจ่ายแล้ว <span lang="en">Pretend to pay</span></button></form>"""
    return as_page(shell("สแกนจ่ายด้วยพร้อมเพย์", body))


def _pay_code(call: Call, intent: Obj) -> Response:
    try:
        pay_intent(call, intent)
    except StripeError:
        return _show_code(call, intent)
    if "session" in call.account.note(intent["id"]):
        return see_other(checkout.success_url(_session(call, intent)))
    return _show_code(call, intent)


def _way_back(call: Call, intent: Obj) -> str:
    if "session" not in call.account.note(intent["id"]):
        return f"<p>{both('กลับไปที่หน้าร้านได้เลย', 'You may go back to the shop.')}</p>"
    url = escape(checkout.success_url(_session(call, intent)))
    return f'<a class="link" href="{url}">{both("กลับไปที่ร้าน", "Back to the shop")}</a>'


def _show_challenge(intent: Obj) -> Response:
    body = f"""<h1>{both("ธนาคารขอยืนยันว่าเป็นคุณ", "Your bank asks whether it is you")}</h1>
<form method="post" action="/3ds/{intent["id"]}">
<button type="submit" name="answer" value="yes">ใช่ฉันเอง <span lang="en">It is me</span></button>
<button class="plain" type="submit" name="answer" value="no">ไม่ใช่ <span lang="en">No</span></button>
</form>"""
    return as_page(shell("ยืนยันตัว", body))


def _end_challenge(call: Call, intent: Obj, request: Request) -> Response:
    passed = request.form().get("answer") == "yes"
    action = intent["next_action"] or {}
    back = action.get("redirect_to_url", {}).get("return_url") or call.url("/")
    if intent["status"] == "requires_action":
        authenticated(call, intent, passed)
    if "session" not in call.account.note(intent["id"]):
        return see_other(back)
    session = _session(call, intent)
    if intent["status"] == "succeeded":
        if session["status"] == "open":
            complete(call, session, intent)
        return see_other(checkout.success_url(session))
    return see_other(call.url(f"/c/pay/{session['id']}?challenge=failed"))


def _session(call: Call, intent: Obj) -> Obj:
    id_ = call.account.note(intent["id"])["session"]
    return call.account.get("checkout.session", id_)
