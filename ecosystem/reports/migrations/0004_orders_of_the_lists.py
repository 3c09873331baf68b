from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0022_orders_of_the_budget'),
        ('reports', '0003_words_of_a_period'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='issuedreport',
            index=models.Index(fields=['status', 'id'], name='report_in_state_order'),
        ),
        migrations.AddIndex(
            model_name='reportingperiod',
            index=models.Index(fields=['starts_on', 'id'], name='period_in_order_of_begin'),
        ),
        migrations.AddIndex(
            model_name='reportingperiod',
            index=models.Index(fields=['ends_on', 'id'], name='period_in_order_of_end'),
        ),
        migrations.AddIndex(
            model_name='reportingperiod',
            index=models.Index(fields=['status', 'ends_on', 'id'], name='period_in_state_order'),
        ),
    ]
