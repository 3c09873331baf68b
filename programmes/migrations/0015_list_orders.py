import datetime
import django.db.models.functions.comparison
import ecosystem.core.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0014_search_and_figures'),
        ('startups', '0007_order_of_arrival'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='application',
            name='due_key',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('due_on', models.Value(datetime.date(9999, 12, 31))), output_field=models.DateField()),
        ),
        migrations.AddField(
            model_name='application',
            name='sort_key',
            field=models.GeneratedField(db_persist=True, expression=ecosystem.core.models.SortKey('title'), output_field=models.TextField(db_collation='C')),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(models.F('sort_key'), models.F('id'), name='application_in_title_order'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(models.F('due_key'), models.F('id'), name='application_in_due_order'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(models.F('requested'), models.F('id'), name='application_in_sum_order'),
        ),
        migrations.AddIndex(
            model_name='award',
            index=models.Index(fields=['amount', 'id'], name='award_in_sum_order'),
        ),
        migrations.AddIndex(
            model_name='award',
            index=models.Index(fields=['status', 'id'], name='award_status_id'),
        ),
        migrations.AddIndex(
            model_name='tranche',
            index=models.Index(fields=['amount', 'id'], name='tranche_in_sum_order'),
        ),
    ]
