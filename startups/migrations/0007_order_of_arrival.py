from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reference', '0004_figures_follow_terms'),
        ('startups', '0006_organisations_and_addresses'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='startup',
            index=models.Index(models.F('created_at'), models.F('id'), name='startup_in_order_of_arrival'),
        ),
    ]
