import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0007_rare_changes'),
        ('reference', '0004_figures_follow_terms'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='area',
            trigger=pgtrigger.compiler.Trigger(name='choices_change', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO core_rarechange (subject, at) VALUES ('choices', now()); RETURN NULL;", hash='a22e37cc248d4008dd5615653934d0654853f214', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_choices_change_e625d', table='reference_area', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sector',
            trigger=pgtrigger.compiler.Trigger(name='choices_change', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO core_rarechange (subject, at) VALUES ('choices', now()); RETURN NULL;", hash='57e44f22788ce2bfeda5f66652154e90cb43a021', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_choices_change_94ea4', table='reference_sector', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='term',
            trigger=pgtrigger.compiler.Trigger(name='choices_change', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO core_rarechange (subject, at) VALUES ('choices', now()); RETURN NULL;", hash='e6c907488a0dd98a01d75d374fbb80ab725b23e4', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_choices_change_806ad', table='reference_term', when='AFTER')),
        ),
    ]
