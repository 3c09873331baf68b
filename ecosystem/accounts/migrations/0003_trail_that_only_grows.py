import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_search_and_reasons'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='OrganisationUnitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('name', models.CharField(max_length=500, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=500, verbose_name='name in English')),
                ('code', models.SlugField(db_index=False, max_length=40, verbose_name='code')),
                ('is_lead', models.BooleanField(default=False, verbose_name='leads the programme')),
                ('is_partner', models.BooleanField(default=False, verbose_name='contributes to reports')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='valid until (exclusive)')),
                ('source', models.TextField(blank=True, verbose_name='source')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationunit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "accounts_organisationunitevent" ("code", "created_at", "id", "is_lead", "is_partner", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "successor_id", "updated_at", "valid_from", "valid_to") VALUES (NEW."code", NEW."created_at", NEW."id", NEW."is_lead", NEW."is_partner", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."successor_id", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='0824d6d36da273d8dee1bb999735652a11bd25c1', operation='INSERT', pgid='pgtrigger_insert_insert_aa9bd', table='accounts_organisationunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationunit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "accounts_organisationunitevent" ("code", "created_at", "id", "is_lead", "is_partner", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "successor_id", "updated_at", "valid_from", "valid_to") VALUES (NEW."code", NEW."created_at", NEW."id", NEW."is_lead", NEW."is_partner", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."successor_id", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;', hash='6a58022e8e57877adc04ac978ad7dca2b98ea668', operation='UPDATE', pgid='pgtrigger_update_update_76f8a', table='accounts_organisationunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rolegrantevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9e90105cc081df41513a450b44da6f9c22d10503', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0af7e', table='accounts_rolegrantevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='userevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9e9498e73f6fbdf2642fb33fa14189f1ad2382c8', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_45b21', table='accounts_userevent', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='organisationunitevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='organisationunitevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='accounts.organisationunit'),
        ),
        migrations.AddField(
            model_name='organisationunitevent',
            name='successor',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.organisationunit', verbose_name='successor'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationunitevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3803f43d213365800f309eb156751348efa5276e', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ae6a3', table='accounts_organisationunitevent', when='BEFORE')),
        ),
    ]
