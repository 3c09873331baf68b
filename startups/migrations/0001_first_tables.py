import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import ecosystem.core.models
import pgtrigger.compiler
import pgtrigger.migrations
import startups.models.membership
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('core', '0001_database_functions'),
        ('reference', '0001_first_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('purpose', models.CharField(choices=[('public_profile', "Show the startup's profile in the public directory")], max_length=30)),
                ('text_version', models.CharField(max_length=20)),
                ('given_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='FundingRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('closed_on', models.DateField(verbose_name='date')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('currency', models.CharField(choices=[('VND', 'VND'), ('USD', 'USD'), ('EUR', 'EUR'), ('SGD', 'SGD'), ('JPY', 'JPY')], default='VND', max_length=3, verbose_name='currency')),
                ('investors', models.CharField(blank=True, max_length=500, verbose_name='investors')),
                ('source', models.CharField(max_length=300, verbose_name='source')),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('kind', models.ForeignKey(limit_choices_to={'vocabulary': 'round'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.term', verbose_name='kind of round')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-closed_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('editor', 'Editor'), ('reader', 'Reader')], default='reader', max_length=10, verbose_name='role')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('tax_code', models.CharField(blank=True, max_length=14, null=True, unique=True, verbose_name='tax code')),
                ('website', models.URLField(blank=True, max_length=300, verbose_name='website')),
                ('summary', models.TextField(blank=True, max_length=2000, verbose_name='what it does')),
                ('manages_grants', models.BooleanField(default=False, verbose_name='may receive and manage grants')),
                ('is_public', models.BooleanField(default=False, verbose_name='public')),
                ('is_demo', models.BooleanField(default=False)),
                ('sort_key', models.GeneratedField(db_persist=True, expression=ecosystem.core.models.SortKey('name'), output_field=models.TextField(db_collation='C'))),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='reference.area', verbose_name='ward or commune')),
                ('kind', models.ForeignKey(limit_choices_to={'vocabulary': 'member'}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.term', verbose_name='kind')),
            ],
            options={
                'ordering': ['sort_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OrganisationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('slug', models.SlugField(db_index=False, max_length=80)),
                ('tax_code', models.CharField(blank=True, max_length=14, null=True, verbose_name='tax code')),
                ('website', models.URLField(blank=True, max_length=300, verbose_name='website')),
                ('summary', models.TextField(blank=True, max_length=2000, verbose_name='what it does')),
                ('manages_grants', models.BooleanField(default=False, verbose_name='may receive and manage grants')),
                ('is_public', models.BooleanField(default=False, verbose_name='public')),
                ('is_demo', models.BooleanField(default=False)),
                ('sort_key', models.GeneratedField(db_persist=True, expression=ecosystem.core.models.SortKey('name'), output_field=models.TextField(db_collation='C'))),
                ('area', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.area', verbose_name='ward or commune')),
                ('kind', models.ForeignKey(db_constraint=False, limit_choices_to={'vocabulary': 'member'}, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.term', verbose_name='kind')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='startups.organisation')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Startup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('kind', models.CharField(choices=[('individual', 'Individual'), ('group', 'Group of individuals'), ('enterprise', 'Enterprise')], max_length=12, verbose_name='who you are')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('tax_code', models.CharField(blank=True, max_length=14, null=True, unique=True, verbose_name='tax code')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='founded on')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('website', models.URLField(blank=True, max_length=300, verbose_name='website')),
                ('summary', models.TextField(blank=True, max_length=2000, verbose_name='what you do')),
                ('team_size', models.PositiveIntegerField(blank=True, null=True, verbose_name='people in the team')),
                ('status', models.CharField(choices=[('private', 'Not public'), ('requested', "Waiting for the department's check"), ('public', 'Public'), ('refused', 'Not accepted for the directory')], default='private', editable=False, max_length=12, verbose_name='publication')),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
                ('archived_reason', models.TextField(blank=True)),
                ('is_demo', models.BooleanField(default=False)),
                ('name_folded', models.GeneratedField(db_persist=True, expression=ecosystem.core.models.Fold('name'), output_field=models.TextField())),
                ('search_folded', models.GeneratedField(db_persist=True, expression=ecosystem.core.models.Fold(django.db.models.functions.text.Concat('name', models.Value(' '), 'summary', output_field=models.TextField())), output_field=models.TextField())),
                ('sort_key', models.GeneratedField(db_persist=True, expression=ecosystem.core.models.SortKey('name'), output_field=models.TextField(db_collation='C'))),
                ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='reference.area', verbose_name='ward or commune')),
                ('sectors', models.ManyToManyField(related_name='startups', to='reference.sector', verbose_name='sectors')),
                ('stage', models.ForeignKey(blank=True, limit_choices_to={'vocabulary': 'stage'}, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reference.term', verbose_name='stage')),
                ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['sort_key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MembershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('editor', 'Editor'), ('reader', 'Reader')], default='reader', max_length=10, verbose_name='role')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='startups.membership')),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('startup', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='startups.startup')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='membership',
            name='startup',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='startups.startup'),
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('email', models.EmailField(max_length=254, verbose_name='email address')),
                ('role', models.CharField(choices=[('owner', 'Owner'), ('editor', 'Editor'), ('reader', 'Reader')], default='editor', max_length=10, verbose_name='role')),
                ('token', models.CharField(default=startups.models.membership.invitation_token, max_length=40, unique=True)),
                ('expires_at', models.DateTimeField(default=startups.models.membership.invitation_expiry)),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('invited_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('startup', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='startups.startup')),
            ],
        ),
        migrations.CreateModel(
            name='FundingRoundEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('closed_on', models.DateField(verbose_name='date')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=20, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='amount')),
                ('currency', models.CharField(choices=[('VND', 'VND'), ('USD', 'USD'), ('EUR', 'EUR'), ('SGD', 'SGD'), ('JPY', 'JPY')], default='VND', max_length=3, verbose_name='currency')),
                ('investors', models.CharField(blank=True, max_length=500, verbose_name='investors')),
                ('source', models.CharField(max_length=300, verbose_name='source')),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('kind', models.ForeignKey(db_constraint=False, limit_choices_to={'vocabulary': 'round'}, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.term', verbose_name='kind of round')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='startups.fundinground')),
                ('verified_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('startup', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='startups.startup')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='fundinground',
            name='startup',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funding_rounds', to='startups.startup'),
        ),
        migrations.CreateModel(
            name='ConsentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('purpose', models.CharField(choices=[('public_profile', "Show the startup's profile in the public directory")], max_length=30)),
                ('text_version', models.CharField(max_length=20)),
                ('given_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('given_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='startups.consent')),
                ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('startup', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='startups.startup')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='consent',
            name='startup',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='consents', to='startups.startup'),
        ),
        migrations.CreateModel(
            name='StartupEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('kind', models.CharField(choices=[('individual', 'Individual'), ('group', 'Group of individuals'), ('enterprise', 'Enterprise')], max_length=12, verbose_name='who you are')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('slug', models.SlugField(db_index=False, max_length=80)),
                ('tax_code', models.CharField(blank=True, max_length=14, null=True, verbose_name='tax code')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='founded on')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('website', models.URLField(blank=True, max_length=300, verbose_name='website')),
                ('summary', models.TextField(blank=True, max_length=2000, verbose_name='what you do')),
                ('team_size', models.PositiveIntegerField(blank=True, null=True, verbose_name='people in the team')),
                ('status', models.CharField(choices=[('private', 'Not public'), ('requested', "Waiting for the department's check"), ('public', 'Public'), ('refused', 'Not accepted for the directory')], default='private', editable=False, max_length=12, verbose_name='publication')),
                ('verified_at', models.DateTimeField(blank=True, null=True)),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
                ('archived_reason', models.TextField(blank=True)),
                ('is_demo', models.BooleanField(default=False)),
                ('name_folded', models.GeneratedField(db_persist=True, expression=ecosystem.core.models.Fold('name'), output_field=models.TextField())),
                ('search_folded', models.GeneratedField(db_persist=True, expression=ecosystem.core.models.Fold(django.db.models.functions.text.Concat('name', models.Value(' '), 'summary', output_field=models.TextField())), output_field=models.TextField())),
                ('sort_key', models.GeneratedField(db_persist=True, expression=ecosystem.core.models.SortKey('name'), output_field=models.TextField(db_collation='C'))),
                ('area', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.area', verbose_name='ward or commune')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='startups.startup')),
                ('stage', models.ForeignKey(blank=True, db_constraint=False, limit_choices_to={'vocabulary': 'stage'}, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='reference.term', verbose_name='stage')),
                ('verified_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "startups_organisationevent" ("area_id", "created_at", "id", "is_demo", "is_public", "kind_id", "manages_grants", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "summary", "tax_code", "updated_at", "website") VALUES (NEW."area_id", NEW."created_at", NEW."id", NEW."is_demo", NEW."is_public", NEW."kind_id", NEW."manages_grants", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."summary", NEW."tax_code", NEW."updated_at", NEW."website"); RETURN NULL;', hash='cd1a8d37f572a4bcf15306b0bb2e93d0f89bcca5', operation='INSERT', pgid='pgtrigger_insert_insert_427f1', table='startups_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "startups_organisationevent" ("area_id", "created_at", "id", "is_demo", "is_public", "kind_id", "manages_grants", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "summary", "tax_code", "updated_at", "website") VALUES (NEW."area_id", NEW."created_at", NEW."id", NEW."is_demo", NEW."is_public", NEW."kind_id", NEW."manages_grants", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."summary", NEW."tax_code", NEW."updated_at", NEW."website"); RETURN NULL;', hash='49e08f1cd9e657a98a406c1e5749c85b597eb9dc', operation='UPDATE', pgid='pgtrigger_update_update_a0220', table='startups_organisation', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='startup',
            index=models.Index(models.F('sort_key'), models.F('id'), name='startup_in_name_order'),
        ),
        migrations.AddIndex(
            model_name='startup',
            index=models.Index(models.F('sort_key'), models.F('id'), condition=models.Q(('archived_at__isnull', True), ('status', 'public')), name='startup_directory_order'),
        ),
        migrations.AddIndex(
            model_name='startup',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('search_folded'), name='gin_trgm_ops'), name='startup_search'),
        ),
        migrations.AddIndex(
            model_name='startup',
            index=models.Index(fields=['area'], name='startup_area'),
        ),
        migrations.AddConstraint(
            model_name='startup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'enterprise'), ('tax_code__isnull', False)), models.Q(models.Q(('kind', 'enterprise'), _negated=True), ('tax_code__isnull', True)), _connector='OR'), name='only_an_enterprise_has_a_tax_code'),
        ),
        migrations.AddConstraint(
            model_name='startup',
            constraint=models.CheckConstraint(condition=models.Q(('tax_code__isnull', True), ('tax_code__regex', '^\\d{10}(-\\d{3})?$'), _connector='OR'), name='tax_code_is_normalised'),
        ),
        migrations.AddConstraint(
            model_name='startup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'public'), _negated=True), ('verified_by__isnull', False), _connector='OR'), name='public_startup_was_verified'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='startup',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "startups_startupevent" ("address", "archived_at", "archived_reason", "area_id", "created_at", "founded_on", "id", "is_demo", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "stage_id", "status", "summary", "tax_code", "team_size", "updated_at", "verified_at", "verified_by_id", "website") VALUES (NEW."address", NEW."archived_at", NEW."archived_reason", NEW."area_id", NEW."created_at", NEW."founded_on", NEW."id", NEW."is_demo", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."stage_id", NEW."status", NEW."summary", NEW."tax_code", NEW."team_size", NEW."updated_at", NEW."verified_at", NEW."verified_by_id", NEW."website"); RETURN NULL;', hash='a0bdc135ee1be2dc613b9f7d4af4c952fdb75e85', operation='INSERT', pgid='pgtrigger_insert_insert_3aa15', table='startups_startup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='startup',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "startups_startupevent" ("address", "archived_at", "archived_reason", "area_id", "created_at", "founded_on", "id", "is_demo", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "stage_id", "status", "summary", "tax_code", "team_size", "updated_at", "verified_at", "verified_by_id", "website") VALUES (NEW."address", NEW."archived_at", NEW."archived_reason", NEW."area_id", NEW."created_at", NEW."founded_on", NEW."id", NEW."is_demo", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."stage_id", NEW."status", NEW."summary", NEW."tax_code", NEW."team_size", NEW."updated_at", NEW."verified_at", NEW."verified_by_id", NEW."website"); RETURN NULL;', hash='01b78121f48797b58ebd3b1b21de238b3b118bb7', operation='UPDATE', pgid='pgtrigger_update_update_77b1d', table='startups_startup', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('startup', 'user'), name='one_membership_per_person'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "startups_membershipevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "startup_id", "updated_at", "user_id") VALUES (NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."startup_id", NEW."updated_at", NEW."user_id"); RETURN NULL;', hash='ce8765e0db1c80f4a7557d2dd9e28133a5e6980e', operation='INSERT', pgid='pgtrigger_insert_insert_701ed', table='startups_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "startups_membershipevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "startup_id", "updated_at", "user_id") VALUES (NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."startup_id", NEW."updated_at", NEW."user_id"); RETURN NULL;', hash='ebd12c4ccecc46017bd63fa1395f52ef0c9d391b', operation='UPDATE', pgid='pgtrigger_update_update_3314a', table='startups_membership', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(models.F('startup'), django.db.models.functions.text.Lower('email'), condition=models.Q(('accepted_at__isnull', True), ('cancelled_at__isnull', True)), name='one_standing_invitation_per_address'),
        ),
        migrations.AddConstraint(
            model_name='fundinground',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='round_amount_is_positive'),
        ),
        migrations.AddConstraint(
            model_name='fundinground',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verified_at__isnull', True), ('verified_by__isnull', True)), models.Q(('verified_at__isnull', False), ('verified_by__isnull', False)), _connector='OR'), name='round_verified_by_someone_at_some_time'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundinground',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "startups_fundingroundevent" ("amount", "closed_on", "created_at", "currency", "id", "investors", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "startup_id", "updated_at", "verified_at", "verified_by_id") VALUES (NEW."amount", NEW."closed_on", NEW."created_at", NEW."currency", NEW."id", NEW."investors", NEW."kind_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."startup_id", NEW."updated_at", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;', hash='7d810fa1050f5501a299fbefb7d6c660fafc1da3', operation='INSERT', pgid='pgtrigger_insert_insert_7cec4', table='startups_fundinground', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundinground',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "startups_fundingroundevent" ("amount", "closed_on", "created_at", "currency", "id", "investors", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "startup_id", "updated_at", "verified_at", "verified_by_id") VALUES (NEW."amount", NEW."closed_on", NEW."created_at", NEW."currency", NEW."id", NEW."investors", NEW."kind_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."startup_id", NEW."updated_at", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;', hash='5eb1df754fbc6e9e791d3e14e84b083ae9244534', operation='UPDATE', pgid='pgtrigger_update_update_0edb7', table='startups_fundinground', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('startup', 'purpose'), name='one_standing_consent'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "startups_consentevent" ("created_at", "given_at", "given_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "startup_id", "text_version", "updated_at", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."created_at", NEW."given_at", NEW."given_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."startup_id", NEW."text_version", NEW."updated_at", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;', hash='5f55f5794419bc05a5a4cf56850361abc66d74ef', operation='INSERT', pgid='pgtrigger_insert_insert_81b4c', table='startups_consent', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='consent',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "startups_consentevent" ("created_at", "given_at", "given_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "startup_id", "text_version", "updated_at", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."created_at", NEW."given_at", NEW."given_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."startup_id", NEW."text_version", NEW."updated_at", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;', hash='846300a3e7f33f7f1d064f29711dc5c9ffad1d47', operation='UPDATE', pgid='pgtrigger_update_update_448c1', table='startups_consent', when='AFTER')),
        ),
    ]
