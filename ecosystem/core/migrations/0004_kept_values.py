import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_context_of_the_trail'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptValue',
            fields=[
                ('key', models.CharField(max_length=200, primary_key=True, serialize=False)),
                ('stamp', models.CharField(max_length=200)),
                ('seen', models.CharField(max_length=60)),
                ('value', models.TextField()),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='RecordsChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
    ]
