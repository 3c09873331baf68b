import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('startups', '0003_list_orders'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='consentevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='4a4f275f1821c6947e1ea2cfb44aefeaea1e1e0c', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d330a', table='startups_consentevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundingroundevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7bc0982feb2d726db2ac1e6ccf29094edd2ee782', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_c0d84', table='startups_fundingroundevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membershipevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='724039b4238ac2b73988488708ff73d7327e5ab4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_e8b92', table='startups_membershipevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisationevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='67ca4f4ba2fe1d9635e57170489e2bf105033936', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_53bce', table='startups_organisationevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='startupevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='79b031ed842a886208db1b4ed36d1c0f234ee4b6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cfadd', table='startups_startupevent', when='BEFORE')),
        ),
    ]
