"""What is typed wrongly is said beside its field, and stays there to be mended."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser import buying
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor


def said_beside(visitor: Visitor, field: Locator) -> str:
    """Return the sentence that the field itself names, and that can be seen below it."""
    expect(field).to_have_attribute("aria-invalid", "true")
    ids = (field.get_attribute("aria-describedby") or "").split()
    sentence = visitor.page.locator(f"[id='{ids[-1]}']")
    expect(sentence).to_be_visible()
    below, above = sentence.bounding_box(), field.bounding_box()
    assert below is not None
    assert above is not None
    assert 0 <= below["y"] - above["y"] < 150, (above, below)
    return sentence.inner_text()


@pytest.mark.parametrize("typed", ["-1", "0", "1.5", "abc", "1000000000", ""])
def test_a_quantity_that_is_none_is_said_and_kept(
    visitor: Visitor, stalls: Stalls, typed: str
) -> None:
    buying.put_in_basket(visitor, stalls.cloth, typed)

    field = visitor.page.locator("input[name=quantity]").first
    assert said_beside(visitor, field)
    assert field.input_value() == typed


def test_more_than_there_is_is_said_and_kept(visitor: Visitor, stalls: Stalls) -> None:
    buying.put_in_basket(visitor, stalls.cloth, "50")

    field = visitor.page.locator("input[name=quantity]").first
    assert "9" in said_beside(visitor, field)
    assert field.input_value() == "50"
    visitor.look("too many")


def test_a_wrong_quantity_in_the_basket_is_said_and_kept(visitor: Visitor, stalls: Stalls) -> None:
    buying.put_in_basket(visitor, stalls.cloth, "2")
    visitor.open("/basket/")
    field = visitor.page.locator("input[name=quantity]").first

    field.fill("abc")
    with visitor.page.expect_navigation():
        field.press("Enter")

    assert said_beside(visitor, field)
    assert field.input_value() == "abc"
    visitor.look("basket with a mistake")


def test_a_contact_full_of_mistakes_keeps_everything(visitor: Visitor, stalls: Stalls) -> None:
    buying.put_in_basket(visitor, stalls.cloth)
    buying.go_to_checkout(visitor)
    typed = {"phone": "12", "email": "not an address", "postcode": "99999"}
    page = visitor.page
    for name in ("phone", "email"):
        page.locator(f"#id_{name}").fill(typed[name])
    # Leaving the postcode opens the page again: pressing at the same moment may meet either.
    buying.look_up_postcode(visitor, typed["postcode"])

    visitor.press("Continue to delivery")

    for name in ("name", *typed):
        field = page.locator(f"#id_{name}")
        assert said_beside(visitor, field)
        assert field.input_value() == typed.get(name, "")
    visitor.look("contact with mistakes")


def test_a_page_that_is_not_there_has_a_way_on(visitor: Visitor, stalls: Stalls) -> None:
    visitor.open("/goods/nothing-of-the-kind_99999999/")

    visitor.look("404")
    with visitor.page.expect_navigation():
        visitor.page.locator("main a").first.click()

    assert visitor.page.locator("main h1").count() == 1
