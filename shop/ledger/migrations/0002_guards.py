from django.db import migrations

# What a seal is over: everything a journal says, its entries in their order. Times in
# microseconds since 1970, so that no setting of a session changes the text.
PAYLOAD = """
CREATE FUNCTION ledger_payload(journal bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT concat_ws('|', j.id, j.key, j.cause,
               (extract(epoch FROM j.at) * 1000000)::bigint,
               coalesce(j.purchase_id::text, '-'), coalesce(j.by_id::text, '-'),
               coalesce(j.second_id::text, '-'), j.note)
        || '|' || (
            SELECT string_agg(concat_ws(':', a.code, e.amount_satang, e.what,
                       coalesce(e.seller_order_id::text, '-'),
                       (extract(epoch FROM e.at) * 1000000)::bigint), ',' ORDER BY e.id)
            FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
            WHERE e.journal_id = j.id)
    FROM ledger_journal j WHERE j.id = journal
$$;
CREATE FUNCTION ledger_hash(previous text, journal bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(previous || '|' || ledger_payload(journal), 'UTF8')), 'hex')
$$;
"""
DROP_PAYLOAD = "DROP FUNCTION ledger_hash(text, bigint); DROP FUNCTION ledger_payload(bigint);"

# At commit a journal is checked, then waits in ledger_unsealed. The seal is a trigger of that
# table: it is fired after every other deferred check of the transaction, so that nobody waits
# for a foreign key while holding the end of the chain.
SEAL = """
CREATE TABLE ledger_unsealed (journal_id bigint PRIMARY KEY);

CREATE FUNCTION ledger_check_journal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    total numeric;
    lines integer;
BEGIN
    SELECT coalesce(sum(amount_satang), 0), count(*) INTO total, lines
    FROM ledger_entry WHERE journal_id = NEW.id;
    IF total <> 0 OR lines < 2 THEN
        RAISE EXCEPTION 'journal % has % entries and does not sum to zero: %', NEW.key, lines, total
            USING ERRCODE = 'check_violation';
    END IF;
    INSERT INTO ledger_unsealed (journal_id) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_journal_sums_to_zero AFTER INSERT ON ledger_journal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_check_journal();

CREATE FUNCTION ledger_seal_journal() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE CONSTRAINT TRIGGER ledger_journal_is_sealed AFTER INSERT ON ledger_unsealed
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_seal_journal();
"""
DROP_SEAL = """
DROP TRIGGER ledger_journal_sums_to_zero ON ledger_journal;
DROP TABLE ledger_unsealed;
DROP FUNCTION ledger_check_journal();
DROP FUNCTION ledger_seal_journal();
"""

# Nothing is taken back or written between: not by us, nor by who stole our password.
APPEND_ONLY = """
CREATE FUNCTION ledger_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER ledger_account_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_account
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER ledger_journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_journal
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER ledger_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_seal
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();

CREATE FUNCTION ledger_entry_belongs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM added a JOIN ledger_seal s ON s.journal_id = a.journal_id) THEN
        RAISE EXCEPTION 'a sealed journal takes no more entries';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_entry_before_seal AFTER INSERT ON ledger_entry
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_belongs();
"""
DROP_APPEND_ONLY = """
DROP TRIGGER ledger_account_append_only ON ledger_account;
DROP TRIGGER ledger_journal_append_only ON ledger_journal;
DROP TRIGGER ledger_entry_append_only ON ledger_entry;
DROP TRIGGER ledger_seal_append_only ON ledger_seal;
DROP TRIGGER ledger_entry_before_seal ON ledger_entry;
DROP FUNCTION ledger_is_append_only();
DROP FUNCTION ledger_entry_belongs();
"""

# The application's own role, which owns the tables, may not either. A lock on a row that others
# point at needs UPDATE on one column: the keys keep it, and the triggers refuse it still.
TABLES = ("ledger_account", "ledger_journal", "ledger_entry", "ledger_seal")
DENY = "".join(
    f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM CURRENT_USER;"
    f"GRANT UPDATE (id) ON {table} TO CURRENT_USER;"
    for table in TABLES
)
ALLOW = "".join(f"GRANT UPDATE, DELETE, TRUNCATE ON {table} TO CURRENT_USER;" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.RunSQL(PAYLOAD, DROP_PAYLOAD),
        migrations.RunSQL(SEAL, DROP_SEAL),
        migrations.RunSQL(APPEND_ONLY, DROP_APPEND_ONLY),
        migrations.RunSQL(DENY, ALLOW),
    ]
