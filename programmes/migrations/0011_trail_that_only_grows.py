import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('programmes', '0010_decisions_and_contracts'),
    ]

    operations = [
        migrations.CreateModel(
            name='DocumentRequirementEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('name', models.CharField(max_length=500, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=500, verbose_name='name in English')),
                ('code', models.SlugField(db_index=False, max_length=60)),
                ('form_code', models.CharField(blank=True, max_length=60)),
                ('hint', models.TextField(blank=True)),
                ('hint_en', models.TextField(blank=True)),
                ('is_required', models.BooleanField(default=True)),
                ('only_for', models.CharField(blank=True, help_text='Applicant kind; empty means all.', max_length=12)),
                ('accepts', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), default=list, size=None)),
                ('order', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='applicationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='1e904d22c7fdb2a672d73e864353051462699028', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_85b35', table='programmes_applicationevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='awardevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='702aef9b8924cf2dcc7b280b9cf8a18f9ba06928', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_96193', table='programmes_awardevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetlineevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='298d611b10c14bd4f3c4c3e99a16d65d790f8223', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dbda8', table='programmes_budgetlineevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='callevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e139686f3e02ea28676f8707569c38995f6c9bfc', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a07af', table='programmes_callevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checklistitemevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e734fd768a2f4852798504c83837fe038b383a4a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e4f16', table='programmes_checklistitemevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contractevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fd1e39bebbbe442526a69f66781b20502f9d4411', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_98ddb', table='programmes_contractevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursementevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='ce174c5f88e92351e3053332beaf12ea173a83a3', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5154a', table='programmes_disbursementevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='documentrequirement',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programmes_documentrequirementevent" ("accepts", "code", "created_at", "form_code", "hint", "hint_en", "id", "is_required", "name", "name_en", "only_for", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_id", "updated_at") VALUES (NEW."accepts", NEW."code", NEW."created_at", NEW."form_code", NEW."hint", NEW."hint_en", NEW."id", NEW."is_required", NEW."name", NEW."name_en", NEW."only_for", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."policy_id", NEW."updated_at"); RETURN NULL;', hash='719a001a41178627df78ce0db7abd2ed9ae531e2', operation='INSERT', pgid='pgtrigger_insert_insert_55268', table='programmes_documentrequirement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='documentrequirement',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programmes_documentrequirementevent" ("accepts", "code", "created_at", "form_code", "hint", "hint_en", "id", "is_required", "name", "name_en", "only_for", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_id", "updated_at") VALUES (NEW."accepts", NEW."code", NEW."created_at", NEW."form_code", NEW."hint", NEW."hint_en", NEW."id", NEW."is_required", NEW."name", NEW."name_en", NEW."only_for", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."policy_id", NEW."updated_at"); RETURN NULL;', hash='bf219450c32a1759aa72a2b02f52ab28cc9a10a8', operation='UPDATE', pgid='pgtrigger_update_update_3cd2c', table='programmes_documentrequirement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='indicatorevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d19f0928ca9c83a0daeb05a891c46e2a60176789', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ee31a', table='programmes_indicatorevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='measurementevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='992fe553aaea4a8b2644bb19d8ef9feb31fbdc69', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_08a11', table='programmes_measurementevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pillarevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7589c91a027527b7cbe121630b98c646305a718f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b0f6a', table='programmes_pillarevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reviewevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3d5e94335a706285e27af681a36fe4d0b4281100', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c8a8e', table='programmes_reviewevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='schemeevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2a01c81bc190a374db2af9c5555fecab21f9ac09', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cc595', table='programmes_schemeevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supportpolicyevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='318649ec290a39a89931e374a1001c1d9d8ffb6a', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_4eddb', table='programmes_supportpolicyevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='targetevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='9825d601762583a1a65ad23966dce28198ade030', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a0c45', table='programmes_targetevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='timelimitevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='cd613019a71b3b9f3e182f64a121214f12e86141', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_3b532', table='programmes_timelimitevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='trancheevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='3d787590b9e9ce3a55688d4191abe44350cfbb2c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a207b', table='programmes_trancheevent', when='BEFORE')),
        ),
        migrations.AddField(
            model_name='documentrequirementevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='documentrequirementevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programmes.documentrequirement'),
        ),
        migrations.AddField(
            model_name='documentrequirementevent',
            name='policy',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programmes.supportpolicy'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='documentrequirementevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='74d11b776d2c66b7b275a8ce74e55a8fe16505fd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_dfca7', table='programmes_documentrequirementevent', when='BEFORE')),
        ),
    ]
