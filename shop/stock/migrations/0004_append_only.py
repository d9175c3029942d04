"""The stock book opens with what is on hand now, and is only ever written on."""

from django.db import migrations

OPEN_THE_BOOK = """
INSERT INTO stock_movement (stock_record_id, why, change, before, after, at, reference, note)
SELECT id, 'opening', num_in_stock, 0, num_in_stock, now(), '', ''
FROM partner_stockrecord WHERE num_in_stock > 0 ORDER BY id;
"""
REFUSE = """
CREATE FUNCTION stock_book_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'stock_movement is append-only';
END $$;
CREATE TRIGGER stock_movement_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON stock_movement
    FOR EACH STATEMENT EXECUTE FUNCTION stock_book_is_append_only();
"""
ALLOW = """
DROP TRIGGER stock_movement_append_only ON stock_movement;
DROP FUNCTION stock_book_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("stock", "0003_stock_book")]

    operations = [
        migrations.RunSQL(OPEN_THE_BOOK, migrations.RunSQL.noop),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
