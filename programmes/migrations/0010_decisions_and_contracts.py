import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0002_application_desk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DecisionLetter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('content', models.JSONField()),
                ('file', models.FileField(blank=True, max_length=200, upload_to='')),
                ('size', models.PositiveIntegerField(blank=True, null=True)),
                ('sha256', models.CharField(blank=True, max_length=64)),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='award',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='award',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contract',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='contract',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='tranche',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='tranche',
            name='update_update',
        ),
        migrations.RemoveConstraint(
            model_name='score',
            name='score_0_to_10',
        ),
        migrations.RemoveConstraint(
            model_name='score',
            name='score_has_a_reason',
        ),
        migrations.AddField(
            model_name='award',
            name='end_reason',
            field=models.CharField(blank=True, choices=[('low_score', 'The score is below what is asked'), ('not_eligible', 'Does not meet the conditions'), ('no_budget', 'The budget is used up'), ('double_funding', 'The costs are paid from another source'), ('not_feasible', 'The project cannot be carried out as described'), ('no_result', 'The work was not done or the result was not accepted'), ('at_request', "At the startup's own request"), ('breach', 'Terms of the contract were broken'), ('other', 'Another reason')], max_length=20, verbose_name='kind of reason'),
        ),
        migrations.AddField(
            model_name='awardevent',
            name='end_reason',
            field=models.CharField(blank=True, choices=[('low_score', 'The score is below what is asked'), ('not_eligible', 'Does not meet the conditions'), ('no_budget', 'The budget is used up'), ('double_funding', 'The costs are paid from another source'), ('not_feasible', 'The project cannot be carried out as described'), ('no_result', 'The work was not done or the result was not accepted'), ('at_request', "At the startup's own request"), ('breach', 'Terms of the contract were broken'), ('other', 'Another reason')], max_length=20, verbose_name='kind of reason'),
        ),
        migrations.AddField(
            model_name='contract',
            name='signed_file',
            field=models.FileField(blank=True, max_length=200, upload_to='', verbose_name='signed copy'),
        ),
        migrations.AddField(
            model_name='contract',
            name='signed_file_name',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='contract',
            name='signed_file_sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='contract',
            name='signed_file_type',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='contractevent',
            name='signed_file',
            field=models.FileField(blank=True, max_length=200, upload_to='', verbose_name='signed copy'),
        ),
        migrations.AddField(
            model_name='contractevent',
            name='signed_file_name',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='contractevent',
            name='signed_file_sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='contractevent',
            name='signed_file_type',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='tranche',
            name='report_file_sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='tranche',
            name='report_file_type',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='trancheevent',
            name='report_file_sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='trancheevent',
            name='report_file_type',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AlterField(
            model_name='award',
            name='status',
            field=models.CharField(choices=[('proposed', 'Proposed'), ('returned', 'Sent back'), ('approved', 'Approved'), ('rejected', 'Not approved'), ('void', 'Cancelled by the withdrawal')], default='proposed', editable=False, max_length=10),
        ),
        migrations.AlterField(
            model_name='awardevent',
            name='status',
            field=models.CharField(choices=[('proposed', 'Proposed'), ('returned', 'Sent back'), ('approved', 'Approved'), ('rejected', 'Not approved'), ('void', 'Cancelled by the withdrawal')], default='proposed', editable=False, max_length=10),
        ),
        migrations.AlterField(
            model_name='score',
            name='reason',
            field=models.TextField(blank=True, max_length=5000, verbose_name='reason'),
        ),
        migrations.AlterField(
            model_name='score',
            name='value',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=4, null=True, verbose_name='mark (0-10)'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(fields=['evaluator', 'status', 'id'], name='review_of_evaluator'),
        ),
        migrations.AddIndex(
            model_name='tranche',
            index=models.Index(fields=['due_on', 'id'], name='tranche_due'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='award',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programmes_awardevent" ("amount", "application_id", "budget_line_id", "cancelled", "created_at", "decided_at", "decided_by_id", "decision_number", "decision_reason", "end_reason", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason", "recipient_id", "recommendation", "status", "updated_at") VALUES (NEW."amount", NEW."application_id", NEW."budget_line_id", NEW."cancelled", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."decision_number", NEW."decision_reason", NEW."end_reason", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."recipient_id", NEW."recommendation", NEW."status", NEW."updated_at"); RETURN NULL;', hash='f4643c471f97a6b8c4d0076e170234bf8e8eb07b', operation='INSERT', pgid='pgtrigger_insert_insert_09770', table='programmes_award', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='award',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programmes_awardevent" ("amount", "application_id", "budget_line_id", "cancelled", "created_at", "decided_at", "decided_by_id", "decision_number", "decision_reason", "end_reason", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason", "recipient_id", "recommendation", "status", "updated_at") VALUES (NEW."amount", NEW."application_id", NEW."budget_line_id", NEW."cancelled", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."decision_number", NEW."decision_reason", NEW."end_reason", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."recipient_id", NEW."recommendation", NEW."status", NEW."updated_at"); RETURN NULL;', hash='ea621c6b4772bbd2f7d9b8d5d7d296e6bf5be01d', operation='UPDATE', pgid='pgtrigger_update_update_0967d', table='programmes_award', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contract',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programmes_contractevent" ("award_id", "created_at", "ends_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_by_id", "signed_file", "signed_file_name", "signed_file_sha256", "signed_file_type", "signed_on", "starts_on", "updated_at") VALUES (NEW."award_id", NEW."created_at", NEW."ends_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."signed_by_id", NEW."signed_file", NEW."signed_file_name", NEW."signed_file_sha256", NEW."signed_file_type", NEW."signed_on", NEW."starts_on", NEW."updated_at"); RETURN NULL;', hash='d2a10ae84c417c7100e6459c465f6bb28aef3e47', operation='INSERT', pgid='pgtrigger_insert_insert_09449', table='programmes_contract', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contract',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programmes_contractevent" ("award_id", "created_at", "ends_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_by_id", "signed_file", "signed_file_name", "signed_file_sha256", "signed_file_type", "signed_on", "starts_on", "updated_at") VALUES (NEW."award_id", NEW."created_at", NEW."ends_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."signed_by_id", NEW."signed_file", NEW."signed_file_name", NEW."signed_file_sha256", NEW."signed_file_type", NEW."signed_on", NEW."starts_on", NEW."updated_at"); RETURN NULL;', hash='bb7c2a344a93052813cee3b814f970d94aaf4a7a', operation='UPDATE', pgid='pgtrigger_update_update_e6138', table='programmes_contract', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='sent_whole_and_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE missing bigint;', func="\n                    IF OLD.status = 'sent' AND NEW.status = 'sent' AND (OLD.total, OLD.comment, OLD.sent_at, OLD.evaluator_id, OLD.application_id)\n                        IS DISTINCT FROM (NEW.total, NEW.comment, NEW.sent_at, NEW.evaluator_id, NEW.application_id) THEN\n                        RAISE EXCEPTION 'a sent review is frozen' USING ERRCODE = 'check_violation';\n                    END IF;\n                    IF NEW.status = 'sent' AND OLD.status <> 'sent' THEN\n                        SELECT count(*) INTO missing FROM programmes_criterion c\n                        JOIN programmes_application a ON a.call_id = c.call_id\n                        LEFT JOIN programmes_score s ON s.criterion_id = c.id AND s.review_id = NEW.id\n                        WHERE a.id = NEW.application_id AND (s.value IS NULL OR s.reason = '');\n                        IF missing > 0 THEN\n                            RAISE EXCEPTION '% criteria have no mark or no reason', missing USING ERRCODE = 'check_violation';\n                        END IF;\n                    END IF;\n                    RETURN NEW;\n                ", hash='52d6af7b9b7e820c5bda76798cfbeef2efc632e9', operation='UPDATE', pgid='pgtrigger_sent_whole_and_frozen_4af31', table='programmes_review', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tranche',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programmes_trancheevent" ("accepted_at", "accepted_by_id", "amount", "contract_id", "created_at", "deliverable", "due_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_file", "report_file_name", "report_file_sha256", "report_file_type", "report_text", "reported_at", "reported_by_id", "status", "updated_at") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."amount", NEW."contract_id", NEW."created_at", NEW."deliverable", NEW."due_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."report_file", NEW."report_file_name", NEW."report_file_sha256", NEW."report_file_type", NEW."report_text", NEW."reported_at", NEW."reported_by_id", NEW."status", NEW."updated_at"); RETURN NULL;', hash='7e950942bbead75f6609ad35d09542868bb97341', operation='INSERT', pgid='pgtrigger_insert_insert_84065', table='programmes_tranche', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tranche',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programmes_trancheevent" ("accepted_at", "accepted_by_id", "amount", "contract_id", "created_at", "deliverable", "due_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_file", "report_file_name", "report_file_sha256", "report_file_type", "report_text", "reported_at", "reported_by_id", "status", "updated_at") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."amount", NEW."contract_id", NEW."created_at", NEW."deliverable", NEW."due_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."report_file", NEW."report_file_name", NEW."report_file_sha256", NEW."report_file_type", NEW."report_text", NEW."reported_at", NEW."reported_by_id", NEW."status", NEW."updated_at"); RETURN NULL;', hash='04b996e8cf80270ea604a9d7505365a4d9d1519f', operation='UPDATE', pgid='pgtrigger_update_update_277c0', table='programmes_tranche', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'recused'), _negated=True), models.Q(('conflict_reason', ''), _negated=True), _connector='OR'), name='recusal_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.CheckConstraint(condition=models.Q(('value__isnull', True), ('value__range', (Decimal('0'), Decimal('10'))), _connector='OR'), name='score_0_to_10'),
        ),
        migrations.AddField(
            model_name='decisionletter',
            name='award',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='letter', to='programmes.award'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionletter',
            trigger=pgtrigger.compiler.Trigger(name='letter_is_frozen', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NEW.content <> OLD.content OR NEW.award_id <> OLD.award_id\n                        OR (OLD.sha256 <> '' AND (NEW.sha256, NEW.file, NEW.size) IS DISTINCT FROM (OLD.sha256, OLD.file, OLD.size)) THEN\n                        RAISE EXCEPTION 'a decision letter is frozen' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ", hash='aa9016b10c320f7f3caa8d6fa72c54c5a4d68d06', operation='UPDATE', pgid='pgtrigger_letter_is_frozen_39d26', table='programmes_decisionletter', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionletter',
            trigger=pgtrigger.compiler.Trigger(name='letter_not_deleted', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='094ee02c5eb4c728dc0184c8d0e8217004c3eb99', operation='DELETE', pgid='pgtrigger_letter_not_deleted_f6720', table='programmes_decisionletter', when='BEFORE')),
        ),
    ]
