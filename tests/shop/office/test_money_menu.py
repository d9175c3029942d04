"""The menu of the money pages: no link in it is dead, and every such page has it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from community.people.models import User

TEMPLATES = Path(settings.BASE_DIR) / "templates"
ROUTES = re.findall(r'url "(office:[\w-]+)"', (TEMPLATES / "office/money_menu.html").read_text())
# Pages whose address begins with /office/money/; fragments of them are not pages.
PAGES = [
    *(f"office/{name}.html" for name in ("dispute", "disputes", "refund", "refunds", "vouchers")),
    *(f"office/{name}.html" for name in ("slip", "slips", "bank", "bank_file", "bank_line")),
    *("office/commission.html", "office/commission_new.html"),
    *("papers/office.html", "papers/office_paper.html"),
    *(f"office/payouts{rest}.html" for rest in ("", "_batch", "_debt", "_debts", "_funds")),
    *("office/payouts_one.html", "office/payouts_schedule.html"),
    *(
        f"office/money{rest}.html"
        for rest in ("", "_account", "_correction", "_correction_new", "_corrections", "_day")
    ),
    *(f"office/money_{rest}.html" for rest in ("days", "export", "journal", "ledger", "ways")),
]


@pytest.mark.django_db
def test_every_link_of_the_menu_is_on_the_page(client: Client, anan: User) -> None:
    client.force_login(anan)

    page = client.get(reverse("office:money")).content.decode()

    assert len(ROUTES) == 14
    assert [route for route in ROUTES if f'class="chip" href="{reverse(route)}"' not in page] == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_money_has_the_menu(page: str) -> None:
    text = (TEMPLATES / page).read_text()

    assert "office/money_menu.html" in text or "office/payouts_menu.html" in text
