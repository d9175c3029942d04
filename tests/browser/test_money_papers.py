"""A buyer asks for a tax invoice, a seller reads a month: on telephones."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import BrowserContext

from shop.papers.issuing import issue_for_refund, issue_for_sale
from shop.papers.models import Paper
from tests.browser.selling import enter_desk, log_in
from tests.browser.stalls import Stalls
from tests.browser.visitor import Visitor
from tests.cast import make_user
from tests.issued import COMPANY, give_back, make_letterhead, purchase_of, sell

NOW = timezone.localdate()
MONTH = f"/desk/money/statements/{NOW:%Y-%m}/"


def test_a_buyer_asks_for_a_tax_invoice_and_a_seller_reads_the_month(
    visitor: Visitor, stalls: Stalls, telephones: list[BrowserContext]
) -> None:
    somchai = make_user()
    make_letterhead(stalls.loom)
    share = sell(stalls.loom, "333.35", 2, user=somchai)
    other = sell(stalls.loom, "1250.00", 1)
    issue_for_sale(other.pk)
    issue_for_refund(give_back(other, "250.00").pk)
    path = f"{purchase_of(share).get_absolute_url()}papers/"

    log_in(visitor, "somchai@example.org", path)
    visitor.look("papers")
    visitor.follow("Ask for a full tax invoice")
    visitor.look("invoice form")
    for name, typed in COMPANY.items():
        visitor.page.locator(f"#id_{name}").fill(typed)
    visitor.press("Issue the tax invoice")
    visitor.look("papers after")
    full = Paper.objects.get(kind="full")
    visitor.open(f"{path}{full.pk}/")
    visitor.look("paper")
    mali = enter_desk(visitor, telephones, "mali@example.org", MONTH)
    pages = [
        "statements/",
        f"years/{NOW.year}/",
        "papers/",
        "papers/heading/",
        f"papers/{full.pk}/",
    ]
    for page in (MONTH, f"{MONTH}?what=sale", *(f"/desk/money/{one}" for one in pages)):
        mali.open(page)
        mali.look(page)
    say_what_is_right(visitor, path)
    put_right(mali, full)
    mali.speak("en")
    mali.open(MONTH)
    mali.look("English")


def say_what_is_right(somchai: Visitor, path: str) -> None:
    somchai.open(path)
    somchai.follow("Say what is right")
    somchai.look("what is right")
    somchai.page.locator("#id_branch").fill("00003")
    somchai.press("Tell the shop what is right")
    somchai.look("said")


def put_right(mali: Visitor, wrong: Paper) -> None:
    assert wrong.seller_order
    mali.open("/desk/money/papers/")
    mali.look("made out wrongly")
    mali.follow("Put it right")
    mali.look("put right")
    mali.press("Issue the right tax invoice")
    mali.look("the right one")
    assert Paper.objects.get(replaces=wrong).data["buyer"]["branch"] == "00003"
    mali.open(f"/desk/orders/{wrong.seller_order.number}/")
    mali.look("papers of an order")
