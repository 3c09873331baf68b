import ecosystem.core.models
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0021_reminders_as_they_were'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='budgetline',
            name='update_update',
        ),
        migrations.AddField(
            model_name='budgetline',
            name='sort_key',
            field=models.GeneratedField(db_persist=True, expression=ecosystem.core.models.SortKey('name'), output_field=models.TextField(db_collation='C')),
        ),
        migrations.AddIndex(
            model_name='budgetline',
            index=models.Index(fields=['sort_key', 'id'], name='budget_in_name_order'),
        ),
        migrations.AddIndex(
            model_name='budgetline',
            index=models.Index(fields=['year', 'id'], name='budget_in_year_order'),
        ),
        migrations.AddIndex(
            model_name='budgetline',
            index=models.Index(fields=['planned', 'id'], name='budget_in_planned_order'),
        ),
        migrations.AddIndex(
            model_name='budgetline',
            index=models.Index(fields=['granted', 'id'], name='budget_in_granted_order'),
        ),
        migrations.AddIndex(
            model_name='budgetline',
            index=models.Index(fields=['paid', 'id'], name='budget_in_paid_order'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetline',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."granted" IS DISTINCT FROM (NEW."granted") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."paid" IS DISTINCT FROM (NEW."paid") OR OLD."pillar_id" IS DISTINCT FROM (NEW."pillar_id") OR OLD."planned" IS DISTINCT FROM (NEW."planned") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."year" IS DISTINCT FROM (NEW."year"))', func='INSERT INTO "programmes_budgetlineevent" ("code", "created_at", "granted", "id", "is_demo", "name", "name_en", "paid", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "planned", "source", "updated_at", "year") VALUES (NEW."code", NEW."created_at", NEW."granted", NEW."id", NEW."is_demo", NEW."name", NEW."name_en", NEW."paid", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pillar_id", NEW."planned", NEW."source", NEW."updated_at", NEW."year"); RETURN NULL;', hash='b1913bdbc6af8f891359fef2d3363d8aa8fb14d3', operation='UPDATE', pgid='pgtrigger_update_update_b57c6', table='programmes_budgetline', when='AFTER')),
        ),
    ]
