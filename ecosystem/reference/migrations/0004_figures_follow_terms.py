import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('reference', '0003_trail_of_the_lists'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='term',
            trigger=pgtrigger.compiler.Trigger(name='figures_change_by_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code"))', func='INSERT INTO core_recordschange (at) VALUES (now()); RETURN NULL;', hash='6b6ca37d170a32507babbeb1cd29c6ada66b548b', operation='UPDATE', pgid='pgtrigger_figures_change_by_update_a2653', table='reference_term', when='AFTER')),
        ),
    ]
