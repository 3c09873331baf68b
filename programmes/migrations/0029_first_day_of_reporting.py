import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0028_sent_words_come_back'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='scheme',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='scheme',
            name='update_update',
        ),
        migrations.AddField(
            model_name='scheme',
            name='reports_from',
            field=models.DateField(blank=True, null=True, verbose_name='reported in the portal from'),
        ),
        migrations.AddField(
            model_name='schemeevent',
            name='reports_from',
            field=models.DateField(blank=True, null=True, verbose_name='reported in the portal from'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scheme',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programmes_schemeevent" ("code", "confidence", "created_at", "ends_on", "goal", "goal_en", "id", "legal_date", "legal_document", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reports_from", "short_name", "short_name_en", "source", "starts_on", "updated_at") VALUES (NEW."code", NEW."confidence", NEW."created_at", NEW."ends_on", NEW."goal", NEW."goal_en", NEW."id", NEW."legal_date", NEW."legal_document", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reports_from", NEW."short_name", NEW."short_name_en", NEW."source", NEW."starts_on", NEW."updated_at"); RETURN NULL;', hash='4e2e609bcac8f7b712ea1351081c902d7b0f15bf', operation='INSERT', pgid='pgtrigger_insert_insert_79122', table='programmes_scheme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scheme',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programmes_schemeevent" ("code", "confidence", "created_at", "ends_on", "goal", "goal_en", "id", "legal_date", "legal_document", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reports_from", "short_name", "short_name_en", "source", "starts_on", "updated_at") VALUES (NEW."code", NEW."confidence", NEW."created_at", NEW."ends_on", NEW."goal", NEW."goal_en", NEW."id", NEW."legal_date", NEW."legal_document", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reports_from", NEW."short_name", NEW."short_name_en", NEW."source", NEW."starts_on", NEW."updated_at"); RETURN NULL;', hash='c80dea1544e0bfc378b392077874e9705c98e779', operation='UPDATE', pgid='pgtrigger_update_update_d15e4', table='programmes_scheme', when='AFTER')),
        ),
    ]
