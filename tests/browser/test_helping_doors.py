"""After a log-in everybody finds all of their doors: shop, helping, community, office."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from community.groups.models import Community, Membership
from community.people.models import User
from community.places.models import Province
from tests.browser import selling
from tests.browser.site import Site
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor
from tests.cast import make_seller, make_staff, make_user
from tests.helping import make_grant, make_helper
from tests.joined import make_draft

SIZES: list[ViewportSize] = [{"width": 390, "height": 844}, {"width": 1280, "height": 900}]


@pytest.fixture(params=SIZES, ids=["390", "1280"])
def visitor(request: Any, site: Site, stalls: Stalls, chromium: Browser) -> Any:
    with chromium.new_context(viewport=request.param, locale="th-TH") as context:
        context.set_default_timeout(10_000)
        yield Visitor(context, site)


def manage(person: User) -> None:
    province = Province.objects.get(pk="50")
    community = Community.objects.create(name_th="ตลาดบ้านดง", slug="dong-market", province=province)
    Membership.objects.create(community=community, user=person, role=Membership.Role.MANAGER)


def doors(visitor: Visitor) -> set[str]:
    links = visitor.page.locator("main a.btn").all()
    return {link.get_attribute("href") or "" for link in links}


def test_a_helper_who_sells_goes_to_and_fro(visitor: Visitor, stalls: Stalls) -> None:
    helper = make_helper(stalls.mali)
    kham = make_user("kham@example.org", name="คำ")
    make_grant(helper, make_seller("kham-pots", owner=kham, name_th="ร้านแม่คำ"))
    selling.log_in(visitor, "mali@example.org", "/account/")
    visitor.look("the account page of a helper who sells")

    assert {"/desk/", "/helping/"} <= doors(visitor)
    visitor.open("/helping/")
    visitor.press("Act for %(owner)s", owner="คำ")
    visitor.look("the desk of somebody helped")
    visitor.follow("Whom else I help")
    expect(visitor.page).to_have_url(f"{visitor.site.url}/helping/")
    assert not visitor.trouble


def test_a_member_sees_who_fills_in_and_ends_it(visitor: Visitor, stalls: Stalls) -> None:
    dao = make_user("dao@example.org", name="ดาว")
    make_helper(dao)
    draft = make_draft(stalls.mali, filled_by=dao)
    selling.log_in(visitor, "mali@example.org", f"/join/{draft.key}/")
    visitor.look("an application that a helper fills in")

    visitor.press("End the help")

    visitor.sees("Ended. %(helper)s no longer sees your application.", helper="ดาว")
    visitor.look("ended")
    assert not visitor.trouble


def test_a_form_of_another_shop_leads_back_to_it(visitor: Visitor, stalls: Stalls) -> None:
    other = make_seller("second-loom", owner=stalls.mali, name_th="ร้านสอง")
    selling.log_in(visitor, "mali@example.org", "/desk/holidays/")
    tab = visitor.page.context.new_page()
    tab.goto(f"{visitor.site.url}/desk/")
    with tab.expect_navigation():
        tab.locator("#switch_seller").select_option(other.slug)
    tab.close()

    visitor.press("Set the holiday")

    visitor.sees("This form is for another shop")
    visitor.look("the form of another shop")
    visitor.page.locator("main .btn-primary").click()
    expect(visitor.page.locator("#switch_seller")).not_to_have_value(other.slug)


def test_a_manager_finds_the_community(visitor: Visitor, stalls: Stalls) -> None:
    niran = make_user("niran@example.org", name="นิรันดร์")
    manage(niran)
    selling.log_in(visitor, "niran@example.org", "/account/")
    visitor.look("the account page of a manager")

    assert "/my-community/" in doors(visitor)
    visitor.open("/my-community/")
    assert not visitor.trouble


def test_staff_find_the_office(visitor: Visitor) -> None:
    make_staff("anan@example.org", name="อนันต์")
    selling.log_in(visitor, "anan@example.org", "/account/")
    visitor.look("the account page of staff")

    assert "/office/" in doors(visitor)
    visitor.open("/office/")
    assert not visitor.trouble
