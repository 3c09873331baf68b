from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0004_kept_values'),
    ]

    operations = [
        migrations.AddField(
            model_name='outboxmessage',
            name='unsubscribe',
            field=models.CharField(blank=True, max_length=300),
        ),
    ]
