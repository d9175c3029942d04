"""The pages of communities and provinces, and those of a community's manager, on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext

from community.groups.models import Community, Membership
from community.holidays.models import Holiday
from tests.browser import selling
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor
from tests.cast import make_holiday, make_user

PUBLIC = ("/provinces/", "/provinces/50/", "/provinces/21/", "/communities/mae-chaem/")
MANAGED = (
    "/my-community/",
    "/my-community/story/",
    "/my-community/cover/",
    "/my-community/place/",
    "/my-community/market-days/",
    "/my-community/pickup/",
    "/my-community/pickup/new/",
    "/my-community/holidays/",
)


@pytest.mark.parametrize("language", ["th", "en"])
def test_pages_of_places_are_fit_for_everybody(
    visitor: Visitor, stalls: Stalls, language: str
) -> None:
    make_holiday(stalls.loom, 0, 3, note_th="ไปงานบุญ")
    visitor.speak(language)
    for path in (*PUBLIC, "/sellers/mali/", stalls.cloth.get_absolute_url()):
        visitor.open(path)

        visitor.look(path)


def test_the_screens_of_a_manager_are_fit_for_everybody(
    visitor: Visitor, telephones: list[BrowserContext]
) -> None:
    niran = make_user("niran@example.org", name="นิรันดร์")
    market = Community.objects.get()
    Membership.objects.create(community=market, user=niran, role=Membership.Role.MANAGER)
    make_holiday(market, 5, 8)
    screen = selling.enter_desk(visitor, telephones, "niran@example.org", "/my-community/")
    for path in MANAGED:
        screen.open(path)

        screen.look(path)


def test_mali_sets_a_holiday_and_opens_again(
    visitor: Visitor, telephones: list[BrowserContext], stalls: Stalls
) -> None:
    mali = selling.enter_desk(visitor, telephones, "mali@example.org", "/desk/holidays/")
    today = mali.page.locator("[name=first_day]").get_attribute("min") or ""
    mali.page.fill("[name=first_day]", today)
    mali.page.fill("[name=last_day]", today)
    mali.page.click("form:has([name=first_day]) .btn-primary")
    mali.look("the holiday is set")
    assert Holiday.objects.count() == 1

    visitor.open(stalls.cloth.get_absolute_url())
    assert visitor.page.locator(".notice-warn").count() == 1
    assert visitor.page.locator("[name=quantity]").count() == 0

    mali.page.click("form[action$='/end/'] button")
    visitor.open(stalls.cloth.get_absolute_url())
    assert Holiday.objects.count() == 0
    assert visitor.page.locator("[name=quantity]").count() == 1
