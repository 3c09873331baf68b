import django.contrib.postgres.indexes
import django.db.models.functions.text
import ecosystem.core.models
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# The name is read under the startup's lock when an application begins, and follows it from then on.
FOLLOW = """
CREATE FUNCTION application_startup_name_follows() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
    UPDATE programmes_application SET startup_name = NEW.name WHERE startup_id = NEW.id;
    RETURN NULL;
END $f$;
CREATE TRIGGER application_startup_name_follows AFTER UPDATE OF name ON startups_startup
FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION application_startup_name_follows();
UPDATE programmes_application a SET startup_name = s.name FROM startups_startup s WHERE s.id = a.startup_id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
UNFOLLOW = """
DROP TRIGGER application_startup_name_follows ON startups_startup;
DROP FUNCTION application_startup_name_follows();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0013_found_by_words'),
        ('startups', '0005_sectors_in_the_index'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='application',
            name='update_update',
        ),
        migrations.AddField(
            model_name='application',
            name='startup_name',
            field=models.CharField(default='', editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name='application',
            name='search_folded',
            field=models.GeneratedField(db_persist=True, expression=ecosystem.core.models.Fold(django.db.models.functions.text.Concat('number', models.Value(' '), 'title', models.Value(' '), 'startup_name', output_field=models.TextField())), output_field=models.TextField()),
        ),
        migrations.RunSQL(FOLLOW, UNFOLLOW),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('status__in', ['accepted', 'approved', 'checking', 'evaluating', 'proposed', 'returned', 'submitted'])), fields=['due_on', 'id'], name='application_at_work'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('search_folded'), name='gin_trgm_ops'), name='application_search'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='startup_name_is_copied', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    SELECT name INTO NEW.startup_name FROM startups_startup WHERE id = NEW.startup_id FOR SHARE;\n    RETURN NEW;\n', hash='ac1c8669b01c51ba9dfa8882576eb3b00cf92ca2', operation='INSERT OR UPDATE OF "startup_id"', pgid='pgtrigger_startup_name_is_copied_cf0c6', table='programmes_application', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='figures_change_by_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."call_id" IS DISTINCT FROM (NEW."call_id") OR OLD."startup_id" IS DISTINCT FROM (NEW."startup_id") OR (OLD."status" IS DISTINCT FROM (NEW."status") AND OLD."status" IN (\'accepted\', \'closed\')) OR (NEW."status" IN (\'accepted\', \'closed\') AND OLD."status" IS DISTINCT FROM (NEW."status")))', func='INSERT INTO core_recordschange (at) VALUES (now()); RETURN NULL;', hash='16534f857b2566826a251d23b5984506f872bbbd', operation='UPDATE', pgid='pgtrigger_figures_change_by_update_cefae', table='programmes_application', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."call_id" IS DISTINCT FROM (NEW."call_id") OR OLD."completion_request" IS DISTINCT FROM (NEW."completion_request") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."declares_no_double_funding" IS DISTINCT FROM (NEW."declares_no_double_funding") OR OLD."declares_no_public_offering" IS DISTINCT FROM (NEW."declares_no_public_offering") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."edited_by_id" IS DISTINCT FROM (NEW."edited_by_id") OR OLD."had_other_support" IS DISTINCT FROM (NEW."had_other_support") OR OLD."holder" IS DISTINCT FROM (NEW."holder") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."impact" IS DISTINCT FROM (NEW."impact") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."labour_total" IS DISTINCT FROM (NEW."labour_total") OR OLD."market" IS DISTINCT FROM (NEW."market") OR OLD."months" IS DISTINCT FROM (NEW."months") OR OLD."novelty" IS DISTINCT FROM (NEW."novelty") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."other_support" IS DISTINCT FROM (NEW."other_support") OR OLD."other_total" IS DISTINCT FROM (NEW."other_total") OR OLD."problem" IS DISTINCT FROM (NEW."problem") OR OLD."receipt_sha256" IS DISTINCT FROM (NEW."receipt_sha256") OR OLD."requested" IS DISTINCT FROM (NEW."requested") OR OLD."solution" IS DISTINCT FROM (NEW."solution") OR OLD."startup_id" IS DISTINCT FROM (NEW."startup_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."team" IS DISTINCT FROM (NEW."team") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func='INSERT INTO "programmes_applicationevent" ("call_id", "completion_request", "created_at", "created_by_id", "declares_no_double_funding", "declares_no_public_offering", "due_on", "edited_by_id", "had_other_support", "holder", "id", "impact", "is_demo", "labour_total", "market", "months", "novelty", "number", "other_support", "other_total", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "receipt_sha256", "solution", "startup_id", "status", "submitted_at", "submitted_by_id", "team", "title", "updated_at", "version") VALUES (NEW."call_id", NEW."completion_request", NEW."created_at", NEW."created_by_id", NEW."declares_no_double_funding", NEW."declares_no_public_offering", NEW."due_on", NEW."edited_by_id", NEW."had_other_support", NEW."holder", NEW."id", NEW."impact", NEW."is_demo", NEW."labour_total", NEW."market", NEW."months", NEW."novelty", NEW."number", NEW."other_support", NEW."other_total", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."problem", NEW."receipt_sha256", NEW."solution", NEW."startup_id", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."team", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;', hash='d61ffc9ed859efaf8256f8f865992593a276ff97', operation='UPDATE', pgid='pgtrigger_update_update_425b8', table='programmes_application', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='award',
            trigger=pgtrigger.compiler.Trigger(name='figures_change_by_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."budget_line_id" IS DISTINCT FROM (NEW."budget_line_id") OR OLD."cancelled" IS DISTINCT FROM (NEW."cancelled") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."status" IS DISTINCT FROM (NEW."status"))', func='INSERT INTO core_recordschange (at) VALUES (now()); RETURN NULL;', hash='b80574299b1cf4c2432b470d281ea5cc22cd4d07', operation='UPDATE', pgid='pgtrigger_figures_change_by_update_74cb4', table='programmes_award', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='award',
            trigger=pgtrigger.compiler.Trigger(name='figures_change_by_row', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO core_recordschange (at) VALUES (now()); RETURN NULL;', hash='dc20babf9d322a198e8eaf4f1e42d441ff96201f', operation='INSERT OR DELETE', pgid='pgtrigger_figures_change_by_row_f32a9', table='programmes_award', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='budgetline',
            trigger=pgtrigger.compiler.Trigger(name='figures_change_by_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."pillar_id" IS DISTINCT FROM (NEW."pillar_id") OR OLD."year" IS DISTINCT FROM (NEW."year"))', func='INSERT INTO core_recordschange (at) VALUES (now()); RETURN NULL;', hash='244a28da073546259cf2201f7bf743244665eb56', operation='UPDATE', pgid='pgtrigger_figures_change_by_update_26b49', table='programmes_budgetline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='call',
            trigger=pgtrigger.compiler.Trigger(name='figures_change_by_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."policy_id" IS DISTINCT FROM (NEW."policy_id"))', func='INSERT INTO core_recordschange (at) VALUES (now()); RETURN NULL;', hash='5d779433746ed2392a3b372b03d10e0f05925cfb', operation='UPDATE', pgid='pgtrigger_figures_change_by_update_814d2', table='programmes_call', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contract',
            trigger=pgtrigger.compiler.Trigger(name='figures_change_by_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."award_id" IS DISTINCT FROM (NEW."award_id"))', func='INSERT INTO core_recordschange (at) VALUES (now()); RETURN NULL;', hash='94148b37c45e71bc96374fc592bb4d17c5e23bfa', operation='UPDATE', pgid='pgtrigger_figures_change_by_update_b7cac', table='programmes_contract', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='figures_change_by_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."paid_on" IS DISTINCT FROM (NEW."paid_on") OR OLD."tranche_id" IS DISTINCT FROM (NEW."tranche_id"))', func='INSERT INTO core_recordschange (at) VALUES (now()); RETURN NULL;', hash='aa264c5befb45ad7d1fa1d3b9f1d3765c0f11d21', operation='UPDATE', pgid='pgtrigger_figures_change_by_update_5bf09', table='programmes_disbursement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='disbursement',
            trigger=pgtrigger.compiler.Trigger(name='figures_change_by_row', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO core_recordschange (at) VALUES (now()); RETURN NULL;', hash='90c7abf43df4211c5417b6ff59793dcde96423a0', operation='INSERT OR DELETE', pgid='pgtrigger_figures_change_by_row_1efe3', table='programmes_disbursement', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pillar',
            trigger=pgtrigger.compiler.Trigger(name='figures_change_by_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."scheme_id" IS DISTINCT FROM (NEW."scheme_id"))', func='INSERT INTO core_recordschange (at) VALUES (now()); RETURN NULL;', hash='5e4b2f3ff563b3105f25b8e20279926107103897', operation='UPDATE', pgid='pgtrigger_figures_change_by_update_db494', table='programmes_pillar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scheme',
            trigger=pgtrigger.compiler.Trigger(name='figures_change_by_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on"))', func='INSERT INTO core_recordschange (at) VALUES (now()); RETURN NULL;', hash='1c14c1b6cae83eb2e0d31fceb16bb031d0f4a569', operation='UPDATE', pgid='pgtrigger_figures_change_by_update_ea6d9', table='programmes_scheme', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supportpolicy',
            trigger=pgtrigger.compiler.Trigger(name='figures_change_by_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."stage_id" IS DISTINCT FROM (NEW."stage_id"))', func='INSERT INTO core_recordschange (at) VALUES (now()); RETURN NULL;', hash='2379f42de3615dcbdfe18f7f55161d28f3a8e707', operation='UPDATE', pgid='pgtrigger_figures_change_by_update_a4a0d', table='programmes_supportpolicy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='tranche',
            trigger=pgtrigger.compiler.Trigger(name='figures_change_by_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."contract_id" IS DISTINCT FROM (NEW."contract_id"))', func='INSERT INTO core_recordschange (at) VALUES (now()); RETURN NULL;', hash='b7ed604241f9f88e3853bc94068a3b16a1532f0d', operation='UPDATE', pgid='pgtrigger_figures_change_by_update_da84e', table='programmes_tranche', when='AFTER')),
        ),
    ]
