"""Who, why and from where stay as they were: the context of old events is neither changed nor removed.

pghistory itself completes a context while its request or command runs, so the first day stays open.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION trail_context_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.created_at < now() - interval '1 day' THEN
        RAISE EXCEPTION 'trail_context_stays: % is not allowed on the context of past events', lower(TG_OP);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER trail_context_stays BEFORE UPDATE OR DELETE ON pghistory_context
    FOR EACH ROW EXECUTE FUNCTION trail_context_stays();
"""
DROP = """
DROP TRIGGER trail_context_stays ON pghistory_context;
DROP FUNCTION trail_context_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_outbox_and_audit_entry"), ("pghistory", "0007_auto_20250421_0444")]
    operations = [migrations.RunSQL(CREATE, DROP)]
