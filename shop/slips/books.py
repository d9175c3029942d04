"""What slips and the bank's lines promise; what is unmatched in the ledger, the ledger does."""

from __future__ import annotations

from shop.books.proof import Promise, rows_of

SLIP_PROMISES = [
    Promise(
        "a_slip_shows_money_that_came",
        "a confirmed slip stands for an attempt of its own payment that received its amount",
        rows_of(
            """
            SELECT s.key, s.amount, a.received, a.state FROM slips_slip s
            LEFT JOIN payments_attempt a ON a.id = s.attempt_id
            WHERE s.state = 'confirmed' AND (a.state, a.received, a.payment_id)
                  IS DISTINCT FROM ('succeeded', s.amount, s.payment_id)
            """
        ),
    ),
    Promise(
        "a_line_of_the_bank_is_booked_as_it_is",
        "a booked line stands for an attempt of its payment that received its amount",
        rows_of(
            """
            SELECT l.id AS line, l.amount, a.received, a.state FROM slips_bankline l
            LEFT JOIN payments_attempt a ON a.id = l.attempt_id
            WHERE l.state = 'done' AND (a.state, a.received, a.payment_id)
                  IS DISTINCT FROM ('succeeded', l.amount, l.payment_id)
            """
        ),
    ),
]
