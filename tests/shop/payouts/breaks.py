"""What breaks a promise of the payouts: by back doors that no code of ours has."""

from __future__ import annotations

from tests.shop.ledger.breaks import posted

OF_SELLERS = " account_id IN (SELECT id FROM ledger_account WHERE kind = 'seller')"

PAYOUT_BREAKS = {
    "payouts_are_their_entries": (
        "WITH b AS (INSERT INTO payouts_batch (state, drawn_up_at) VALUES ('drawn_up', now())"
        " RETURNING id)"
        " INSERT INTO payouts_payout (batch_id, seller_id, state, held_for, amount, reserve,"
        " bank_reference, error)"
        " SELECT b.id, min(s.id), 'ready', '', 5, 0, '', '' FROM b, sellers_seller s GROUP BY b.id"
    ),
    "payouts_claim_what_is_their_sellers": (
        "UPDATE ledger_entry SET what = 'reserve' WHERE amount_satang > 0 AND" + OF_SELLERS  # noqa: S608 our own text
    ),
    "payouts_are_booked": posted("payout:P000009", "on_its_way", "losses", cause="payout"),
    "sellers_got_what_was_paid": "UPDATE ledger_entry SET what = 'payout_back' WHERE" + OF_SELLERS,  # noqa: S608
}
