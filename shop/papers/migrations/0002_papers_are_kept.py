from django.db import migrations

# What was issued stays as it was: a mistake is mended by another paper.
KEPT = """
CREATE FUNCTION papers_are_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER papers_paper_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON papers_paper
    FOR EACH STATEMENT EXECUTE FUNCTION papers_are_kept();
"""
DROP = "DROP TRIGGER papers_paper_is_kept ON papers_paper; DROP FUNCTION papers_are_kept();"


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial")]

    operations = [migrations.RunSQL(KEPT, DROP)]
