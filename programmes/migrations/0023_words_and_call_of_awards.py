import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# Row by row in the order in which they lie, which the lists read them in.
FILL = """
UPDATE programmes_award award SET (call_id, search_folded) = (
    SELECT call_id, search_folded FROM programmes_application WHERE id = award.application_id);
UPDATE programmes_tranche tranche SET (call_id, search_folded) = (
    SELECT award.call_id, award.search_folded
    FROM programmes_contract contract JOIN programmes_award award ON award.id = contract.award_id
    WHERE contract.id = tranche.contract_id);
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0022_orders_of_the_budget'),
        ('startups', '0007_order_of_arrival'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='award',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='tranche',
            name='update_update',
        ),
        migrations.AddField(
            model_name='award',
            name='call',
            field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.call'),
        ),
        migrations.AddField(
            model_name='award',
            name='search_folded',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AddField(
            model_name='tranche',
            name='call',
            field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.call'),
        ),
        migrations.AddField(
            model_name='tranche',
            name='search_folded',
            field=models.TextField(default='', editable=False),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='award',
            name='call',
            field=models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.call'),
        ),
        migrations.AlterField(
            model_name='tranche',
            name='call',
            field=models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.call'),
        ),
        migrations.AddIndex(
            model_name='award',
            index=models.Index(fields=['call', 'id'], name='award_of_call'),
        ),
        migrations.AddIndex(
            model_name='award',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('search_folded'), name='gin_trgm_ops'), name='award_search'),
        ),
        migrations.AddIndex(
            model_name='tranche',
            index=models.Index(fields=['call', 'due_on', 'id'], name='tranche_of_call'),
        ),
        migrations.AddIndex(
            model_name='tranche',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('search_folded'), name='gin_trgm_ops'), name='tranche_search'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='award_follows', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."call_id" IS DISTINCT FROM (NEW."call_id") OR OLD."search_folded" IS DISTINCT FROM (NEW."search_folded"))', func='\n    UPDATE programmes_award SET call_id = NEW.call_id, search_folded = NEW.search_folded WHERE application_id = NEW.id;\n    RETURN NULL;\n', hash='c29e18ebe2cc64108ecc7edd1336eabe9197bb4d', operation='UPDATE', pgid='pgtrigger_award_follows_60c51', table='programmes_application', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='award',
            trigger=pgtrigger.compiler.Trigger(name='call_and_words_are_copied', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    SELECT call_id, search_folded INTO NEW.call_id, NEW.search_folded\n    FROM programmes_application WHERE id = NEW.application_id FOR SHARE;\n    RETURN NEW;\n', hash='359c9b2bba3c7de83c9eaf73150cc30032cca94c', operation='INSERT OR UPDATE OF "application_id", "call_id", "search_folded"', pgid='pgtrigger_call_and_words_are_copied_c8791', table='programmes_award', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='award',
            trigger=pgtrigger.compiler.Trigger(name='tranches_follow', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."call_id" IS DISTINCT FROM (NEW."call_id") OR OLD."search_folded" IS DISTINCT FROM (NEW."search_folded"))', func='\n    UPDATE programmes_tranche SET call_id = NEW.call_id, search_folded = NEW.search_folded\n    WHERE contract_id IN (SELECT id FROM programmes_contract WHERE award_id = NEW.id);\n    RETURN NULL;\n', hash='1d955db4cc5cb2d088fde723665be8de460cc1d6', operation='UPDATE', pgid='pgtrigger_tranches_follow_fae31', table='programmes_award', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='award',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."budget_line_id" IS DISTINCT FROM (NEW."budget_line_id") OR OLD."cancelled" IS DISTINCT FROM (NEW."cancelled") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision_number" IS DISTINCT FROM (NEW."decision_number") OR OLD."decision_reason" IS DISTINCT FROM (NEW."decision_reason") OR OLD."end_reason" IS DISTINCT FROM (NEW."end_reason") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."proposed_at" IS DISTINCT FROM (NEW."proposed_at") OR OLD."proposed_by_id" IS DISTINCT FROM (NEW."proposed_by_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."recipient_id" IS DISTINCT FROM (NEW."recipient_id") OR OLD."recommendation" IS DISTINCT FROM (NEW."recommendation") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))', func='INSERT INTO "programmes_awardevent" ("amount", "application_id", "budget_line_id", "cancelled", "created_at", "decided_at", "decided_by_id", "decision_number", "decision_reason", "end_reason", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason", "recipient_id", "recommendation", "status", "updated_at") VALUES (NEW."amount", NEW."application_id", NEW."budget_line_id", NEW."cancelled", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."decision_number", NEW."decision_reason", NEW."end_reason", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."recipient_id", NEW."recommendation", NEW."status", NEW."updated_at"); RETURN NULL;', hash='6253a0345b6c5955337a0bf320dd173e3d8c0504', operation='UPDATE', pgid='pgtrigger_update_update_0967d', table='programmes_award', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contract',
            trigger=pgtrigger.compiler.Trigger(name='tranches_follow', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."award_id" IS DISTINCT FROM (NEW."award_id"))', func='\n    UPDATE programmes_tranche SET call_id = award.call_id, search_folded = award.search_folded\n    FROM programmes_award award WHERE award.id = NEW.award_id AND contract_id = NEW.id;\n    RETURN NULL;\n', hash='5e9f0bdca111043869d0669542666b9284d57dee', operation='UPDATE', pgid='pgtrigger_tranches_follow_3a351', table='programmes_contract', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tranche',
            trigger=pgtrigger.compiler.Trigger(name='call_and_words_are_copied', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    SELECT award.call_id, award.search_folded INTO NEW.call_id, NEW.search_folded\n    FROM programmes_contract contract JOIN programmes_award award ON award.id = contract.award_id\n    WHERE contract.id = NEW.contract_id FOR SHARE;\n    RETURN NEW;\n', hash='a52c9b4c23127ff5335a390da20db92da5a84b28', operation='INSERT OR UPDATE OF "contract_id", "call_id", "search_folded"', pgid='pgtrigger_call_and_words_are_copied_2ac36', table='programmes_tranche', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tranche',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."accepted_by_id" IS DISTINCT FROM (NEW."accepted_by_id") OR OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."contract_id" IS DISTINCT FROM (NEW."contract_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."deliverable" IS DISTINCT FROM (NEW."deliverable") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."report_file" IS DISTINCT FROM (NEW."report_file") OR OLD."report_file_name" IS DISTINCT FROM (NEW."report_file_name") OR OLD."report_file_sha256" IS DISTINCT FROM (NEW."report_file_sha256") OR OLD."report_file_type" IS DISTINCT FROM (NEW."report_file_type") OR OLD."report_text" IS DISTINCT FROM (NEW."report_text") OR OLD."reported_at" IS DISTINCT FROM (NEW."reported_at") OR OLD."reported_by_id" IS DISTINCT FROM (NEW."reported_by_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))', func='INSERT INTO "programmes_trancheevent" ("accepted_at", "accepted_by_id", "amount", "contract_id", "created_at", "deliverable", "due_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_file", "report_file_name", "report_file_sha256", "report_file_type", "report_text", "reported_at", "reported_by_id", "status", "updated_at") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."amount", NEW."contract_id", NEW."created_at", NEW."deliverable", NEW."due_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."report_file", NEW."report_file_name", NEW."report_file_sha256", NEW."report_file_type", NEW."report_text", NEW."reported_at", NEW."reported_by_id", NEW."status", NEW."updated_at"); RETURN NULL;', hash='6f030dfd83f0361ba95d30243523c3258c5f92eb', operation='UPDATE', pgid='pgtrigger_update_update_277c0', table='programmes_tranche', when='AFTER')),
        ),
    ]
