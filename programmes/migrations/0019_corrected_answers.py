import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_saved_views_and_bulk_runs'),
        ('programmes', '0018_lists_of_the_desks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EarlierAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('text', models.TextField(max_length=10000)),
                ('given_at', models.DateTimeField()),
                ('reason', models.TextField(max_length=2000)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='feedback',
            name='given_answer_is_frozen',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='feedback',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='feedback',
            name='update_update',
        ),
        migrations.AddField(
            model_name='feedback',
            name='corrected_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='feedbackevent',
            name='corrected_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feedback',
            trigger=pgtrigger.compiler.Trigger(name='day_of_the_answer_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" = \'answered\')', func='RAISE EXCEPTION \'pgtrigger: Cannot update of "answered_at" rows from % table\', TG_TABLE_NAME;', hash='b516fc1bd8044f83c35d8d5e796a5fb370dc722a', operation='UPDATE OF "answered_at"', pgid='pgtrigger_day_of_the_answer_is_frozen_f05f6', table='programmes_feedback', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feedback',
            trigger=pgtrigger.compiler.Trigger(name='given_answer_is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" = \'answered\')', func="\n    IF NEW.answer IS DISTINCT FROM OLD.answer OR NEW.corrected_at IS DISTINCT FROM OLD.corrected_at THEN\n        IF NEW.corrected_at IS NOT DISTINCT FROM OLD.corrected_at OR NOT EXISTS (\n            SELECT 1 FROM programmes_earlieranswer\n            WHERE feedback_id = OLD.id AND text = OLD.answer AND given_at = COALESCE(OLD.corrected_at, OLD.answered_at)\n        ) THEN\n            RAISE EXCEPTION 'an answer that was given is replaced only when it is kept among the earlier ones';\n        END IF;\n    END IF;\n    RETURN NEW;\n", hash='dd75acc2cfab4b887ec474cc17752a3b80cd567e', operation='UPDATE OF "answer", "corrected_at"', pgid='pgtrigger_given_answer_is_kept_17198', table='programmes_feedback', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feedback',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programmes_feedbackevent" ("about", "answer", "answered_at", "closing_reason", "corrected_at", "created_at", "due_on", "email", "handler_id", "id", "is_demo", "kind", "language", "limit", "limit_unit", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "subject", "text", "unit_id", "updated_at") VALUES (NEW."about", NEW."answer", NEW."answered_at", NEW."closing_reason", NEW."corrected_at", NEW."created_at", NEW."due_on", NEW."email", NEW."handler_id", NEW."id", NEW."is_demo", NEW."kind", NEW."language", NEW."limit", NEW."limit_unit", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."subject", NEW."text", NEW."unit_id", NEW."updated_at"); RETURN NULL;', hash='649f5c9066cddddfa5e2acf57392977abd5fa88d', operation='INSERT', pgid='pgtrigger_insert_insert_2b09f', table='programmes_feedback', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feedback',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."closing_reason" IS DISTINCT FROM (NEW."closing_reason") OR OLD."corrected_at" IS DISTINCT FROM (NEW."corrected_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."handler_id" IS DISTINCT FROM (NEW."handler_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."limit" IS DISTINCT FROM (NEW."limit") OR OLD."limit_unit" IS DISTINCT FROM (NEW."limit_unit") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))', func='INSERT INTO "programmes_feedbackevent" ("about", "answer", "answered_at", "closing_reason", "corrected_at", "created_at", "due_on", "email", "handler_id", "id", "is_demo", "kind", "language", "limit", "limit_unit", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "subject", "text", "unit_id", "updated_at") VALUES (NEW."about", NEW."answer", NEW."answered_at", NEW."closing_reason", NEW."corrected_at", NEW."created_at", NEW."due_on", NEW."email", NEW."handler_id", NEW."id", NEW."is_demo", NEW."kind", NEW."language", NEW."limit", NEW."limit_unit", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."subject", NEW."text", NEW."unit_id", NEW."updated_at"); RETURN NULL;', hash='59eebdaa929246a0861e3c2d1498ed0e60db75ae', operation='UPDATE', pgid='pgtrigger_update_update_0f920', table='programmes_feedback', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(('corrected_at__isnull', True), models.Q(('corrected_at__gt', models.F('answered_at')), ('status', 'answered')), _connector='OR'), name='given_answer_is_what_is_corrected'),
        ),
        migrations.AddField(
            model_name='earlieranswer',
            name='feedback',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='earlier_answers', to='programmes.feedback'),
        ),
        migrations.AddField(
            model_name='earlieranswer',
            name='given_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='earlieranswer',
            constraint=models.UniqueConstraint(fields=('feedback', 'given_at'), name='answer_is_replaced_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='earlieranswer',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='018251e6697f08b746bce6489b47f09920165fcd', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_ac966', table='programmes_earlieranswer', when='BEFORE')),
        ),
    ]
