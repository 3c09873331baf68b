import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models

# The column repeats the rows of startups_startup_sectors; whoever changes them holds the startup's row (edit_startup).
FOLLOW = """
CREATE FUNCTION startup_sector_ids_follow() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
    UPDATE startups_startup SET sector_ids = ARRAY(
        SELECT t.sector_id FROM startups_startup_sectors t
        WHERE t.startup_id = startups_startup.id ORDER BY t.sector_id)
    WHERE id IN (OLD.startup_id, NEW.startup_id);
    RETURN NULL;
END $f$;
CREATE TRIGGER startup_sector_ids_follow AFTER INSERT OR UPDATE OR DELETE ON startups_startup_sectors
FOR EACH ROW EXECUTE FUNCTION startup_sector_ids_follow();
UPDATE startups_startup s SET sector_ids = g.ids FROM (
    SELECT startup_id, array_agg(sector_id ORDER BY sector_id) AS ids FROM startups_startup_sectors GROUP BY startup_id
) g WHERE g.startup_id = s.id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
UNFOLLOW = """
DROP TRIGGER startup_sector_ids_follow ON startups_startup_sectors;
DROP FUNCTION startup_sector_ids_follow();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('reference', '0004_figures_follow_terms'),
        ('startups', '0004_trail_that_only_grows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='startup',
            name='startup_search',
        ),
        migrations.RemoveIndex(
            model_name='startup',
            name='startup_area',
        ),
        migrations.AddField(
            model_name='startup',
            name='sector_ids',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, editable=False, size=None),
        ),
        migrations.RunSQL(FOLLOW, UNFOLLOW),
        migrations.AddIndex(
            model_name='startup',
            index=models.Index(models.F('stage'), models.F('sort_key'), models.F('id'), condition=models.Q(('archived_at__isnull', True), ('status', 'public')), name='startup_directory_by_stage'),
        ),
        migrations.AddIndex(
            model_name='startup',
            index=models.Index(models.F('area'), models.F('sort_key'), models.F('id'), condition=models.Q(('archived_at__isnull', True), ('status', 'public')), name='startup_directory_by_area'),
        ),
        migrations.AddIndex(
            model_name='startup',
            index=models.Index(models.F('stage'), models.F('sort_key'), models.F('id'), name='startup_by_stage'),
        ),
        migrations.AddIndex(
            model_name='startup',
            index=models.Index(models.F('area'), models.F('sort_key'), models.F('id'), name='startup_by_area'),
        ),
        migrations.AddIndex(
            model_name='startup',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('search_folded'), name='gin_trgm_ops'), models.F('sector_ids'), models.F('support_received'), name='startup_facets'),
        ),
    ]
