from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reference', '0004_figures_follow_terms'),
        ('startups', '0007_order_of_arrival'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['is_public', 'sort_key', 'id'], name='organisation_in_state_order'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['created_at', 'id'], name='organisation_in_entry_order'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(fields=['updated_at', 'id'], name='organisation_in_changed_order'),
        ),
    ]
