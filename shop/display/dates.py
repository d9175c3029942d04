"""Dates as people read them: Buddhist era in Thai, Gregorian in English."""

from datetime import date, datetime, timedelta
from typing import Literal

from django.utils import timezone
from django.utils.translation import get_language

Form = Literal["", "short", "long"]

BUDDHIST_ERA = 543
THAI_SHORT = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.".split()
THAI_LONG = (
    "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม"
).split()
ENGLISH_SHORT = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
ENGLISH_LONG = (
    "January February March April May June July August September October November December"
).split()


def date_text(when: date | datetime, form: Form = "") -> str:
    """Return a date in the reader's language, "today" or "yesterday" where it is.

    The forms "short" and "long" never say today: use them on paper and in e-mail,
    which are read on another day. Aware times are read in the market's time zone.
    """
    day = local_day(when)
    return (form == "" and relative_day(day)) or calendar_day(day, form)


def datetime_text(when: datetime, form: Form = "") -> str:
    """Return a date with the time of day: วันนี้ 09.12 น., or today 09:12."""
    moment = local_moment(when)
    day = date_text(moment, form)
    if in_thai():
        return f"{day} {moment:%H.%M} น."
    return f"{day} {moment:%H:%M}"


def local_moment(when: datetime) -> datetime:
    if not isinstance(when, datetime):
        raise TypeError(f"A time of day needs a datetime, not {type(when).__name__}")
    return timezone.localtime(when) if timezone.is_aware(when) else when


def local_day(when: date | datetime) -> date:
    if isinstance(when, datetime):
        return local_moment(when).date()
    if isinstance(when, date):
        return when
    raise TypeError(f"A date is a date or a datetime, not {type(when).__name__}")


def relative_day(day: date) -> str:
    """Return today or yesterday in the reader's language, or nothing."""
    ago = timezone.localdate() - day
    if ago == timedelta(0):
        return "วันนี้" if in_thai() else "today"
    if ago == timedelta(days=1):
        return "เมื่อวาน" if in_thai() else "yesterday"
    return ""


def calendar_day(day: date, form: Form) -> str:
    if in_thai():
        months, year = THAI_LONG if form == "long" else THAI_SHORT, day.year + BUDDHIST_ERA
    else:
        months, year = ENGLISH_LONG if form == "long" else ENGLISH_SHORT, day.year
    return f"{day.day} {months[day.month - 1]} {year}"


def in_thai() -> bool:
    return (get_language() or "th").startswith("th")
