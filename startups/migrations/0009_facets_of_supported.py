
import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reference', '0005_told_of_changes'),
        ('startups', '0008_orders_of_the_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='startup',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('search_folded'), name='gin_trgm_ops'), models.F('sector_ids'), models.F('support_received'), condition=models.Q(('archived_at__isnull', True), ('status', 'public'), models.Q(('support_received', []), _negated=True)), name='startup_facets_supported'),
        ),
    ]
