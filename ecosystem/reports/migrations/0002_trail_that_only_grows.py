import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0001_first_tables'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='contributionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='fc5d95e3b7d9f07b9b58ae8879a8d38e1e93f557', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7fb06', table='reports_contributionevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reportingperiodevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f8971e444a0cf32b5d7f7b801d9157fc308d50c9', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_81603', table='reports_reportingperiodevent', when='BEFORE')),
        ),
    ]
