from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0002_trail_that_only_grows'),
    ]

    operations = [
        migrations.AlterField(
            model_name='reportingperiod',
            name='status',
            field=models.CharField(choices=[('open', 'Running'), ('ended', 'Ended, report not issued yet'), ('closed', 'Closed: report issued')], default='open', editable=False, max_length=10),
        ),
        migrations.AlterField(
            model_name='reportingperiodevent',
            name='status',
            field=models.CharField(choices=[('open', 'Running'), ('ended', 'Ended, report not issued yet'), ('closed', 'Closed: report issued')], default='open', editable=False, max_length=10),
        ),
    ]
