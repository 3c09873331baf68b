import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
import programmes.models.service
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0019_corrected_answers'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='timelimit',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='timelimit',
            name='update_update',
        ),
        migrations.AddField(
            model_name='timelimit',
            name='remind_before',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=programmes.models.service.a_day_before, size=5, verbose_name='reminders, days before the end'),
        ),
        migrations.AddField(
            model_name='timelimitevent',
            name='remind_before',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=programmes.models.service.a_day_before, size=5, verbose_name='reminders, days before the end'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='timelimit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programmes_timelimitevent" ("amount", "created_at", "id", "legal_basis", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remind_before", "step", "unit", "updated_at") VALUES (NEW."amount", NEW."created_at", NEW."id", NEW."legal_basis", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."remind_before", NEW."step", NEW."unit", NEW."updated_at"); RETURN NULL;', hash='fe346dd8f0e82ae44da1a140991cfc80f460e416', operation='INSERT', pgid='pgtrigger_insert_insert_71d43', table='programmes_timelimit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='timelimit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programmes_timelimitevent" ("amount", "created_at", "id", "legal_basis", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remind_before", "step", "unit", "updated_at") VALUES (NEW."amount", NEW."created_at", NEW."id", NEW."legal_basis", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."remind_before", NEW."step", NEW."unit", NEW."updated_at"); RETURN NULL;', hash='c95a121832196cede0161a0f99bb9f8c7766373b', operation='UPDATE', pgid='pgtrigger_update_update_06a80', table='programmes_timelimit', when='AFTER')),
        ),
    ]
