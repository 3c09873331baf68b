import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0007_rare_changes'),
        ('accounts', '0006_order_of_units'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='organisationunit',
            trigger=pgtrigger.compiler.Trigger(name='choices_change', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO core_rarechange (subject, at) VALUES ('choices', now()); RETURN NULL;", hash='1a5397e4f37867bd889574dbbd088bc8d02fb3d1', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_choices_change_f7a63', table='accounts_organisationunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='savedview',
            trigger=pgtrigger.compiler.Trigger(name='views_change', sql=pgtrigger.compiler.UpsertTriggerSql(func="INSERT INTO core_rarechange (subject, at) VALUES ('views', now()); RETURN NULL;", hash='b79facf5ed805622e7260e28e4119097a34f88c4', level='STATEMENT', operation='INSERT OR DELETE OR UPDATE', pgid='pgtrigger_views_change_f9a8c', table='accounts_savedview', when='AFTER')),
        ),
    ]
