from django.db import migrations

# The sum was looked at when a journal was checked, the seal put on later: between the two an entry
# could slip in. So the seal looks again, and a journal that was checked takes no more entries.
AT_ZERO = """
CREATE FUNCTION ledger_require_zero(wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    total numeric;
    lines integer;
BEGIN
    SELECT coalesce(sum(amount_satang), 0), count(*) INTO total, lines
    FROM ledger_entry WHERE journal_id = wanted;
    IF total <> 0 OR lines < 2 THEN
        RAISE EXCEPTION 'journal % has % entries and does not sum to zero: %', wanted, lines, total
            USING ERRCODE = 'check_violation';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION ledger_seal_journal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text;
BEGIN
    PERFORM ledger_require_zero(NEW.journal_id);
    PERFORM pg_advisory_xact_lock(20250401, 1);
    SELECT hash INTO before FROM ledger_seal ORDER BY id DESC LIMIT 1;
    INSERT INTO ledger_seal (journal_id, previous, hash)
    VALUES (NEW.journal_id, coalesce(before, ''),
            ledger_hash(coalesce(before, ''), NEW.journal_id));
    DELETE FROM ledger_unsealed WHERE journal_id = NEW.journal_id;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION ledger_entry_belongs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM added a JOIN ledger_seal s ON s.journal_id = a.journal_id)
       OR EXISTS (SELECT 1 FROM added a JOIN ledger_unsealed u ON u.journal_id = a.journal_id) THEN
        RAISE EXCEPTION 'a sealed journal takes no more entries';
    END IF;
    RETURN NULL;
END $$;
"""
AS_BEFORE = """
CREATE OR REPLACE FUNCTION ledger_seal_journal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before text;
BEGIN
    PERFORM pg_advisory_xact_lock(20250401, 1);
    SELECT hash INTO before FROM ledger_seal ORDER BY id DESC LIMIT 1;
    INSERT INTO ledger_seal (journal_id, previous, hash)
    VALUES (NEW.journal_id, coalesce(before, ''),
            ledger_hash(coalesce(before, ''), NEW.journal_id));
    DELETE FROM ledger_unsealed WHERE journal_id = NEW.journal_id;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION ledger_entry_belongs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM added a JOIN ledger_seal s ON s.journal_id = a.journal_id) THEN
        RAISE EXCEPTION 'a sealed journal takes no more entries';
    END IF;
    RETURN NULL;
END $$;
DROP FUNCTION ledger_require_zero(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_sellers_columns")]

    operations = [migrations.RunSQL(AT_ZERO, AS_BEFORE)]
