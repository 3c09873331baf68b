import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import ecosystem.core.models
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reference', '0004_figures_follow_terms'),
        ('startups', '0005_sectors_in_the_index'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('slug', models.SlugField(max_length=80)),
            ],
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='organisation',
            name='update_update',
        ),
        migrations.RemoveField(
            model_name='organisationevent',
            name='sort_key',
        ),
        migrations.AddField(
            model_name='organisation',
            name='search_folded',
            field=models.GeneratedField(db_persist=True, expression=ecosystem.core.models.Fold(django.db.models.functions.text.Concat('name', models.Value(' '), 'summary', output_field=models.TextField())), output_field=models.TextField()),
        ),
        migrations.AddField(
            model_name='organisation',
            name='source',
            field=models.CharField(blank=True, max_length=300, verbose_name='source'),
        ),
        migrations.AddField(
            model_name='organisationevent',
            name='source',
            field=models.CharField(blank=True, max_length=300, verbose_name='source'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='is_demo',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='is_public',
            field=models.BooleanField(default=False, editable=False, verbose_name='public'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='slug',
            field=models.SlugField(max_length=80, unique=True, verbose_name='address on the portal'),
        ),
        migrations.AlterField(
            model_name='organisation',
            name='summary',
            field=models.TextField(blank=True, max_length=2000, verbose_name='what it offers'),
        ),
        migrations.AlterField(
            model_name='organisationevent',
            name='is_demo',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AlterField(
            model_name='organisationevent',
            name='is_public',
            field=models.BooleanField(default=False, editable=False, verbose_name='public'),
        ),
        migrations.AlterField(
            model_name='organisationevent',
            name='slug',
            field=models.SlugField(db_index=False, max_length=80, verbose_name='address on the portal'),
        ),
        migrations.AlterField(
            model_name='organisationevent',
            name='summary',
            field=models.TextField(blank=True, max_length=2000, verbose_name='what it offers'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(models.F('sort_key'), models.F('id'), name='organisation_in_name_order'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(models.F('sort_key'), models.F('id'), condition=models.Q(('is_public', True)), name='organisation_public_order'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('search_folded'), name='gin_trgm_ops'), name='organisation_search'),
        ),
        migrations.AddIndex(
            model_name='startup',
            index=models.Index(condition=models.Q(('archived_at__isnull', True), ('status', 'public')), fields=['area'], name='startup_public_by_area'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='keeps_old_addresses', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug"))', func='\n    INSERT INTO startups_formeraddress (slug, organisation_id, created_at, updated_at)\n    VALUES (OLD.slug, NEW.id, now(), now())\n    ON CONFLICT (slug) WHERE organisation_id IS NOT NULL DO UPDATE SET organisation_id = NEW.id, updated_at = now();\n    RETURN NEW;\n', hash='4b7e941a0ee877611ae9ade9f82d11cd7c941e13', operation='UPDATE OF "slug"', pgid='pgtrigger_keeps_old_addresses_3ff9b', table='startups_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "startups_organisationevent" ("area_id", "created_at", "id", "is_demo", "is_public", "kind_id", "manages_grants", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source", "summary", "tax_code", "updated_at", "website") VALUES (NEW."area_id", NEW."created_at", NEW."id", NEW."is_demo", NEW."is_public", NEW."kind_id", NEW."manages_grants", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."source", NEW."summary", NEW."tax_code", NEW."updated_at", NEW."website"); RETURN NULL;', hash='79a79ec00d7186b84c0ca4ca05f1bc576bf1d7e8', operation='INSERT', pgid='pgtrigger_insert_insert_427f1', table='startups_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='organisation',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."is_public" IS DISTINCT FROM (NEW."is_public") OR OLD."kind_id" IS DISTINCT FROM (NEW."kind_id") OR OLD."manages_grants" IS DISTINCT FROM (NEW."manages_grants") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."tax_code" IS DISTINCT FROM (NEW."tax_code") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."website" IS DISTINCT FROM (NEW."website"))', func='INSERT INTO "startups_organisationevent" ("area_id", "created_at", "id", "is_demo", "is_public", "kind_id", "manages_grants", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source", "summary", "tax_code", "updated_at", "website") VALUES (NEW."area_id", NEW."created_at", NEW."id", NEW."is_demo", NEW."is_public", NEW."kind_id", NEW."manages_grants", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."source", NEW."summary", NEW."tax_code", NEW."updated_at", NEW."website"); RETURN NULL;', hash='b5ba33311aff680ab837fb43b357335c31d09ba6', operation='UPDATE', pgid='pgtrigger_update_update_a0220', table='startups_organisation', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='startup',
            trigger=pgtrigger.compiler.Trigger(name='keeps_old_addresses', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug"))', func='\n    INSERT INTO startups_formeraddress (slug, startup_id, created_at, updated_at)\n    VALUES (OLD.slug, NEW.id, now(), now())\n    ON CONFLICT (slug) WHERE startup_id IS NOT NULL DO UPDATE SET startup_id = NEW.id, updated_at = now();\n    RETURN NEW;\n', hash='5c78826f5028c2e376eb969f98d050b790b5b7e6', operation='UPDATE OF "slug"', pgid='pgtrigger_keeps_old_addresses_4dd1e', table='startups_startup', when='AFTER')),
        ),
        migrations.AddField(
            model_name='formeraddress',
            name='organisation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='former_addresses', to='startups.organisation'),
        ),
        migrations.AddField(
            model_name='formeraddress',
            name='startup',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='former_addresses', to='startups.startup'),
        ),
        migrations.AddConstraint(
            model_name='formeraddress',
            constraint=models.UniqueConstraint(condition=models.Q(('startup__isnull', False)), fields=('slug',), name='one_startup_had_the_address_last'),
        ),
        migrations.AddConstraint(
            model_name='formeraddress',
            constraint=models.UniqueConstraint(condition=models.Q(('organisation__isnull', False)), fields=('slug',), name='one_organisation_had_the_address_last'),
        ),
        migrations.AddConstraint(
            model_name='formeraddress',
            constraint=models.CheckConstraint(condition=models.Q(('startup__isnull', False), ('organisation__isnull', False), _connector='XOR'), name='former_address_has_one_holder'),
        ),
    ]
