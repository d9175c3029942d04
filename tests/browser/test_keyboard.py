"""From the home page to the PromptPay code with nothing but a keyboard."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser import buying
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor

MOST_STOPS = 80
# A ring is drawn on the thing itself, over the whole card, or around the box it is part of.
SEEN = """() => {
    const one = document.activeElement;
    const near = [one, one.nextElementSibling, one.closest("label"), one.parentElement,
        one.closest("form")].filter(Boolean).map((other) => getComputedStyle(other));
    return [...near, getComputedStyle(one, "::after")].some(
        (style) => style.outlineStyle !== "none" || style.boxShadow !== "none");
}"""


def reach(visitor: Visitor, wanted: Locator) -> None:
    """Press Tab until the element has the focus, which can be seen at every stop."""
    for _ in range(MOST_STOPS):
        if wanted.evaluate("(one) => one === document.activeElement"):
            return
        visitor.page.keyboard.press("Tab")
        if visitor.page.evaluate("document.activeElement !== document.body"):
            assert visitor.page.evaluate(SEEN), visitor.page.evaluate(
                "document.activeElement.outerHTML"
            )
    raise AssertionError(f"Tab does not reach {wanted}")


def enter(visitor: Visitor, wanted: Locator) -> None:
    reach(visitor, wanted)
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")


def type_into(visitor: Visitor, selector: str, text: str) -> None:
    reach(visitor, visitor.page.locator(selector))
    visitor.page.keyboard.type(text)


def test_a_purchase_needs_no_mouse(visitor: Visitor, stalls: Stalls) -> None:
    page = visitor.page
    visitor.open("/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    enter(visitor, page.locator(f"main a[href='{stalls.cloth.get_absolute_url()}']").first)
    enter(visitor, page.locator("button", has_text=visitor.say("Put in basket")))
    visitor.open("/basket/")
    enter(visitor, page.locator("main a", has_text=visitor.say("Go on to pay")))
    type_into(visitor, "#id_name", "สมชาย ใจดี")
    type_into(visitor, "#id_phone", "081 000 0001")
    type_into(visitor, "#id_postcode", "50200")
    with page.expect_navigation():
        page.keyboard.press("Tab")
    reach(visitor, page.locator("#id_place"))
    page.keyboard.press("ArrowDown")
    type_into(visitor, "#id_address", "12/3 Tha Phae")
    enter(visitor, page.locator(".action-bar button"))
    reach(visitor, page.locator("input[type=radio]").first)
    page.keyboard.press("Space")
    enter(visitor, page.locator(".action-bar button"))
    reach(visitor, page.locator("input[name=method]:checked"))
    enter(visitor, page.locator("main button.btn-primary"))

    expect(page).to_have_url(buying.PAYING)
    expect(page.locator(".qr svg")).to_be_visible()
