import django.contrib.postgres.indexes
import django.db.models.functions.text
import ecosystem.core.models
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0001_database_functions'),
        ('accounts', '0001_first_tables'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='rolegrant',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='rolegrant',
            name='update_update',
        ),
        migrations.AddField(
            model_name='rolegrant',
            name='revoked_reason',
            field=models.CharField(blank=True, max_length=500, verbose_name='reason'),
        ),
        migrations.AddField(
            model_name='rolegrantevent',
            name='revoked_reason',
            field=models.CharField(blank=True, max_length=500, verbose_name='reason'),
        ),
        migrations.AddField(
            model_name='user',
            name='search_folded',
            field=models.GeneratedField(db_persist=True, expression=ecosystem.core.models.Fold(django.db.models.functions.text.Concat('full_name', models.Value(' '), 'email', output_field=models.TextField())), output_field=models.TextField()),
        ),
        migrations.AddField(
            model_name='user',
            name='sort_key',
            field=models.GeneratedField(db_persist=True, expression=ecosystem.core.models.SortKey('full_name'), output_field=models.TextField(db_collation='C')),
        ),
        migrations.AddIndex(
            model_name='user',
            index=models.Index(models.F('sort_key'), models.F('id'), name='user_in_name_order'),
        ),
        migrations.AddIndex(
            model_name='user',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('search_folded'), name='gin_trgm_ops'), name='user_search'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolegrant',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_rolegrantevent" ("created_at", "ends_at", "granted_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "revoked_reason", "role", "starts_at", "unit_id", "updated_at", "user_id") VALUES (NEW."created_at", NEW."ends_at", NEW."granted_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_reason", NEW."role", NEW."starts_at", NEW."unit_id", NEW."updated_at", NEW."user_id"); RETURN NULL;', hash='82413a0da2917696e3a2b69addeb74035bb48fce', operation='INSERT', pgid='pgtrigger_insert_insert_77ca7', table='accounts_rolegrant', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolegrant',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_rolegrantevent" ("created_at", "ends_at", "granted_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "revoked_reason", "role", "starts_at", "unit_id", "updated_at", "user_id") VALUES (NEW."created_at", NEW."ends_at", NEW."granted_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."revoked_reason", NEW."role", NEW."starts_at", NEW."unit_id", NEW."updated_at", NEW."user_id"); RETURN NULL;', hash='07cade4428f4d70a91febfa87faded83ef8f61c1', operation='UPDATE', pgid='pgtrigger_update_update_f0e9e', table='accounts_rolegrant', when='AFTER')),
        ),
    ]
