import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('programmes', '0001_first_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChecklistItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('item', models.CharField(max_length=80)),
                ('result', models.CharField(choices=[('right', 'Complete and valid'), ('missing', 'Missing or incomplete'), ('wrong', 'Not valid')], max_length=8, verbose_name='result')),
                ('reason', models.CharField(blank=True, max_length=1000, verbose_name='what is missing or wrong')),
                ('checked_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ChecklistItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('item', models.CharField(max_length=80)),
                ('result', models.CharField(choices=[('right', 'Complete and valid'), ('missing', 'Missing or incomplete'), ('wrong', 'Not valid')], max_length=8, verbose_name='result')),
                ('reason', models.CharField(blank=True, max_length=1000, verbose_name='what is missing or wrong')),
                ('checked_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('sequence', models.PositiveSmallIntegerField()),
                ('sent_at', models.DateTimeField()),
                ('content', models.JSONField()),
                ('content_sha256', models.CharField(max_length=64)),
                ('receipt', models.FileField(blank=True, max_length=200, upload_to='')),
                ('receipt_sha256', models.CharField(blank=True, max_length=64)),
            ],
            options={
                'ordering': ['application', 'sequence'],
            },
        ),
        migrations.AlterModelOptions(
            name='planstep',
            options={'ordering': [models.OrderBy(models.F('month'), nulls_last=True), 'pk']},
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='application',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='application',
            name='update_update',
        ),
        migrations.AddField(
            model_name='application',
            name='edited_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='application',
            name='had_other_support',
            field=models.BooleanField(blank=True, null=True, verbose_name='other state support received'),
        ),
        migrations.AddField(
            model_name='application',
            name='other_support',
            field=models.TextField(blank=True, max_length=5000, verbose_name='which support, when and how much'),
        ),
        migrations.AddField(
            model_name='applicationevent',
            name='edited_by',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='applicationevent',
            name='had_other_support',
            field=models.BooleanField(blank=True, null=True, verbose_name='other state support received'),
        ),
        migrations.AddField(
            model_name='applicationevent',
            name='other_support',
            field=models.TextField(blank=True, max_length=5000, verbose_name='which support, when and how much'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='removed_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='stepclock',
            name='resumed_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='application',
            name='title',
            field=models.CharField(blank=True, max_length=200, verbose_name='project name'),
        ),
        migrations.AlterField(
            model_name='applicationevent',
            name='title',
            field=models.CharField(blank=True, max_length=200, verbose_name='project name'),
        ),
        migrations.AlterField(
            model_name='costline',
            name='description',
            field=models.CharField(blank=True, max_length=300, verbose_name='for what'),
        ),
        migrations.AlterField(
            model_name='planstep',
            name='activity',
            field=models.CharField(blank=True, max_length=500, verbose_name='what is done'),
        ),
        migrations.AlterField(
            model_name='planstep',
            name='month',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='month'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programmes_applicationevent" ("call_id", "completion_request", "created_at", "created_by_id", "declares_no_double_funding", "declares_no_public_offering", "due_on", "edited_by_id", "had_other_support", "holder", "id", "impact", "is_demo", "labour_total", "market", "months", "novelty", "number", "other_support", "other_total", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "receipt_sha256", "solution", "startup_id", "status", "submitted_at", "submitted_by_id", "team", "title", "updated_at", "version") VALUES (NEW."call_id", NEW."completion_request", NEW."created_at", NEW."created_by_id", NEW."declares_no_double_funding", NEW."declares_no_public_offering", NEW."due_on", NEW."edited_by_id", NEW."had_other_support", NEW."holder", NEW."id", NEW."impact", NEW."is_demo", NEW."labour_total", NEW."market", NEW."months", NEW."novelty", NEW."number", NEW."other_support", NEW."other_total", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."problem", NEW."receipt_sha256", NEW."solution", NEW."startup_id", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."team", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;', hash='d44f7af88a984b7bc0381bd6fd2f1df7a7669a2d', operation='INSERT', pgid='pgtrigger_insert_insert_84320', table='programmes_application', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programmes_applicationevent" ("call_id", "completion_request", "created_at", "created_by_id", "declares_no_double_funding", "declares_no_public_offering", "due_on", "edited_by_id", "had_other_support", "holder", "id", "impact", "is_demo", "labour_total", "market", "months", "novelty", "number", "other_support", "other_total", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "receipt_sha256", "solution", "startup_id", "status", "submitted_at", "submitted_by_id", "team", "title", "updated_at", "version") VALUES (NEW."call_id", NEW."completion_request", NEW."created_at", NEW."created_by_id", NEW."declares_no_double_funding", NEW."declares_no_public_offering", NEW."due_on", NEW."edited_by_id", NEW."had_other_support", NEW."holder", NEW."id", NEW."impact", NEW."is_demo", NEW."labour_total", NEW."market", NEW."months", NEW."novelty", NEW."number", NEW."other_support", NEW."other_total", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."problem", NEW."receipt_sha256", NEW."solution", NEW."startup_id", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."team", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;', hash='03340e460d13395f218e01ccb4d9829fbc09cf0f', operation='UPDATE', pgid='pgtrigger_update_update_425b8', table='programmes_application', when='AFTER')),
        ),
        migrations.AddField(
            model_name='checklistitem',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checklist', to='programmes.application'),
        ),
        migrations.AddField(
            model_name='checklistitem',
            name='checked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='checklistitemevent',
            name='application',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programmes.application'),
        ),
        migrations.AddField(
            model_name='checklistitemevent',
            name='checked_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='checklistitemevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='checklistitemevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programmes.checklistitem'),
        ),
        migrations.AddField(
            model_name='submission',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='programmes.application'),
        ),
        migrations.AddField(
            model_name='submission',
            name='sent_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='checklistitem',
            constraint=models.UniqueConstraint(fields=('application', 'item'), name='one_result_per_item_of_the_checklist'),
        ),
        migrations.AddConstraint(
            model_name='checklistitem',
            constraint=models.CheckConstraint(condition=models.Q(('result', 'right'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_gap_has_its_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checklistitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programmes_checklistitemevent" ("application_id", "checked_at", "checked_by_id", "created_at", "id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "result", "updated_at") VALUES (NEW."application_id", NEW."checked_at", NEW."checked_by_id", NEW."created_at", NEW."id", NEW."item", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."result", NEW."updated_at"); RETURN NULL;', hash='0808f1f9ece3923617a06f90126ed55f2331f654', operation='INSERT', pgid='pgtrigger_insert_insert_f86e8', table='programmes_checklistitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='checklistitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programmes_checklistitemevent" ("application_id", "checked_at", "checked_by_id", "created_at", "id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "result", "updated_at") VALUES (NEW."application_id", NEW."checked_at", NEW."checked_by_id", NEW."created_at", NEW."id", NEW."item", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."result", NEW."updated_at"); RETURN NULL;', hash='8457fff98c19b98ab639fa01788be430f3a5efb9', operation='UPDATE', pgid='pgtrigger_update_update_07b29', table='programmes_checklistitem', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(fields=('application', 'sequence'), name='one_submission_per_sequence'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='submission_not_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='e4d2de62b9b7a6ef875bf1ffd6933d5e6d85974e', operation='DELETE', pgid='pgtrigger_submission_not_deleted_e8014', table='programmes_submission', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='submission',
            trigger=pgtrigger.compiler.Trigger(name='sent_content_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func='RAISE EXCEPTION \'pgtrigger: Cannot update of "content", "content_sha256", "sent_at", "sent_by_id", "sequence" rows from % table\', TG_TABLE_NAME;', hash='e89dc98b80888a184d1aeef9eb5a41a4a375746c', operation='UPDATE OF "content", "content_sha256", "sent_at", "sent_by_id", "sequence"', pgid='pgtrigger_sent_content_is_frozen_116d8', table='programmes_submission', when='BEFORE')),
        ),
    ]
