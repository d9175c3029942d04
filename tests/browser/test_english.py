"""The way to a paid purchase in English: no Thai but what is marked as Thai."""

from __future__ import annotations

from tests.browser import buying
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor

# What the market itself wrote, in the only language it wrote it in.
WRITTEN = ["ศาลากลางบ้าน"]
# Text with Thai letters that nothing around it says is Thai: a reader's voice would stumble.
THAI = """() => {
    const thai = /[\\u0e01-\\u0e3a\\u0e40-\\u0e7f]/;
    const walk = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const holder = node.parentElement;
        if (thai.test(node.data) && holder.closest("[lang]").lang !== "th"
            && !holder.closest("script, style")) found.push(node.data.trim());
    }
    for (const name of ["alt", "aria-label", "placeholder", "title"]) {
        for (const one of document.querySelectorAll(`[${name}]`)) {
            if (thai.test(one.getAttribute(name)) && one.closest("[lang]").lang !== "th") {
                found.push(`${name}: ${one.getAttribute(name)}`);
            }
        }
    }
    return found;
}"""


def reads_english(visitor: Visitor, where: str) -> None:
    """Find the page in English, its title too."""
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    texts: list[str] = visitor.page.evaluate(THAI)
    found = [text for text in texts if not any(own in text for own in WRITTEN)]
    assert not found, f"{where}: {found}"


def test_the_switch_keeps_the_page(visitor: Visitor, stalls: Stalls) -> None:
    path = stalls.rice.get_absolute_url() + "?from=search"
    visitor.open(path)

    visitor.press("EN")

    assert visitor.page.url == visitor.site.url + path
    assert visitor.page.locator("html").get_attribute("lang") == "en"


def test_a_guest_buys_in_english(visitor: Visitor, stalls: Stalls) -> None:
    visitor.open("/")
    visitor.press("EN")
    visitor.language = "en"
    reads_english(visitor, "home")
    visitor.open(stalls.cloth.get_absolute_url())
    reads_english(visitor, "product")
    visitor.look("product")
    buying.put_in_basket(visitor, stalls.cloth)
    buying.put_in_basket(visitor, stalls.rice)
    visitor.open("/basket/")
    reads_english(visitor, "basket")
    visitor.look("basket")
    buying.go_to_checkout(visitor)
    buying.tell_contact(visitor, name="Somchai Jaidee")
    reads_english(visitor, "contact")
    visitor.press("Continue to delivery")
    buying.choose_first_deliveries(visitor)
    reads_english(visitor, "delivery")
    visitor.press("Continue to payment")
    reads_english(visitor, "review")
    visitor.look("review")
    buying.order(visitor, "promptpay")
    reads_english(visitor, "QR code")
    bank = buying.open_bank(visitor)
    buying.pay_at_bank(bank)
    buying.see_paid(visitor)
    reads_english(visitor, "paid purchase")
    visitor.look("paid purchase")
