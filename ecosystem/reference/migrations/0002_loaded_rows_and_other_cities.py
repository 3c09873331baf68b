import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reference', '0001_first_tables'),
    ]

    operations = [
        migrations.AlterField(
            model_name='historyseries',
            name='geography',
            field=models.CharField(choices=[('city', 'Ho Chi Minh City'), ('country', 'Viet Nam'), ('other_city', 'Another city of Viet Nam')], max_length=10),
        ),
        migrations.CreateModel(
            name='LoadedRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('kind', models.CharField(max_length=100)),
                ('key', models.CharField(max_length=600)),
                ('object_id', models.BigIntegerField()),
                ('fingerprint', models.CharField(max_length=64)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'key'), name='loaded_row_is_known_once')],
            },
        ),
    ]
