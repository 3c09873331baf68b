import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import ecosystem.core.operations

CONTEXT_STAYS = r"""
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
CONTEXT_MAY_CHANGE = r"""
DROP TRIGGER trail_context_stays ON pghistory_context;
DROP FUNCTION trail_context_stays();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("core", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(max_length=100)),
                ("object_id", models.BigIntegerField()),
                ("transition", models.CharField(max_length=60)),
                ("source", models.CharField(max_length=40)),
                ("target", models.CharField(max_length=40)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("as_system", models.BooleanField(db_default=False, default=False)),
                ("reason", models.TextField(blank=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "indexes": [models.Index(fields=["model", "object_id", "id"], name="audit_entry_of_record")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6b2652b5bb5129424469034ae53d5116f56d3e42",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_97da0",
                            table="core_auditentry",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        ecosystem.core.operations.InstallTriggers(),
        migrations.RunSQL(
            sql=CONTEXT_STAYS,
            reverse_sql=CONTEXT_MAY_CHANGE,
        ),
    ]
