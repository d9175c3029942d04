"""The visitor does notice what is wrong: a look that cannot fail would prove nothing."""

from __future__ import annotations

import pytest

from tests.browser.visitor import Visitor

SCRIPT = "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))"
STYLE = "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')"
PICTURE = "document.body.insertAdjacentHTML('beforeend', '<img src=\"/nothing.png\" alt=\"\">')"
NO_NAME = "document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button>')"
WIDE = "document.querySelector('h1').style.width = '900px'"
BROKEN = "setTimeout(() => { throw new Error('broken') })"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (SCRIPT, "policy: script-src"),
        (STYLE, "policy: style-src"),
        (PICTURE, "404 "),
        (NO_NAME, "axe at login: button-name"),
        (WIDE, "login scrolls"),
        (BROKEN, "script: "),
    ],
)
def test_a_fault_is_noticed(visitor: Visitor, wrong: str, said: str) -> None:
    visitor.open("/account/login/")
    visitor.page.evaluate(wrong)
    visitor.page.wait_for_load_state("networkidle")

    with pytest.raises(AssertionError, match=said):
        visitor.look("login")
