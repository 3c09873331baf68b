from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0004_orders_of_the_lists'),
    ]

    operations = [
        migrations.AlterField(
            model_name='reportingperiod',
            name='status',
            field=models.CharField(choices=[('open', 'Running'), ('ended', 'Ended, report not issued yet'), ('closed', 'Closed: report issued'), ('earlier', 'Before reporting in the portal')], default='open', editable=False, max_length=10),
        ),
        migrations.AlterField(
            model_name='reportingperiodevent',
            name='status',
            field=models.CharField(choices=[('open', 'Running'), ('ended', 'Ended, report not issued yet'), ('closed', 'Closed: report issued'), ('earlier', 'Before reporting in the portal')], default='open', editable=False, max_length=10),
        ),
    ]
