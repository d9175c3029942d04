"""What people read: prices, dates, pictures, links that keep the query."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from shop.display.initials import initials_of
from shop.display.pictures import TONES, Image, picture_html
from shop.display.templatetags.talat import pages_around

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)  # ten in the morning in Bangkok


def render(text: str, **values: Any) -> str:
    return Template("{% load talat %}" + text).render(Context(values))


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal("1250.00"), "฿1,250"),
        (Decimal("1250.50"), "฿1,250.50"),
        (Decimal("0"), "฿0"),
        (Decimal("0.05"), "฿0.05"),
        (Decimal("-40.00"), "−฿40"),
        (Decimal("-0.001"), "฿0"),
        (Decimal("999999.995"), "฿1,000,000"),
        (85, "฿85"),
    ],
)
def test_it_writes_baht_with_satang_only_when_there_are_any(
    amount: Decimal | int, text: str
) -> None:
    assert render("{{ amount|baht }}", amount=amount) == text


def test_it_writes_two_places_always_on_a_receipt() -> None:
    assert render("{{ amount|baht_full }}", amount=Decimal("1462")) == "฿1,462.00"


@pytest.mark.parametrize("amount", [1250.5, "1250", None, True])
def test_it_refuses_an_amount_that_is_not_exact(amount: object) -> None:
    with pytest.raises(TypeError, match="Decimal or an int"):
        render("{{ amount|baht }}", amount=amount)


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("form", "when", "thai", "english"),
    [
        ("", date(2026, 11, 22), "วันนี้", "today"),
        ("", date(2026, 11, 21), "เมื่อวาน", "yesterday"),
        ("", date(2026, 11, 23), "23 พ.ย. 2569", "23 Nov 2026"),
        ("", date(2024, 2, 29), "29 ก.พ. 2567", "29 Feb 2024"),
        ("short", date(2026, 11, 22), "22 พ.ย. 2569", "22 Nov 2026"),
        ("long", date(2026, 11, 22), "22 พฤศจิกายน 2569", "22 November 2026"),
    ],
)
def test_it_writes_a_date_in_the_era_of_the_language(
    form: str, when: date, thai: str, english: str
) -> None:
    with override("th"):
        assert render("{{ when|thai_date:form }}", when=when, form=form) == thai
    with override("en"):
        assert render("{{ when|thai_date:form }}", when=when, form=form) == english


@time_machine.travel(NOW, tick=False)
def test_it_reads_a_time_in_bangkok() -> None:
    late_yesterday_in_london = datetime(2026, 11, 21, 17, 5, tzinfo=UTC)

    with override("th"):
        thai = render("{{ when|thai_datetime }}", when=late_yesterday_in_london)
    with override("en"):
        english = render("{{ when|thai_datetime }}", when=late_yesterday_in_london)

    assert thai == "วันนี้ 00.05 น."
    assert english == "today 00:05"


def test_it_leaves_a_missing_date_empty() -> None:
    assert render("{{ when|thai_date }}{{ when|thai_datetime }}", when=None) == ""


def test_it_refuses_a_date_that_is_text() -> None:
    with pytest.raises(TypeError, match="not str"):
        render("{{ when|thai_date }}", when="2026-11-22")


def silk() -> Image:
    return {"key": "ab12cd", "tone": "#f3e3ea", "widths": [160, 320, 640, 960], "alt": "ผ้า <ไหม>"}


def test_it_draws_a_picture_in_every_format(settings: Any) -> None:
    settings.MEDIA_URL = "/media/"

    html = picture_html(silk(), sizes="9rem", max_width=320, first=False, alt=None)

    assert html == (
        '<picture class="pic tone-f3e3ea">'
        '<source type="image/avif" srcset="/media/photos/ab12cd/160.avif 160w, '
        '/media/photos/ab12cd/320.avif 320w" sizes="9rem">'
        '<source type="image/webp" srcset="/media/photos/ab12cd/160.webp 160w, '
        '/media/photos/ab12cd/320.webp 320w" sizes="9rem">'
        '<img src="/media/photos/ab12cd/320.jpg" alt="ผ้า &lt;ไหม&gt;" width="320" height="320" '
        'loading="lazy" decoding="async"></picture>'
    )


def test_it_loads_a_picture_of_the_first_view_at_once() -> None:
    html = render('{% picture image first=True alt="" %}', image=silk())

    assert 'fetchpriority="high"' in html
    assert "lazy" not in html
    assert 'alt=""' in html


def test_it_draws_a_quiet_placeholder_for_no_picture() -> None:
    html = render("{% picture image %}", image=None)

    assert html == '<span class="pic pic-none" aria-hidden="true"></span>'


def test_it_uses_the_plain_ground_for_an_unknown_tone() -> None:
    image = silk() | {"tone": '#123456" onload="x'}

    html = picture_html(image, sizes="9rem", max_width=320, first=False, alt="")  # type: ignore[arg-type]

    assert '<picture class="pic ">' in html


def test_every_tone_has_its_rule_in_the_style_sheet() -> None:
    path = finders.find("talat/css/main.css")
    assert isinstance(path, str)
    css = Path(path).read_text(encoding="utf-8")

    assert [
        tone for tone in TONES if f".tone-{tone} {{ background-color: #{tone} }}" not in css
    ] == []


@pytest.mark.parametrize(
    ("tag", "link"),
    [
        (
            "{% querystring_with page=3 %}",
            "/search/?q=%E0%B8%9C%E0%B9%89%E0%B8%B2&province=50&page=3",
        ),
        ("{% querystring_with page=1 %}", "/search/?q=%E0%B8%9C%E0%B9%89%E0%B8%B2&province=50"),
        ("{% querystring_with q=None province=None page=None %}", "/search/"),
        ("{% querystring_with q='a&b' page=None %}", "/search/?province=50&amp;q=a%26b"),
    ],
)
def test_it_keeps_the_rest_of_the_query(tag: str, link: str) -> None:
    request = RequestFactory().get("/search/", {"q": "ผ้า", "province": "50", "page": "2"})

    assert render(tag, request=request) == link.replace("&province", "&amp;province").replace(
        "&page", "&amp;page"
    )


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (1, [1, 2, None, 10]),
        (2, [1, 2, 3, None, 10]),
        (5, [1, None, 4, 5, 6, None, 10]),
        (10, [1, None, 9, 10]),
    ],
)
def test_it_shows_the_pages_worth_a_link(number: int, shown: list[int | None]) -> None:
    assert pages_around(Paginator(range(100), 10).page(number)) == shown


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("paid", "ok"),
        ("to_pack", "otop"),
        ("refund_due", "low"),
        ("shipped", "info"),
        ("x", "quiet"),
    ],
)
def test_a_state_has_one_colour_everywhere(state: str, kind: str) -> None:
    assert render("{{ state|state_kind }}", state=state) == kind


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("กลุ่มทอผ้าบ้านดอนคราม", "ทอ"),
        ("วิสาหกิจชุมชน ผึ้งสวนลำไย", "ผง"),
        ("Mali Weaving", "MW"),
        ("กลุ่ม", "กล"),
        ("★", "–"),
    ],
)
def test_a_seller_without_a_picture_has_two_letters(name: str, letters: str) -> None:
    assert initials_of(name) == letters
