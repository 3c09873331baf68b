import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
import programmes.models.feedback
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_trail_that_only_grows'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('programmes', '0015_list_orders'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='timelimit',
            name='step',
            field=models.CharField(choices=[('completeness', 'Completeness check'), ('completion', 'Completion by the applicant'), ('evaluation', 'Evaluation'), ('explanation', 'Conclusion after the scores'), ('decision', 'Decision'), ('question', 'Question'), ('proposal', 'Feedback or proposal'), ('complaint', 'Complaint')], max_length=20, unique=True),
        ),
        migrations.AlterField(
            model_name='timelimitevent',
            name='step',
            field=models.CharField(choices=[('completeness', 'Completeness check'), ('completion', 'Completion by the applicant'), ('evaluation', 'Evaluation'), ('explanation', 'Conclusion after the scores'), ('decision', 'Decision'), ('question', 'Question'), ('proposal', 'Feedback or proposal'), ('complaint', 'Complaint')], max_length=20),
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('number', models.CharField(editable=False, max_length=20, null=True, unique=True, verbose_name='number')),
                ('key', models.UUIDField(editable=False)),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('token', models.CharField(default=programmes.models.feedback.new_secret, editable=False, max_length=40, unique=True)),
                ('code', models.CharField(default=programmes.models.feedback.new_code, editable=False, max_length=8)),
                ('kind', models.CharField(choices=[('question', 'Question'), ('proposal', 'Feedback or proposal'), ('complaint', 'Complaint')], max_length=10, verbose_name='kind')),
                ('subject', models.CharField(max_length=200, verbose_name='subject')),
                ('about', models.CharField(blank=True, max_length=300, verbose_name='page or number of the dossier')),
                ('text', models.TextField(max_length=5000, verbose_name='what you want to say')),
                ('name', models.CharField(blank=True, max_length=150, verbose_name='your name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('language', models.CharField(default='vi', editable=False, max_length=5)),
                ('status', models.CharField(choices=[('received', 'Received'), ('in_progress', 'Being dealt with'), ('answered', 'Answered'), ('closed', 'Closed without an answer')], default='received', editable=False, max_length=12, verbose_name='state')),
                ('limit', models.PositiveSmallIntegerField(editable=False, null=True)),
                ('limit_unit', models.CharField(choices=[('day', 'days'), ('working_day', 'working days')], default='working_day', editable=False, max_length=12)),
                ('due_on', models.DateField(editable=False, null=True, verbose_name='due')),
                ('answer', models.TextField(blank=True, editable=False, max_length=10000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(editable=False, null=True)),
                ('closing_reason', models.TextField(blank=True, editable=False)),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('handler', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dealt with by')),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisationunit', verbose_name='unit')),
            ],
            options={
                'verbose_name_plural': 'feedback',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='FeedbackEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('number', models.CharField(editable=False, max_length=20, null=True, verbose_name='number')),
                ('kind', models.CharField(choices=[('question', 'Question'), ('proposal', 'Feedback or proposal'), ('complaint', 'Complaint')], max_length=10, verbose_name='kind')),
                ('subject', models.CharField(max_length=200, verbose_name='subject')),
                ('about', models.CharField(blank=True, max_length=300, verbose_name='page or number of the dossier')),
                ('text', models.TextField(max_length=5000, verbose_name='what you want to say')),
                ('name', models.CharField(blank=True, max_length=150, verbose_name='your name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('language', models.CharField(default='vi', editable=False, max_length=5)),
                ('status', models.CharField(choices=[('received', 'Received'), ('in_progress', 'Being dealt with'), ('answered', 'Answered'), ('closed', 'Closed without an answer')], default='received', editable=False, max_length=12, verbose_name='state')),
                ('limit', models.PositiveSmallIntegerField(editable=False, null=True)),
                ('limit_unit', models.CharField(choices=[('day', 'days'), ('working_day', 'working days')], default='working_day', editable=False, max_length=12)),
                ('due_on', models.DateField(editable=False, null=True, verbose_name='due')),
                ('answer', models.TextField(blank=True, editable=False, max_length=10000, verbose_name='answer')),
                ('answered_at', models.DateTimeField(editable=False, null=True)),
                ('closing_reason', models.TextField(blank=True, editable=False)),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('handler', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dealt with by')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programmes.feedback')),
                ('unit', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.organisationunit', verbose_name='unit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='feedback',
            index=models.Index(condition=models.Q(('status__in', ['received', 'in_progress'])), fields=['due_on', 'id'], name='feedback_due'),
        ),
        migrations.AddIndex(
            model_name='feedback',
            index=models.Index(fields=['created_at'], name='feedback_received'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.UniqueConstraint(fields=('key', 'digest'), name='same_words_of_one_form_are_one_message'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'complaint'), _negated=True), models.Q(('email', ''), _negated=True), _connector='OR'), name='complaint_has_an_address_for_its_answer'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', False), ('status', 'answered'), models.Q(('answer', ''), _negated=True)), models.Q(models.Q(('status', 'answered'), _negated=True), ('answer', ''), ('answered_at__isnull', True)), _connector='OR'), name='answered_feedback_has_its_answer'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['in_progress', 'answered']), _negated=True), ('handler__isnull', False), _connector='OR'), name='feedback_dealt_with_has_a_handler'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['received', 'in_progress', 'answered', 'closed'])), name='feedback_status_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feedback',
            trigger=pgtrigger.compiler.Trigger(name='feedback_not_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='0d4fb05f76a5b595373cc95f94045168aa54cb06', operation='DELETE', pgid='pgtrigger_feedback_not_deleted_e4cba', table='programmes_feedback', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feedback',
            trigger=pgtrigger.compiler.Trigger(name='sent_words_are_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='RAISE EXCEPTION \'pgtrigger: Cannot update of "kind", "subject", "about", "text", "name", "email", "created_at", "token", "code" rows from % table\', TG_TABLE_NAME;', hash='b89e04f630d48b8c6ccf8de309ad13c2d7bc5c5d', operation='UPDATE OF "kind", "subject", "about", "text", "name", "email", "created_at", "token", "code"', pgid='pgtrigger_sent_words_are_frozen_aa0f1', table='programmes_feedback', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feedback',
            trigger=pgtrigger.compiler.Trigger(name='given_answer_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."status" = \'answered\')', func='RAISE EXCEPTION \'pgtrigger: Cannot update of "answer", "answered_at" rows from % table\', TG_TABLE_NAME;', hash='74eeda8a9102f2041a53ac2df6c997f7388752e7', operation='UPDATE OF "answer", "answered_at"', pgid='pgtrigger_given_answer_is_frozen_c2ed0', table='programmes_feedback', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feedback',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programmes_feedbackevent" ("about", "answer", "answered_at", "closing_reason", "created_at", "due_on", "email", "handler_id", "id", "is_demo", "kind", "language", "limit", "limit_unit", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "subject", "text", "unit_id", "updated_at") VALUES (NEW."about", NEW."answer", NEW."answered_at", NEW."closing_reason", NEW."created_at", NEW."due_on", NEW."email", NEW."handler_id", NEW."id", NEW."is_demo", NEW."kind", NEW."language", NEW."limit", NEW."limit_unit", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."subject", NEW."text", NEW."unit_id", NEW."updated_at"); RETURN NULL;', hash='2cb6e79bca878e67a0d5c0f348b91074a7670f7c', operation='INSERT', pgid='pgtrigger_insert_insert_2b09f', table='programmes_feedback', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feedback',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."closing_reason" IS DISTINCT FROM (NEW."closing_reason") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."handler_id" IS DISTINCT FROM (NEW."handler_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."limit" IS DISTINCT FROM (NEW."limit") OR OLD."limit_unit" IS DISTINCT FROM (NEW."limit_unit") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))', func='INSERT INTO "programmes_feedbackevent" ("about", "answer", "answered_at", "closing_reason", "created_at", "due_on", "email", "handler_id", "id", "is_demo", "kind", "language", "limit", "limit_unit", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "subject", "text", "unit_id", "updated_at") VALUES (NEW."about", NEW."answer", NEW."answered_at", NEW."closing_reason", NEW."created_at", NEW."due_on", NEW."email", NEW."handler_id", NEW."id", NEW."is_demo", NEW."kind", NEW."language", NEW."limit", NEW."limit_unit", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."subject", NEW."text", NEW."unit_id", NEW."updated_at"); RETURN NULL;', hash='6186ce9baf1094b8092f5961763239cd454bd5a1', operation='UPDATE', pgid='pgtrigger_update_update_0f920', table='programmes_feedback', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feedbackevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='57e9dbc39e54e5308ec2eaa0788a8fd16252a2f7', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_020ea', table='programmes_feedbackevent', when='BEFORE')),
        ),
    ]
