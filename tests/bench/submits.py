"""The same basket is placed twice: by two tabs at once, and again after a time-out."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator

from django.conf import settings
from stripe import PaymentIntent

from shop.gateways.stripe_gateway import client
from shop.listings.models import Listing
from shop.purchases.models import Purchase
from tests.bench.books import books_figure, count_purchases
from tests.bench.browser import Browser
from tests.bench.figures import Figure
from tests.bench.processes import sandbox, servers
from tests.bench.stalls import open_shop, put_out
from tests.bench.wire import Answer, fire, send, send_and_hang_up, write_request

SERVERS = 4
SUBMITS_A_ROUND = 4
# Before the first answer, in its middle, and just about when it comes.
PATIENCE_SECONDS = (0.0, 0.02, 0.05, 0.1, 0.2)
PAID_WITHIN_SECONDS = 120
# What a buyer hung up on may still be under way at the server.
SETTLE_SECONDS = 2.0


def measure(rounds: int) -> Iterator[Figure]:
    baskets = rounds * SUBMITS_A_ROUND
    seller, method = open_shop()
    listing = put_out(seller, stock=2 * baskets)
    with servers(SERVERS) as ports, sandbox(ports[0]):
        led: Counter[str] = Counter()
        for number in range(baskets):
            guest = _guest(listing, method.pk, ports[number % SERVERS])
            other = ports[(number + 1) % SERVERS]
            led.update(_where(answer) for answer in _order_twice(guest, other, number))
        time.sleep(SETTLE_SECONDS)
        print(f"The second submits led to {dict(led)}", file=sys.stderr)
        yield _exactly("orders", count_purchases(listing), baskets)
        yield _exactly("charges begun at the gateway", len(intents := _intents()), baskets)
        for intent in intents:
            _pay(intent.id)
        yield _exactly("purchases paid, told by webhook", _paid(baskets), baskets)
        received = sum(intent.status == "succeeded" for intent in _intents())
        yield _exactly("charges received by the gateway", received, baskets)
        yield books_figure(f"{baskets} double submits")


def _guest(listing: Listing, method: int, port: int) -> Browser:
    guest = Browser(port)
    guest.fill(listing.get_absolute_url(), listing.variants.get().product_id)
    guest.tell(listing.seller_id, method)
    guest.review()
    return guest


def _order_twice(guest: Browser, other: int, number: int) -> list[Answer]:
    """Order in one of the two ways, the second time at another server; return what was read."""
    if number % 2:
        return _two_tabs(guest, other)
    return _after_a_time_out(guest, other, PATIENCE_SECONDS[number // 2 % len(PATIENCE_SECONDS)])


def _two_tabs(guest: Browser, other: int) -> list[Answer]:
    first = guest.order()
    guest.review()
    return fire([first, guest.order(port=other)])


def _after_a_time_out(guest: Browser, other: int, patience: float) -> list[Answer]:
    send_and_hang_up(guest.order(), patience)
    return [send(guest.order(port=other))]


def _where(answer: Answer) -> str:
    """Return where an answer leads, without the numbers of purchases."""
    kind = answer.location.strip("/").split("/")[0]
    return f"{answer.status} {kind}"


def _intents() -> list[PaymentIntent]:
    found = client().v1.payment_intents.list({"limit": 100})
    return list(found.auto_paging_iter())


def _pay(intent_id: str) -> None:
    """Let the buyer's money arrive at the gateway, which then tells us."""
    port = int(settings.STRIPE_API_BASE.rsplit(":", 1)[1])
    send(write_request(port, f"/_sandbox/intents/{intent_id}/pay", form={}))


def _paid(expected: int) -> int:
    """Return how many purchases are paid once all are, or when the time is over."""
    paid = Purchase.objects.filter(state=Purchase.State.PAID)
    deadline = time.monotonic() + PAID_WITHIN_SECONDS
    while (count := paid.count()) < expected and time.monotonic() < deadline:
        time.sleep(0.2)
    return count


def _exactly(name: str, value: int, expected: int) -> Figure:
    limit = f"exactly {expected}"
    return Figure(f"{expected} double submits: {name}", str(value), limit, value == expected)
