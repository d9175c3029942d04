"""A seller says what goods come in; a buyer chooses it, axis by axis, without scripts."""

from __future__ import annotations

from playwright.sync_api import BrowserContext

from shop.listings.models import Listing
from tests.browser import selling
from tests.browser.site import Site
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor


def test_kinds_are_made_priced_and_bought_without_scripts(
    bare_phone: BrowserContext, site: Site, stalls: Stalls
) -> None:
    seller = Visitor(bare_phone, site, has_scripts=False)
    seller.speak("en")
    selling.log_in(seller, "mali@example.org", f"/desk/goods/{stalls.cloth.pk}/")

    make_kinds(seller)
    price_the_last(seller)
    seller.open(stalls.cloth.get_absolute_url())
    seller.page.get_by_role("link", name="คราม").click()
    seller.page.get_by_role("link", name="L", exact=True).click()
    seller.look("product with kinds")
    seller.press("Put in basket")

    bought = Listing.objects.get(pk=stalls.cloth.pk).variants.get(position=3)
    seller.open("/basket/")
    assert bought.options == {"สี": "คราม", "ขนาด": "L"}
    assert seller.page.get_by_text("คราม · L").first.is_visible()
    assert seller.page.get_by_text("฿290").first.is_visible()


def test_the_page_of_one_listing_can_be_used_by_everybody(visitor: Visitor, stalls: Stalls) -> None:
    selling.log_in(visitor, "mali@example.org", f"/desk/goods/{stalls.cloth.pk}/")
    visitor.speak("en")
    visitor.open(f"/desk/goods/{stalls.cloth.pk}/")

    make_kinds(visitor)
    visitor.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")

    visitor.look("one listing")


def make_kinds(seller: Visitor) -> None:
    if not seller.page.get_by_label("They differ in").first.is_visible():
        seller.page.get_by_text("It comes in more than one kind").click()
    names, values = (
        seller.page.get_by_label("They differ in"),
        seller.page.get_by_label("There are"),
    )
    names.nth(0).fill("สี")
    values.nth(0).fill("แดง, คราม")
    names.nth(1).fill("ขนาด")
    values.nth(1).fill("S, L")
    seller.press("Make the kinds")


def price_the_last(seller: Visitor) -> None:
    last = seller.page.get_by_role("group", name="คราม · L")
    last.get_by_label("Price").fill("290")
    last.get_by_label("Left to sell").fill("4")
    seller.press("Save price and stock")
