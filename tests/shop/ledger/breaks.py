"""What breaks a promise of the ledger: by back doors that no code of ours has."""

from __future__ import annotations

# What only the owner of the tables can do.
OPEN_LEDGER = """
SET CONSTRAINTS ALL IMMEDIATE;
GRANT UPDATE, DELETE ON ledger_account, ledger_journal, ledger_entry, ledger_seal TO CURRENT_USER;
ALTER TABLE ledger_account DISABLE TRIGGER USER;
ALTER TABLE ledger_journal DISABLE TRIGGER USER;
ALTER TABLE ledger_entry DISABLE TRIGGER USER;
ALTER TABLE ledger_seal DISABLE TRIGGER USER;
"""
POSTED = """
INSERT INTO ledger_account (code, kind) VALUES ('{debit}', '{debit}'), ('{credit}', '{credit}')
    ON CONFLICT (code) DO NOTHING;
WITH j AS (
    INSERT INTO ledger_journal (key, cause, at, note) VALUES ('{key}', '{cause}', now(), '')
    RETURNING id
)
INSERT INTO ledger_entry (journal_id, account_id, amount_satang, what, at)
SELECT j.id, a.id, CASE a.code WHEN '{debit}' THEN 100 ELSE -100 END, 'move', now()
FROM j, ledger_account a WHERE a.code IN ('{debit}', '{credit}')
"""


def posted(key: str, debit: str, credit: str, cause: str = "payment") -> str:
    """Return SQL of a journal over one baht that no act of ours made."""
    return POSTED.format(key=key, debit=debit, credit=credit, cause=cause)


LEDGER_BREAKS = {
    "every_journal_sums_to_zero": (
        "UPDATE ledger_entry SET amount_satang = amount_satang + 1"
        " WHERE id = (SELECT min(id) FROM ledger_entry)"
    ),
    "every_journal_is_sealed": (
        "DELETE FROM ledger_seal WHERE id = (SELECT max(id) FROM ledger_seal)"
    ),
    "the_chain_holds": (
        "UPDATE ledger_journal SET note = 'changed' WHERE id = (SELECT min(id) FROM ledger_journal)"
    ),
    "sellers_rows_have_a_column": (
        "UPDATE ledger_entry SET what = 'move' WHERE account_id IN"
        " (SELECT id FROM ledger_account WHERE kind = 'seller')"
    ),
    "payments_are_booked_once": posted("payment:of-nobody", "bank", "losses"),
    "sales_are_booked_once": "UPDATE purchases_sellerorder SET commission = 0.01",
    "buyers_money_is_given_on": posted("lost", "bank", "buyers"),
    "refunds_due_is_what_is_owed": posted("owed", "losses", "refunds_due"),
    "sellers_hold_only_what_goes_back": posted("held", "held_by_seller", "losses"),
    "disputed_money_is_in_open_disputes": posted("dispute:9:withdrawn", "disputed", "losses"),
    "unmatched_money_is_open_bank_lines": posted("bank:9", "bank", "unmatched"),
    "fees_and_settlements_are_booked": posted("gateway_fee:txn_9", "fees", "gateway", cause="fee"),
    "balances_are_what_statements_say": (
        "INSERT INTO ledger_entry (journal_id, account_id, amount_satang, what, at)"
        " SELECT max(journal_id), max(account_id), 100, 'fee', now() + interval '70 days'"
        " FROM ledger_entry WHERE account_id IN"
        " (SELECT id FROM ledger_account WHERE kind = 'seller')"
    ),
}
