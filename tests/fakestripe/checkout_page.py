"""The hosted page of a Checkout Session, as markup."""

from __future__ import annotations

from html import escape

from .looks import alert, baht, both, shell
from .store import Obj

Fields = dict[str, str]
_TRY = [
    ("4242 4242 4242 4242", "จ่ายผ่าน", "pays"),
    ("4000 0000 0000 0002", "ถูกปฏิเสธ", "declined"),
    ("4000 0000 0000 9995", "เงินไม่พอ", "insufficient funds"),
    ("4000 0025 0000 3155", "ถามยืนยันตัวก่อน", "asks for 3-D Secure"),
]


def render(session: Obj, lines: list[Obj], typed: Fields, problem: tuple[str, str] | None) -> str:
    """Return the page, with what was typed still in it and the problem above the form."""
    amount = baht(session["amount_total"], session["currency"])
    email = typed.get("email") or session["customer_email"] or ""
    parts = [
        f"<h1>{both('จ่ายเงิน', 'Pay')}</h1>",
        f'<p class="amount">{escape(amount)}</p>',
        alert(*problem) if problem else "",
        _goods(lines),
    ]
    if "card" in session["payment_method_types"]:
        parts.append(_card_form(session["id"], email, typed, amount))
    if "promptpay" in session["payment_method_types"]:
        parts.append(_promptpay_form(session["id"], email))
    if session["cancel_url"]:
        back = escape(session["cancel_url"])
        parts.append(f'<a class="link" href="{back}">{both("กลับไปที่ร้าน", "Back to the shop")}</a>')
    return shell(f"จ่ายเงิน {amount}", "\n".join(parts))


def closed(words: tuple[str, str], link: str = "") -> str:
    """Return the page of a session nobody can pay any more."""
    back = f'<a class="link" href="{escape(link)}">{both("กลับ", "Back")}</a>' if link else ""
    return shell(words[0], f"<h1>{both(*words)}</h1>{back}")


def _goods(lines: list[Obj]) -> str:
    rows = "".join(
        f"<li><span>{escape(line['description'])} × {line['quantity']}</span>"
        f"<span>{escape(baht(line['amount_total'], line['currency']))}</span></li>"
        for line in lines
    )
    return f'<div class="card"><ul class="lines">{rows}</ul></div>'


def _card_form(id_: str, email: str, typed: Fields, amount: str) -> str:
    number = typed.get("number", _TRY[0][0])
    expiry, cvc = typed.get("expiry", "12/34"), typed.get("cvc", "123")
    return f"""<form class="card" method="post" action="/c/pay/{id_}">
<input type="hidden" name="method" value="card">
{_field("email", "อีเมล", "E-mail", email, "email", "email")}
{_field("number", "เลขบัตร", "Card number", number, "text", "cc-number", "numeric")}
<div class="pair">
<div>{_field("expiry", "หมดอายุ (ดด/ปป)", "MM/YY", expiry, "text", "cc-exp")}</div>
<div>{_field("cvc", "รหัสหลังบัตร", "CVC", cvc, "text", "cc-csc", "numeric")}</div>
</div>
<button type="submit">{escape(f"จ่าย {amount}")} <span lang="en">Pay by card</span></button>
{_cards_to_try()}
</form>"""


def _field(
    name: str, thai: str, english: str, value: str, type_: str, fill: str, keys: str = "text"
) -> str:
    return (
        f'<label for="{name}">{both(thai, english)}</label>'
        f'<input id="{name}" name="{name}" type="{type_}" autocomplete="{fill}" '
        f'inputmode="{"email" if type_ == "email" else keys}" value="{escape(value)}">'
    )


def _cards_to_try() -> str:
    rows = "".join(
        f"<tr><td>{number}</td><td>{both(thai, english)}</td></tr>"
        for number, thai, english in _TRY
    )
    head = both("บัตรสำหรับลอง", "Cards to try")
    return f"<table><caption>{head}</caption><tbody>{rows}</tbody></table>"


def _promptpay_form(id_: str, email: str) -> str:
    return f"""<form class="card" method="post" action="/c/pay/{id_}">
<input type="hidden" name="method" value="promptpay">
<label for="email-pp">{both("อีเมล", "E-mail")}</label>
<input id="email-pp" name="email" type="email" autocomplete="email" value="{escape(email)}">
<button class="plain" type="submit">จ่ายด้วยพร้อมเพย์ <span lang="en">PromptPay</span></button>
</form>"""
