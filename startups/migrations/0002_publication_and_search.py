import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
import startups.models.startup
from django.conf import settings
from django.db import migrations, models


# What a company form looks like once vn_fold() took the accents and the rest took the marks away.
CORE_NAME = r"""
CREATE FUNCTION vn_core_name(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $f$
SELECT coalesce(nullif(btrim(regexp_replace(regexp_replace(n,
  '\m(cong ty trach nhiem huu han|trach nhiem huu han|cong ty cp|cty cp|cong ty|cty|tnhh|ctcp|co phan|hop danh'
  '|doanh nghiep tu nhan|dntn|mot thanh vien|hai thanh vien|1 thanh vien|2 thanh vien|mtv'
  '|company limited|co limited|co ltd|pte ltd|limited|ltd|company|joint stock|jsc|corporation|corp'
  '|incorporated|inc|llc)\M', ' ', 'g'), ' +', ' ', 'g')), ''), btrim(n))
FROM (SELECT regexp_replace(public.vn_fold($1), '[^[:alnum:]]+', ' ', 'g') AS n) q
$f$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0001_database_functions'),
        ('reference', '0001_first_tables'),
        ('startups', '0001_first_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(CORE_NAME, "DROP FUNCTION vn_core_name(text)"),
        pgtrigger.migrations.RemoveTrigger(
            model_name='startup',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='startup',
            name='update_update',
        ),
        migrations.RemoveField(
            model_name='startupevent',
            name='name_folded',
        ),
        migrations.RemoveField(
            model_name='startupevent',
            name='search_folded',
        ),
        migrations.RemoveField(
            model_name='startupevent',
            name='sort_key',
        ),
        migrations.AddField(
            model_name='startup',
            name='core_name',
            field=models.GeneratedField(db_persist=True, expression=startups.models.startup.CoreName('name'), output_field=models.TextField()),
        ),
        migrations.AddField(
            model_name='startup',
            name='public_facts',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('website', 'Website'), ('founded_on', 'Founding date'), ('team_size', 'People in the team'), ('rounds', 'Funding rounds that the department has verified')], max_length=20), blank=True, default=list, editable=False, size=None),
        ),
        migrations.AddField(
            model_name='startup',
            name='publication_requested_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='startup',
            name='recheck_since',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='startup',
            name='support_received',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, help_text='Codes of the stages of support (reference.Term) for which a grant was approved.', size=None),
        ),
        migrations.AddField(
            model_name='startupevent',
            name='public_facts',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('website', 'Website'), ('founded_on', 'Founding date'), ('team_size', 'People in the team'), ('rounds', 'Funding rounds that the department has verified')], max_length=20), blank=True, default=list, editable=False, size=None),
        ),
        migrations.AddField(
            model_name='startupevent',
            name='publication_requested_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='startupevent',
            name='recheck_since',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='startupevent',
            name='support_received',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, editable=False, help_text='Codes of the stages of support (reference.Term) for which a grant was approved.', size=None),
        ),
        migrations.AddIndex(
            model_name='startup',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('core_name'), name='gin_trgm_ops'), name='startup_core_name'),
        ),
        migrations.AddIndex(
            model_name='startup',
            index=models.Index(condition=models.Q(('status', 'requested')), fields=['publication_requested_at', 'id'], name='startup_publication_queue'),
        ),
        migrations.AddIndex(
            model_name='startup',
            index=models.Index(condition=models.Q(('recheck_since__isnull', False)), fields=['recheck_since', 'id'], name='startup_recheck_queue'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fundinground',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "startups_fundingroundevent" ("amount", "closed_on", "created_at", "currency", "id", "investors", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "startup_id", "updated_at", "verified_at", "verified_by_id") VALUES (OLD."amount", OLD."closed_on", OLD."created_at", OLD."currency", OLD."id", OLD."investors", OLD."kind_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."startup_id", OLD."updated_at", OLD."verified_at", OLD."verified_by_id"); RETURN NULL;', hash='90ee4b93c51812a55a44f60e7081b7e4681c8ee6', operation='DELETE', pgid='pgtrigger_delete_delete_68024', table='startups_fundinground', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "startups_membershipevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "startup_id", "updated_at", "user_id") VALUES (OLD."created_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."startup_id", OLD."updated_at", OLD."user_id"); RETURN NULL;', hash='0197962d46d93dd03598dc4b349a345167fb26e8', operation='DELETE', pgid='pgtrigger_delete_delete_71439', table='startups_membership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='startup',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "startups_startupevent" ("address", "archived_at", "archived_reason", "area_id", "created_at", "founded_on", "id", "is_demo", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_facts", "publication_requested_at", "recheck_since", "slug", "stage_id", "status", "summary", "support_received", "tax_code", "team_size", "updated_at", "verified_at", "verified_by_id", "website") VALUES (NEW."address", NEW."archived_at", NEW."archived_reason", NEW."area_id", NEW."created_at", NEW."founded_on", NEW."id", NEW."is_demo", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_facts", NEW."publication_requested_at", NEW."recheck_since", NEW."slug", NEW."stage_id", NEW."status", NEW."summary", NEW."support_received", NEW."tax_code", NEW."team_size", NEW."updated_at", NEW."verified_at", NEW."verified_by_id", NEW."website"); RETURN NULL;', hash='6753ca8367f31d308cc7baa9f09a70cad834c6e0', operation='INSERT', pgid='pgtrigger_insert_insert_3aa15', table='startups_startup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='startup',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."archived_reason" IS DISTINCT FROM (NEW."archived_reason") OR OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."founded_on" IS DISTINCT FROM (NEW."founded_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."public_facts" IS DISTINCT FROM (NEW."public_facts") OR OLD."publication_requested_at" IS DISTINCT FROM (NEW."publication_requested_at") OR OLD."recheck_since" IS DISTINCT FROM (NEW."recheck_since") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."stage_id" IS DISTINCT FROM (NEW."stage_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."support_received" IS DISTINCT FROM (NEW."support_received") OR OLD."tax_code" IS DISTINCT FROM (NEW."tax_code") OR OLD."team_size" IS DISTINCT FROM (NEW."team_size") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."verified_at" IS DISTINCT FROM (NEW."verified_at") OR OLD."verified_by_id" IS DISTINCT FROM (NEW."verified_by_id") OR OLD."website" IS DISTINCT FROM (NEW."website"))', func='INSERT INTO "startups_startupevent" ("address", "archived_at", "archived_reason", "area_id", "created_at", "founded_on", "id", "is_demo", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_facts", "publication_requested_at", "recheck_since", "slug", "stage_id", "status", "summary", "support_received", "tax_code", "team_size", "updated_at", "verified_at", "verified_by_id", "website") VALUES (NEW."address", NEW."archived_at", NEW."archived_reason", NEW."area_id", NEW."created_at", NEW."founded_on", NEW."id", NEW."is_demo", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_facts", NEW."publication_requested_at", NEW."recheck_since", NEW."slug", NEW."stage_id", NEW."status", NEW."summary", NEW."support_received", NEW."tax_code", NEW."team_size", NEW."updated_at", NEW."verified_at", NEW."verified_by_id", NEW."website"); RETURN NULL;', hash='bc0f183ae4282c0e08e4676f7e64819985c49ca1', operation='UPDATE', pgid='pgtrigger_update_update_77b1d', table='startups_startup', when='AFTER')),
        ),
    ]
