import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# What a dossier repeats of its startup is read under the startup's lock when it begins, and follows it from then on.
# The rows are filled in the order in which they lie, which the lists read them in.
FOLLOW = """
CREATE FUNCTION application_startup_follows() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
    UPDATE programmes_application SET startup_name = NEW.name, area_id = NEW.area_id, sector_ids = NEW.sector_ids
    WHERE startup_id = NEW.id;
    RETURN NULL;
END $f$;
CREATE TRIGGER application_startup_follows AFTER UPDATE OF name, area_id, sector_ids ON startups_startup
FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name OR OLD.area_id IS DISTINCT FROM NEW.area_id
    OR OLD.sector_ids IS DISTINCT FROM NEW.sector_ids) EXECUTE FUNCTION application_startup_follows();
DROP TRIGGER application_startup_name_follows ON startups_startup;
DROP FUNCTION application_startup_name_follows();
UPDATE programmes_application a SET (area_id, sector_ids) = (
    SELECT area_id, sector_ids FROM startups_startup WHERE id = a.startup_id);
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
FOLLOW_BY_NAME = """
CREATE FUNCTION application_startup_name_follows() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
    UPDATE programmes_application SET startup_name = NEW.name WHERE startup_id = NEW.id;
    RETURN NULL;
END $f$;
CREATE TRIGGER application_startup_name_follows AFTER UPDATE OF name ON startups_startup
FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION application_startup_name_follows();
DROP TRIGGER application_startup_follows ON startups_startup;
DROP FUNCTION application_startup_follows();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0023_words_and_call_of_awards'),
        ('reference', '0004_figures_follow_terms'),
        ('startups', '0007_order_of_arrival'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='application',
            name='startup_name_is_copied',
        ),
        migrations.AddField(
            model_name='application',
            name='area',
            field=models.ForeignKey(db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.area'),
        ),
        migrations.AddField(
            model_name='application',
            name='sector_ids',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None),
        ),
        migrations.RunSQL(FOLLOW, FOLLOW_BY_NAME),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['call', 'id'], name='application_of_call'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['holder', 'id'], name='application_with_holder'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['area', 'id'], name='application_of_area'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=django.contrib.postgres.indexes.GinIndex(models.F('sector_ids'), name='application_sectors'),
        ),
        migrations.AddIndex(
            model_name='award',
            index=models.Index(fields=['budget_line', 'id'], name='award_of_line'),
        ),
        migrations.AddIndex(
            model_name='award',
            index=models.Index(fields=['end_reason', 'id'], name='award_by_end_reason'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='application',
            trigger=pgtrigger.compiler.Trigger(name='startup_is_copied', sql=pgtrigger.compiler.UpsertTriggerSql(func='\n    SELECT name, area_id, sector_ids INTO NEW.startup_name, NEW.area_id, NEW.sector_ids\n    FROM startups_startup WHERE id = NEW.startup_id FOR SHARE;\n    RETURN NEW;\n', hash='58fa41bc0a37804fc6887675021e6e38c8192cb1', operation='INSERT OR UPDATE OF "startup_id", "startup_name", "area_id", "sector_ids"', pgid='pgtrigger_startup_is_copied_8bf6f', table='programmes_application', when='BEFORE')),
        ),
    ]
