"""A ledger of a million entries: a balance, a statement, posting."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.sellers.models import Seller
from shop.ledger.balances import owed_to_seller
from shop.ledger.posting import Draft, Row, post
from shop.papers.statements import statement
from tests.bench.figures import Figure
from tests.cast import make_seller

ENTRIES = 1_000_000
SELLERS = 20
BALANCE_MS, STATEMENT_MS, QUERIES = 20, 1000, 3
# Two years of sales; each journal has a row of a seller and one of the buyers.
FILL = """
SET session_replication_role = replica;
INSERT INTO ledger_account (code, kind, seller_id)
    SELECT 'seller:' || id, 'seller', id FROM sellers_seller
    UNION ALL SELECT 'buyers', 'buyers', NULL;
INSERT INTO ledger_journal (key, cause, at, note)
    SELECT 'sale:' || n, 'sale', now() - n * interval '126 seconds', ''
    FROM generate_series(1, {journals}) n;
INSERT INTO ledger_entry (journal_id, account_id, amount_satang, what, at)
    SELECT j.id, a.id, -10000, CASE j.id % 3 WHEN 0 THEN 'sale' WHEN 1 THEN 'delivery'
           ELSE 'commission' END, j.at
    FROM ledger_journal j JOIN (
        SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM ledger_account
        WHERE kind = 'seller'
    ) a ON a.place = j.id % {sellers};
INSERT INTO ledger_entry (journal_id, account_id, amount_satang, what, at)
    SELECT j.id, a.id, 10000, 'move', j.at
    FROM ledger_journal j JOIN ledger_account a ON a.code = 'buyers';
SET session_replication_role = DEFAULT;
"""


def measure(rounds: int) -> Iterator[Figure]:
    seller = _fill()
    today = timezone.localdate()
    yield _took("a seller's balance", lambda: owed_to_seller(seller.pk), BALANCE_MS, rounds)

    def read() -> None:
        assert statement(seller, today.year, today.month).rows

    yield _took("a seller's statement of a month, with its rows", read, STATEMENT_MS, rounds)
    yield _posting()


def _fill() -> Seller:
    sellers = [make_seller(f"bench-{number}") for number in range(SELLERS)]
    with connection.cursor() as cursor:
        cursor.execute(FILL.format(journals=ENTRIES // 2, sellers=SELLERS))
        cursor.execute("VACUUM ANALYZE ledger_entry, ledger_journal, ledger_account")
    return sellers[0]


def _took(what: str, act: Callable[[], object], most_ms: int, rounds: int) -> Figure:
    act()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    value = f"{median(times):.1f} ms, slowest {max(times):.1f} ms, of {ENTRIES:,} entries"
    return Figure(f"ledger, {what}", value, f"at most {most_ms} ms", median(times) <= most_ms)


def _posting() -> Figure:
    drafts = [
        Draft(f"bench:{n}", "payment", [Row("bank", 100), Row("refunds_due", -100)])
        for n in range(5)
    ]
    with CaptureQueriesContext(connection) as seen:
        post(*drafts)
    asked = [q for q in seen.captured_queries if not _is_frame(q["sql"])]
    limit = f"at most {QUERIES}"
    return Figure("ledger, queries of posting", f"{len(asked)}", limit, len(asked) <= QUERIES)


def _is_frame(sql: str) -> bool:
    return sql.upper().startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
