import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0007_rare_changes'),
        ('programmes', '0024_filters_in_order'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='budgetline',
            trigger=pgtrigger.compiler.Trigger(name='choices_change', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO core_rarechange (subject, at) VALUES ('choices', now()); RETURN NULL;", hash='a4326255f28130b6d28303a4a864d9c4731b36b0', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE OF "year", "name", "name_en"', pgid='pgtrigger_choices_change_07b84', table='programmes_budgetline', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='call',
            trigger=pgtrigger.compiler.Trigger(name='choices_change', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO core_rarechange (subject, at) VALUES ('choices', now()); RETURN NULL;", hash='30f84f7eb8e580ee0cad5bbc54de7baf044b6d40', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_choices_change_2710e', table='programmes_call', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pillar',
            trigger=pgtrigger.compiler.Trigger(name='choices_change', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO core_rarechange (subject, at) VALUES ('choices', now()); RETURN NULL;", hash='8f5f013c34576f7a5943c312549b4eed3d816feb', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_choices_change_7efa0', table='programmes_pillar', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='scheme',
            trigger=pgtrigger.compiler.Trigger(name='choices_change', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO core_rarechange (subject, at) VALUES ('choices', now()); RETURN NULL;", hash='5f1295065222b7d4a184bb32d7ce834adc0e4d9f', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_choices_change_77c73', table='programmes_scheme', when='AFTER')),
        ),
    ]
