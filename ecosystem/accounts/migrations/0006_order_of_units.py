import ecosystem.core.models
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0005_jobs'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisationunit',
            name='update_update',
        ),
        migrations.AddField(
            model_name='organisationunit',
            name='sort_key',
            field=models.GeneratedField(db_persist=True, expression=ecosystem.core.models.SortKey('name'), output_field=models.TextField(db_collation='C')),
        ),
        migrations.AddIndex(
            model_name='organisationunit',
            index=models.Index(fields=['sort_key', 'id'], name='unit_in_name_order'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationunit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_lead" IS DISTINCT FROM (NEW."is_lead") OR OLD."is_partner" IS DISTINCT FROM (NEW."is_partner") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."successor_id" IS DISTINCT FROM (NEW."successor_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."valid_to" IS DISTINCT FROM (NEW."valid_to"))', func='INSERT INTO "accounts_organisationunitevent" ("code", "created_at", "id", "is_lead", "is_partner", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "successor_id", "updated_at", "valid_from", "valid_to") VALUES (NEW."code", NEW."created_at", NEW."id", NEW."is_lead", NEW."is_partner", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."successor_id", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='a6bef7ae4109f573849defa9b84d75d08fb3e651', operation='UPDATE', pgid='pgtrigger_update_update_76f8a', table='accounts_organisationunit', when='AFTER')),
        ),
    ]
