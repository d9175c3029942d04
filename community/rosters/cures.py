"""What is wrong with a row and how to mend it, in plain words."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SENTENCES: dict[str, str | Promise] = {
    "name_missing": _("The name is missing. Write it, or delete the row if it is no person."),
    "name_long": _("The name is too long: at most %(most)s letters."),
    "name_formula": _("The name begins with “%(sign)s”, as a formula does. Take it away."),
    "shop_long": _("The shop's name is too long: at most %(most)s letters."),
    "shop_formula": _("The shop's name begins with “%(sign)s”. Take it away."),
    "makes_long": _("What they make is too long: at most %(most)s letters."),
    "makes_formula": _("What they make begins with “%(sign)s”. Take it away."),
    "reach_missing": _("Write a mobile number or an e-mail address: the invitation goes there."),
    "email_wrong": _("This is no e-mail address. It looks like name@example.com."),
    "phone_two": _("Two numbers stand in one cell. Keep one of them."),
    "phone_letters": _("The telephone number holds more than digits. Keep the digits alone."),
    "phone_landline": _("This is a landline, and no SMS reaches it. Write a mobile number."),
    "phone_short": ngettext_lazy(
        "The telephone number has %(digits)s digits: one is missing.",
        "The telephone number has %(digits)s digits: %(missing)s are missing.",
        "missing",
    ),
    "phone_long": ngettext_lazy(
        "The telephone number has %(digits)s digits: one too many.",
        "The telephone number has %(digits)s digits: %(over)s too many.",
        "over",
    ),
    "phone_wrong": _("This is no mobile number. It looks like 081 234 5678."),
    "kind_unknown": _("“%(typed)s” is no kind of seller. Choose บุคคล, วิสาหกิจชุมชน or บริษัท."),
    "role_unknown": _("“%(typed)s” is no role. Choose ผู้ขาย, สมาชิก or ผู้จัดการ."),
    "twice": _("The same number or address stands in row %(row)s. Delete one of the two."),
    # What was mended, and what is worth knowing.
    "phone_zero": _("Excel had taken the 0 in front away: we put it back."),
    "phone_left": _("A landline gets no SMS: the invitation goes by e-mail."),
    "has_account": _("Has an account already, as “%(name)s”."),
    # Why nobody is invited.
    "is_member": _("Is in this community already: not invited again."),
    "sells_here": _("Sells under this community already: not invited again."),
    "is_invited": _("Has an open invitation already: not invited again."),
}


def sentence(code: str, facts: dict[str, Any] | None = None) -> str:
    text = SENTENCES.get(code, code)
    return str(text % facts) if facts else str(text)
