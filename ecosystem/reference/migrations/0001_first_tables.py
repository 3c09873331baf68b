import django.db.models.deletion
import django.utils.timezone
import ecosystem.core.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Area',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('name', models.CharField(max_length=500, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=500, verbose_name='name in English')),
                ('code', models.CharField(max_length=10, unique=True, verbose_name='code')),
                ('kind', models.CharField(choices=[('phuong', 'Ward'), ('xa', 'Commune'), ('dac_khu', 'Special zone')], max_length=10, verbose_name='kind')),
                ('full_name', models.CharField(max_length=200)),
                ('full_name_en', models.CharField(max_length=200)),
                ('area_km2', models.DecimalField(decimal_places=2, max_digits=9)),
                ('outline', models.JSONField(help_text='GeoJSON geometry, WGS 84.', null=True)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': [ecosystem.core.models.SortKey('name')],
            },
        ),
        migrations.CreateModel(
            name='HistorySeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('name', models.CharField(max_length=500, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=500, verbose_name='name in English')),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('geography', models.CharField(choices=[('city', 'Ho Chi Minh City'), ('country', 'Viet Nam')], max_length=10)),
                ('unit', models.CharField(max_length=60, verbose_name='unit')),
                ('unit_en', models.CharField(blank=True, max_length=60)),
                ('less_is_better', models.BooleanField(default=False)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('note', models.TextField(blank=True)),
                ('note_en', models.TextField(blank=True)),
            ],
            options={
                'verbose_name_plural': 'history series',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('day', models.DateField(unique=True, verbose_name='day')),
                ('kind', models.CharField(choices=[('public', 'Public holiday'), ('compensatory', 'Compensatory day off'), ('working', 'Working day in exchange')], default='public', max_length=15, verbose_name='kind')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='source')),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='Sector',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('name', models.CharField(max_length=500, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=500, verbose_name='name in English')),
                ('code', models.SlugField(max_length=60, unique=True, verbose_name='code')),
                ('belongs_to', models.CharField(choices=[('nq20', 'Priority field of Resolution 20/2023'), ('fund2026', 'Venture fund list 2026'), ('2016-2020', 'List of 2016-2020')], max_length=20, verbose_name='list')),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('source', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['belongs_to', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('name', models.CharField(max_length=500, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=500, verbose_name='name in English')),
                ('vocabulary', models.CharField(choices=[('stage', 'Life-cycle stage (F7.2)'), ('support_stage', 'Stage of support (F3.1)'), ('round', 'Kind of funding round (F7.3)'), ('member', 'Kind of ecosystem member (F7.4)')], max_length=20)),
                ('code', models.SlugField(max_length=60)),
                ('order', models.PositiveSmallIntegerField(default=0)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['vocabulary', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('vocabulary', 'code'), name='term_code_is_unique')],
            },
        ),
        migrations.CreateModel(
            name='HistoryValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('year', models.PositiveSmallIntegerField()),
                ('value', models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                ('value_text', models.CharField(blank=True, max_length=120)),
                ('source', models.CharField(max_length=300)),
                ('source_url', models.URLField(blank=True, max_length=500)),
                ('as_of', models.DateField(blank=True, null=True)),
                ('confidence', models.CharField(choices=[('H', 'High: two or more independent sources, or an official page'), ('M', 'Medium: one credible source'), ('L', 'Low: indirect, or sources conflict'), ('U', 'General knowledge: to be confirmed')], max_length=1)),
                ('is_used', models.BooleanField(default=False)),
                ('note', models.TextField(blank=True)),
                ('note_en', models.TextField(blank=True)),
                ('series', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='reference.historyseries')),
            ],
            options={
                'ordering': ['series', 'year', '-is_used', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('series', 'year', 'source'), name='one_value_per_source_and_year'), models.UniqueConstraint(condition=models.Q(('is_used', True)), fields=('series', 'year'), name='one_used_value_per_year')],
            },
        ),
    ]
