from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0025_told_of_changes'),
        ('reference', '0005_told_of_changes'),
        ('startups', '0008_orders_of_the_register'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['submitted_at', 'id'], name='application_in_sent_order'),
        ),
        migrations.AddIndex(
            model_name='award',
            index=models.Index(condition=models.Q(('status', 'approved')), fields=['budget_line', 'decided_at'], name='award_approved_of_line'),
        ),
        migrations.AddIndex(
            model_name='award',
            index=models.Index(fields=['decided_at', 'id'], name='award_in_order_of_decision'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(fields=['evaluator', 'id'], name='review_of_evaluator_in_order'),
        ),
    ]
