import django.db.models.deletion
import django.utils.timezone
import programmes.models.feedback
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0016_messages_from_the_public'),
        ('reference', '0003_trail_of_the_lists'),
    ]

    operations = [
        migrations.CreateModel(
            name='Follower',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('email', models.EmailField(max_length=254, verbose_name='email address')),
                ('language', models.CharField(default='vi', max_length=5)),
                ('token', models.CharField(default=programmes.models.feedback.new_secret, editable=False, max_length=40, unique=True)),
                ('confirmed_at', models.DateTimeField(editable=False, null=True)),
                ('sector', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.sector', verbose_name='field')),
                ('stage', models.ForeignKey(blank=True, limit_choices_to={'vocabulary': 'support_stage'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.term', verbose_name='stage of support')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('email', 'stage', 'sector'), name='one_following_per_address_and_choice', nulls_distinct=False)],
            },
        ),
    ]
