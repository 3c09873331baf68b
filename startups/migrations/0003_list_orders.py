from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reference', '0002_loaded_rows_and_other_cities'),
        ('startups', '0002_publication_and_search'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='startup',
            index=models.Index(models.F('status'), models.F('sort_key'), models.F('id'), name='startup_by_publication'),
        ),
        migrations.AddIndex(
            model_name='startup',
            index=models.Index(models.F('kind'), models.F('sort_key'), models.F('id'), name='startup_by_kind'),
        ),
    ]
