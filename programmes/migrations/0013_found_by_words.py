import django.contrib.postgres.indexes
import ecosystem.core.models
from django.conf import settings
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0012_news'),
        ('startups', '0004_trail_that_only_grows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='application',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(ecosystem.core.models.Fold('title'), name='gin_trgm_ops'), name='application_by_title'),
        ),
        migrations.AddIndex(
            model_name='award',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(ecosystem.core.models.Fold('decision_number'), name='gin_trgm_ops'), name='award_by_decision_number'),
        ),
        migrations.AddIndex(
            model_name='contract',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(ecosystem.core.models.Fold('number'), name='gin_trgm_ops'), name='contract_by_number'),
        ),
    ]
