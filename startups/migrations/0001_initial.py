import datetime
from decimal import Decimal

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import ecosystem.core.models.functions
import ecosystem.core.operations
import ecosystem.people.models
import startups.models.startup

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
SECTORS_ARE_COPIED = r"""
CREATE FUNCTION startup_sector_ids_follow() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
    UPDATE startups_startup SET sector_ids = ARRAY(
        SELECT t.sector_id FROM startups_startup_sectors t
        WHERE t.startup_id = startups_startup.id ORDER BY t.sector_id)
    WHERE id IN (OLD.startup_id, NEW.startup_id);
    RETURN NULL;
END $f$;
CREATE TRIGGER startup_sector_ids_follow AFTER INSERT OR UPDATE OR DELETE ON startups_startup_sectors
FOR EACH ROW EXECUTE FUNCTION startup_sector_ids_follow();
"""
SECTORS_ARE_NOT_COPIED = r"""
DROP TRIGGER startup_sector_ids_follow ON startups_startup_sectors;
DROP FUNCTION startup_sector_ids_follow();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("core", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("reference", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(
            sql=CORE_NAME,
            reverse_sql="DROP FUNCTION vn_core_name(text)",
        ),
        migrations.CreateModel(
            name="Startup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("individual", "Individual"),
                            ("group", "Group of individuals"),
                            ("enterprise", "Enterprise"),
                        ],
                        max_length=12,
                        verbose_name="who you are",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "tax_code",
                    models.CharField(blank=True, max_length=14, null=True, unique=True, verbose_name="tax code"),
                ),
                ("founded_on", models.DateField(blank=True, null=True, verbose_name="founded on")),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"vocabulary": "stage"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.term",
                        verbose_name="stage",
                    ),
                ),
                (
                    "sector_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, editable=False, size=None
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="reference.area",
                        verbose_name="ward or commune",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("summary", models.TextField(blank=True, max_length=2000, verbose_name="what you do")),
                ("team_size", models.PositiveIntegerField(blank=True, null=True, verbose_name="people in the team")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("private", "Not public"),
                            ("requested", "Waiting for the department's check"),
                            ("public", "Public"),
                            ("refused", "Not accepted for the directory"),
                        ],
                        default="private",
                        editable=False,
                        max_length=12,
                        verbose_name="publication",
                    ),
                ),
                (
                    "public_facts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("website", "Website"),
                                ("founded_on", "Founding date"),
                                ("team_size", "People in the team"),
                                ("rounds", "Funding rounds that the department has verified"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("publication_requested_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                ("recheck_since", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "support_received",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        editable=False,
                        help_text="Codes of the stages of support (reference.Term) for which a grant was approved.",
                        size=None,
                    ),
                ),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                ("archived_reason", models.TextField(blank=True)),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "sectors",
                    models.ManyToManyField(related_name="startups", to="reference.sector", verbose_name="sectors"),
                ),
                (
                    "name_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.Fold("name"),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "search_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.Fold(
                            django.db.models.functions.text.Concat(
                                "name", models.Value(" "), "summary", output_field=models.TextField()
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.SortKey("name"),
                        output_field=models.TextField(db_collation="C"),
                    ),
                ),
                (
                    "founded_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "founded_on", models.Value(datetime.date(9999, 12, 31))
                        ),
                        output_field=models.DateField(),
                    ),
                ),
                (
                    "verified_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "verified_at", models.Value(datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC))
                        ),
                        output_field=models.DateTimeField(),
                    ),
                ),
                (
                    "core_name",
                    models.GeneratedField(
                        db_persist=True,
                        expression=startups.models.startup.CoreName("name"),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "name_words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.SearchWords("name"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "search_words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.SearchWords(
                            django.db.models.functions.text.Concat(
                                "name", models.Value(" "), "summary", output_field=models.TextField()
                            )
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
            options={
                "ordering": ["sort_key", "pk"],
                "indexes": [
                    models.Index(
                        models.F("sort_key"),
                        models.F("id"),
                        include=(
                            "kind",
                            "status",
                            "stage",
                            "area",
                            "verified_at",
                            "created_at",
                            "archived_at",
                            "sector_ids",
                            "support_received",
                        ),
                        name="startup_in_name_order",
                    ),
                    models.Index(
                        models.F("status"),
                        models.F("sort_key"),
                        models.F("id"),
                        include=(
                            "kind",
                            "stage",
                            "area",
                            "verified_at",
                            "created_at",
                            "archived_at",
                            "sector_ids",
                            "support_received",
                        ),
                        name="startup_by_publication",
                    ),
                    models.Index(
                        models.F("created_at"),
                        models.F("id"),
                        include=(
                            "kind",
                            "status",
                            "stage",
                            "area",
                            "verified_at",
                            "archived_at",
                            "sector_ids",
                            "support_received",
                        ),
                        name="startup_in_order_of_arrival",
                    ),
                    models.Index(
                        models.F("founded_key"),
                        models.F("id"),
                        include=(
                            "kind",
                            "status",
                            "stage",
                            "area",
                            "verified_at",
                            "created_at",
                            "archived_at",
                            "sector_ids",
                            "support_received",
                        ),
                        name="startup_in_order_of_founding",
                    ),
                    models.Index(
                        models.F("verified_key"),
                        models.F("id"),
                        include=(
                            "kind",
                            "status",
                            "stage",
                            "area",
                            "verified_at",
                            "created_at",
                            "archived_at",
                            "sector_ids",
                            "support_received",
                        ),
                        name="startup_in_order_of_check",
                    ),
                    models.Index(models.F("core_name"), name="startup_same_name"),
                    models.Index(models.F("kind"), models.F("sort_key"), models.F("id"), name="startup_by_kind"),
                    models.Index(
                        models.F("sort_key"),
                        models.F("id"),
                        condition=models.Q(("archived_at__isnull", True), ("status", "public")),
                        name="startup_directory_order",
                    ),
                    models.Index(
                        models.F("stage"),
                        models.F("sort_key"),
                        models.F("id"),
                        condition=models.Q(("archived_at__isnull", True), ("status", "public")),
                        name="startup_directory_by_stage",
                    ),
                    models.Index(
                        models.F("area"),
                        models.F("sort_key"),
                        models.F("id"),
                        condition=models.Q(("archived_at__isnull", True), ("status", "public")),
                        name="startup_directory_by_area",
                    ),
                    models.Index(models.F("stage"), models.F("sort_key"), models.F("id"), name="startup_by_stage"),
                    models.Index(models.F("area"), models.F("sort_key"), models.F("id"), name="startup_by_area"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_folded"), name="gin_trgm_ops"),
                        models.F("sector_ids"),
                        models.F("support_received"),
                        models.F("kind"),
                        models.F("status"),
                        models.F("stage"),
                        models.F("area"),
                        name="startup_facets",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_folded"), name="gin_trgm_ops"),
                        models.F("sector_ids"),
                        models.F("support_received"),
                        condition=models.Q(
                            ("archived_at__isnull", True),
                            ("status", "public"),
                            models.Q(("support_received", []), _negated=True),
                        ),
                        name="startup_facets_supported",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("core_name"), name="gin_trgm_ops"),
                        name="startup_core_name",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["name_words"], name="startup_name_words"),
                    django.contrib.postgres.indexes.GinIndex(fields=["search_words"], name="startup_search_words"),
                    models.Index(
                        condition=models.Q(("archived_at__isnull", True), ("status", "public")),
                        fields=["area"],
                        name="startup_public_by_area",
                    ),
                    models.Index(
                        condition=models.Q(("status", "requested")),
                        fields=["publication_requested_at", "id"],
                        name="startup_publication_queue",
                    ),
                    models.Index(
                        condition=models.Q(("recheck_since__isnull", False)),
                        fields=["recheck_since", "id"],
                        name="startup_recheck_queue",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "enterprise"), ("tax_code__isnull", False)),
                            models.Q(models.Q(("kind", "enterprise"), _negated=True), ("tax_code__isnull", True)),
                            _connector="OR",
                        ),
                        name="only_an_enterprise_has_a_tax_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tax_code__isnull", True), ("tax_code__regex", "^[0-9]{10}(-[0-9]{3})?$"), _connector="OR"
                        ),
                        name="tax_code_is_normalised",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "public"), _negated=True),
                            ("verified_by__isnull", False),
                            _connector="OR",
                        ),
                        name="public_startup_was_verified",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "startups_startupevent" ("address", "archived_at", "archived_reason", "area_id", "created_at", "founded_on", "id", "is_demo", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_facts", "publication_requested_at", "recheck_since", "slug", "stage_id", "status", "summary", "support_received", "tax_code", "team_size", "updated_at", "verified_at", "verified_by_id", "website") VALUES (NEW."address", NEW."archived_at", NEW."archived_reason", NEW."area_id", NEW."created_at", NEW."founded_on", NEW."id", NEW."is_demo", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."public_facts", NEW."publication_requested_at", NEW."recheck_since", NEW."slug", NEW."stage_id", NEW."status", NEW."summary", NEW."support_received", NEW."tax_code", NEW."team_size", NEW."updated_at", NEW."verified_at", NEW."verified_by_id", NEW."website"); RETURN NULL;',
                            hash="6753ca8367f31d308cc7baa9f09a70cad834c6e0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3aa15",
                            table="startups_startup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."address" IS DISTINCT FROM (NEW."address") OR OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."archived_reason" IS DISTINCT FROM (NEW."archived_reason") OR OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."founded_on" IS DISTINCT FROM (NEW."founded_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."public_facts" IS DISTINCT FROM (NEW."public_facts") OR OLD."publication_requested_at" IS DISTINCT FROM (NEW."publication_requested_at") OR OLD."recheck_since" IS DISTINCT FROM (NEW."recheck_since") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."stage_id" IS DISTINCT FROM (NEW."stage_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."support_received" IS DISTINCT FROM (NEW."support_received") OR OLD."tax_code" IS DISTINCT FROM (NEW."tax_code") OR OLD."team_size" IS DISTINCT FROM (NEW."team_size") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."verified_at" IS DISTINCT FROM (NEW."verified_at") OR OLD."verified_by_id" IS DISTINCT FROM (NEW."verified_by_id") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                            func='INSERT INTO "startups_startupevent" ("address", "archived_at", "archived_reason", "area_id", "created_at", "founded_on", "id", "is_demo", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public_facts", "publication_requested_at", "recheck_since", "slug", "stage_id", "status", "summary", "support_received", "tax_code", "team_size", "updated_at", "verified_at", "verified_by_id", "website") VALUES (NEW."address", NEW."archived_at", NEW."archived_reason", NEW."area_id", NEW."created_at", NEW."founded_on", NEW."id", NEW."is_demo", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."public_facts", NEW."publication_requested_at", NEW."recheck_since", NEW."slug", NEW."stage_id", NEW."status", NEW."summary", NEW."support_received", NEW."tax_code", NEW."team_size", NEW."updated_at", NEW."verified_at", NEW."verified_by_id", NEW."website"); RETURN NULL;',
                            hash="bc0f183ae4282c0e08e4676f7e64819985c49ca1",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_77b1d",
                            table="startups_startup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="keeps_old_addresses",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                            func="\n    INSERT INTO startups_formeraddress (slug, startup_id, created_at, updated_at)\n    VALUES (OLD.slug, NEW.id, now(), now())\n    ON CONFLICT (slug) WHERE startup_id IS NOT NULL DO UPDATE SET startup_id = NEW.id, updated_at = now();\n    RETURN NEW;\n",
                            hash="5c78826f5028c2e376eb969f98d050b790b5b7e6",
                            operation='UPDATE OF "slug"',
                            pgid="pgtrigger_keeps_old_addresses_4dd1e",
                            table="startups_startup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="authors_do_not_approve",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSIF FALSE THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSE\n                NEW.authors := OLD.authors;\n                IF OLD.written_by_id IS NOT NULL AND NOT OLD.written_by_id = ANY(NEW.authors) THEN\n                    NEW.authors := NEW.authors || OLD.written_by_id::bigint;\n                END IF;\n            END IF;\n            IF NEW.written_by_id IS NOT NULL AND NOT NEW.written_by_id = ANY(NEW.authors) THEN\n                NEW.authors := NEW.authors || NEW.written_by_id::bigint;\n            END IF;\n            IF NEW.verified_by_id = ANY(NEW.authors)\n                AND (TG_OP = 'INSERT' OR (NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id OR NEW.verified_at IS DISTINCT FROM OLD.verified_at)) THEN\n                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';\n            END IF;\n            IF TG_OP = 'UPDATE' AND NEW.verified_at IS NOT NULL\n                AND NEW.verified_at IS DISTINCT FROM OLD.verified_at THEN\n                NEW.authors := ARRAY[]::bigint[];\n                NEW.written_by_id := NULL;\n            END IF;\n            RETURN NEW;\n        ",
                            hash="7ac056c9a7dd26cbab26629a18b2a881ca74009d",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_authors_do_not_approve_83687",
                            table="startups_startup",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="measures_follow_a_row",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)\nSELECT *, FALSE FROM (\nSELECT 'directory', 'all', DATE '0001-01-01', CAST(ARRAY[] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL\nUNION ALL SELECT 'directory', 'supported', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.support_received <> '{}' AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL\nUNION ALL SELECT 'directory', 'stage', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.stage_id AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL\nUNION ALL SELECT 'directory', 'support', DATE '0001-01-01', CAST(ARRAY[CAST(UNNEST(NEW.support_received) AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL\nUNION ALL SELECT 'directory', 'sector', DATE '0001-01-01', CAST(ARRAY[CAST(UNNEST(NEW.sector_ids) AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL\nUNION ALL SELECT 'directory', 'area', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.area_id AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL\nUNION ALL SELECT 'directory', 'all', DATE '0001-01-01', CAST(ARRAY[] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL\nUNION ALL SELECT 'directory', 'supported', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.support_received <> '{}' AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL\nUNION ALL SELECT 'directory', 'stage', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.stage_id AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL\nUNION ALL SELECT 'directory', 'support', DATE '0001-01-01', CAST(ARRAY[CAST(UNNEST(OLD.support_received) AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL\nUNION ALL SELECT 'directory', 'sector', DATE '0001-01-01', CAST(ARRAY[CAST(UNNEST(OLD.sector_ids) AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL\nUNION ALL SELECT 'directory', 'area', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.area_id AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL\n) changes;\nRETURN NULL;",
                            hash="8e4252ce3798c84cdc3bfe0afab857999d129c0b",
                            operation="INSERT OR DELETE",
                            pgid="pgtrigger_measures_follow_a_row_a57c0",
                            table="startups_startup",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="measures_follow_a_change",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((OLD.area_id) IS DISTINCT FROM (NEW.area_id) OR (OLD.sector_ids) IS DISTINCT FROM (NEW.sector_ids) OR (OLD.stage_id) IS DISTINCT FROM (NEW.stage_id) OR (OLD.status = 'public' AND OLD.archived_at IS NULL) IS DISTINCT FROM (NEW.status = 'public' AND NEW.archived_at IS NULL) OR (OLD.support_received) IS DISTINCT FROM (NEW.support_received) OR (OLD.support_received <> '{}') IS DISTINCT FROM (NEW.support_received <> '{}'))",
                            func="INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)\nSELECT *, FALSE FROM (\nSELECT 'directory', 'all', DATE '0001-01-01', CAST(ARRAY[] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL\nUNION ALL SELECT 'directory', 'supported', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.support_received <> '{}' AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL\nUNION ALL SELECT 'directory', 'stage', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.stage_id AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL\nUNION ALL SELECT 'directory', 'support', DATE '0001-01-01', CAST(ARRAY[CAST(UNNEST(NEW.support_received) AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL\nUNION ALL SELECT 'directory', 'sector', DATE '0001-01-01', CAST(ARRAY[CAST(UNNEST(NEW.sector_ids) AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL\nUNION ALL SELECT 'directory', 'area', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.area_id AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.status = 'public' AND NEW.archived_at IS NULL\nUNION ALL SELECT 'directory', 'all', DATE '0001-01-01', CAST(ARRAY[] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL\nUNION ALL SELECT 'directory', 'supported', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.support_received <> '{}' AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL\nUNION ALL SELECT 'directory', 'stage', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.stage_id AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL\nUNION ALL SELECT 'directory', 'support', DATE '0001-01-01', CAST(ARRAY[CAST(UNNEST(OLD.support_received) AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL\nUNION ALL SELECT 'directory', 'sector', DATE '0001-01-01', CAST(ARRAY[CAST(UNNEST(OLD.sector_ids) AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL\nUNION ALL SELECT 'directory', 'area', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.area_id AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.status = 'public' AND OLD.archived_at IS NULL\n) changes;\nRETURN NULL;",
                            hash="3afff7141293e4982e348fe6e005925980394d50",
                            operation="UPDATE",
                            pgid="pgtrigger_measures_follow_a_change_d76fd",
                            table="startups_startup",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StartupEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="startups.startup",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("individual", "Individual"),
                            ("group", "Group of individuals"),
                            ("enterprise", "Enterprise"),
                        ],
                        max_length=12,
                        verbose_name="who you are",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("slug", models.SlugField(db_index=False, max_length=80)),
                ("tax_code", models.CharField(blank=True, max_length=14, null=True, verbose_name="tax code")),
                ("founded_on", models.DateField(blank=True, null=True, verbose_name="founded on")),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        limit_choices_to={"vocabulary": "stage"},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.term",
                        verbose_name="stage",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.area",
                        verbose_name="ward or commune",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("summary", models.TextField(blank=True, max_length=2000, verbose_name="what you do")),
                ("team_size", models.PositiveIntegerField(blank=True, null=True, verbose_name="people in the team")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("private", "Not public"),
                            ("requested", "Waiting for the department's check"),
                            ("public", "Public"),
                            ("refused", "Not accepted for the directory"),
                        ],
                        default="private",
                        editable=False,
                        max_length=12,
                        verbose_name="publication",
                    ),
                ),
                (
                    "public_facts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("website", "Website"),
                                ("founded_on", "Founding date"),
                                ("team_size", "People in the team"),
                                ("rounds", "Funding rounds that the department has verified"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("publication_requested_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                ("recheck_since", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "support_received",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        editable=False,
                        help_text="Codes of the stages of support (reference.Term) for which a grant was approved.",
                        size=None,
                    ),
                ),
                ("archived_at", models.DateTimeField(blank=True, null=True)),
                ("archived_reason", models.TextField(blank=True)),
                ("is_demo", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="79b031ed842a886208db1b4ed36d1c0f234ee4b6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_cfadd",
                            table="startups_startupevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "startup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="startups.startup"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("public_profile", "Show the startup's profile in the public directory"),
                            ("presentation", "Show the startup's presentation in its public profile"),
                            ("logo", "Show the startup's logo in the public directory"),
                        ],
                        max_length=30,
                    ),
                ),
                ("text_version", models.CharField(max_length=20)),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("startup", "purpose"),
                        name="one_standing_consent",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "startups_consentevent" ("created_at", "given_at", "given_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "startup_id", "text_version", "updated_at", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."created_at", NEW."given_at", NEW."given_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."startup_id", NEW."text_version", NEW."updated_at", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                            hash="5f55f5794419bc05a5a4cf56850361abc66d74ef",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_81b4c",
                            table="startups_consent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "startups_consentevent" ("created_at", "given_at", "given_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "startup_id", "text_version", "updated_at", "withdrawn_at", "withdrawn_by_id") VALUES (NEW."created_at", NEW."given_at", NEW."given_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."startup_id", NEW."text_version", NEW."updated_at", NEW."withdrawn_at", NEW."withdrawn_by_id"); RETURN NULL;',
                            hash="846300a3e7f33f7f1d064f29711dc5c9ffad1d47",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_448c1",
                            table="startups_consent",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="startups.consent",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "startup",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="startups.startup",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("public_profile", "Show the startup's profile in the public directory"),
                            ("presentation", "Show the startup's presentation in its public profile"),
                            ("logo", "Show the startup's logo in the public directory"),
                        ],
                        max_length=30,
                    ),
                ),
                ("text_version", models.CharField(max_length=20)),
                (
                    "given_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4a4f275f1821c6947e1ea2cfb44aefeaea1e1e0c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d330a",
                            table="startups_consentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FundingRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "startup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="funding_rounds",
                        to="startups.startup",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        limit_choices_to={"vocabulary": "round"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.term",
                        verbose_name="kind of round",
                    ),
                ),
                ("closed_on", models.DateField(verbose_name="date")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=20,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                        verbose_name="amount",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        choices=[("VND", "VND"), ("USD", "USD"), ("EUR", "EUR"), ("SGD", "SGD"), ("JPY", "JPY")],
                        default="VND",
                        max_length=3,
                        verbose_name="currency",
                    ),
                ),
                ("investors", models.CharField(blank=True, max_length=500, verbose_name="investors")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
            ],
            options={
                "ordering": ["-closed_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="round_amount_is_positive"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verified_at__isnull", True), ("verified_by__isnull", True)),
                            models.Q(("verified_at__isnull", False), ("verified_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="round_verified_by_someone_at_some_time",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="authors_do_not_approve",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSIF OLD.verified_by_id IS NOT NULL AND NEW.verified_by_id IS NULL THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSE\n                NEW.authors := OLD.authors;\n                IF OLD.written_by_id IS NOT NULL AND NOT OLD.written_by_id = ANY(NEW.authors) THEN\n                    NEW.authors := NEW.authors || OLD.written_by_id::bigint;\n                END IF;\n            END IF;\n            IF NEW.written_by_id IS NOT NULL AND NOT NEW.written_by_id = ANY(NEW.authors) THEN\n                NEW.authors := NEW.authors || NEW.written_by_id::bigint;\n            END IF;\n            IF NEW.verified_by_id = ANY(NEW.authors)\n                AND (TG_OP = 'INSERT' OR NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id) THEN\n                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="914b277bc0819babe86860f1df4c4f0509b6ff11",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_authors_do_not_approve_03d9c",
                            table="startups_fundinground",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "startups_fundingroundevent" ("amount", "closed_on", "created_at", "currency", "id", "investors", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "startup_id", "updated_at", "verified_at", "verified_by_id") VALUES (NEW."amount", NEW."closed_on", NEW."created_at", NEW."currency", NEW."id", NEW."investors", NEW."kind_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."startup_id", NEW."updated_at", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                            hash="7d810fa1050f5501a299fbefb7d6c660fafc1da3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_7cec4",
                            table="startups_fundinground",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."closed_on" IS DISTINCT FROM (NEW."closed_on") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."currency" IS DISTINCT FROM (NEW."currency") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."investors" IS DISTINCT FROM (NEW."investors") OR OLD."kind_id" IS DISTINCT FROM (NEW."kind_id") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."startup_id" IS DISTINCT FROM (NEW."startup_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."verified_at" IS DISTINCT FROM (NEW."verified_at") OR OLD."verified_by_id" IS DISTINCT FROM (NEW."verified_by_id"))',
                            func='INSERT INTO "startups_fundingroundevent" ("amount", "closed_on", "created_at", "currency", "id", "investors", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "startup_id", "updated_at", "verified_at", "verified_by_id") VALUES (NEW."amount", NEW."closed_on", NEW."created_at", NEW."currency", NEW."id", NEW."investors", NEW."kind_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."startup_id", NEW."updated_at", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                            hash="bcc3d5f1e5e992b386f568d3a5066e41c86d8acc",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0edb7",
                            table="startups_fundinground",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "startups_fundingroundevent" ("amount", "closed_on", "created_at", "currency", "id", "investors", "kind_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "startup_id", "updated_at", "verified_at", "verified_by_id") VALUES (OLD."amount", OLD."closed_on", OLD."created_at", OLD."currency", OLD."id", OLD."investors", OLD."kind_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."startup_id", OLD."updated_at", OLD."verified_at", OLD."verified_by_id"); RETURN NULL;',
                            hash="90ee4b93c51812a55a44f60e7081b7e4681c8ee6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_68024",
                            table="startups_fundinground",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FundingRoundEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="startups.fundinground",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "startup",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="startups.startup",
                    ),
                ),
                (
                    "kind",
                    models.ForeignKey(
                        db_constraint=False,
                        limit_choices_to={"vocabulary": "round"},
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.term",
                        verbose_name="kind of round",
                    ),
                ),
                ("closed_on", models.DateField(verbose_name="date")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2,
                        max_digits=20,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                        verbose_name="amount",
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        choices=[("VND", "VND"), ("USD", "USD"), ("EUR", "EUR"), ("SGD", "SGD"), ("JPY", "JPY")],
                        default="VND",
                        max_length=3,
                        verbose_name="currency",
                    ),
                ),
                ("investors", models.CharField(blank=True, max_length=500, verbose_name="investors")),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("verified_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7bc0982feb2d726db2ac1e6ccf29094edd2ee782",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c0d84",
                            table="startups_fundingroundevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "startup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="startups.startup"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("owner", "Owner"), ("editor", "Editor"), ("reader", "Reader")],
                        default="reader",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("startup", "user"), name="one_membership_per_person")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "startups_membershipevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "startup_id", "updated_at", "user_id") VALUES (NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."startup_id", NEW."updated_at", NEW."user_id"); RETURN NULL;',
                            hash="ce8765e0db1c80f4a7557d2dd9e28133a5e6980e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_701ed",
                            table="startups_membership",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "startups_membershipevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "startup_id", "updated_at", "user_id") VALUES (NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."startup_id", NEW."updated_at", NEW."user_id"); RETURN NULL;',
                            hash="ebd12c4ccecc46017bd63fa1395f52ef0c9d391b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3314a",
                            table="startups_membership",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "startups_membershipevent" ("created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "startup_id", "updated_at", "user_id") VALUES (OLD."created_at", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."startup_id", OLD."updated_at", OLD."user_id"); RETURN NULL;',
                            hash="0197962d46d93dd03598dc4b349a345167fb26e8",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_71439",
                            table="startups_membership",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MembershipEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="startups.membership",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "startup",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="startups.startup",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("owner", "Owner"), ("editor", "Editor"), ("reader", "Reader")],
                        default="reader",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="724039b4238ac2b73988488708ff73d7327e5ab4",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_e8b92",
                            table="startups_membershipevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "startup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="startups.startup"
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="email address")),
                (
                    "role",
                    models.CharField(
                        choices=[("owner", "Owner"), ("editor", "Editor"), ("reader", "Reader")],
                        default="editor",
                        max_length=10,
                        verbose_name="role",
                    ),
                ),
                (
                    "token",
                    models.CharField(default=ecosystem.people.models.invitation_token, max_length=40, unique=True),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "expires_at",
                    models.DateTimeField(default=ecosystem.people.models.invitation_expiry, verbose_name="until"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Waiting for an answer"),
                            ("accepted", "Accepted"),
                            ("withdrawn", "Taken back"),
                            ("lapsed", "No longer valid"),
                            ("expired", "Time is over"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        models.F("startup"),
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("status", "open")),
                        name="one_standing_invitation_per_address",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "kind",
                    models.ForeignKey(
                        limit_choices_to={"vocabulary": "member"},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.term",
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="address on the portal")),
                (
                    "tax_code",
                    models.CharField(blank=True, max_length=14, null=True, unique=True, verbose_name="tax code"),
                ),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="reference.area",
                        verbose_name="ward or commune",
                    ),
                ),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("summary", models.TextField(blank=True, max_length=2000, verbose_name="what it offers")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                ("manages_grants", models.BooleanField(default=False, verbose_name="may receive and manage grants")),
                ("is_public", models.BooleanField(default=False, editable=False, verbose_name="public")),
                ("is_demo", models.BooleanField(default=False, editable=False)),
                (
                    "search_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.Fold(
                            django.db.models.functions.text.Concat(
                                "name", models.Value(" "), "summary", output_field=models.TextField()
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.SortKey("name"),
                        output_field=models.TextField(db_collation="C"),
                    ),
                ),
            ],
            options={
                "ordering": ["sort_key", "pk"],
                "indexes": [
                    models.Index(models.F("sort_key"), models.F("id"), name="organisation_in_name_order"),
                    models.Index(
                        models.F("sort_key"),
                        models.F("id"),
                        condition=models.Q(("is_public", True)),
                        name="organisation_public_order",
                    ),
                    models.Index(fields=["is_public", "sort_key", "id"], name="organisation_in_state_order"),
                    models.Index(fields=["created_at", "id"], name="organisation_in_entry_order"),
                    models.Index(fields=["updated_at", "id"], name="organisation_in_changed_order"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_folded"), name="gin_trgm_ops"),
                        name="organisation_search",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("tax_code__isnull", True), ("tax_code__regex", "^[0-9]{10}(-[0-9]{3})?$"), _connector="OR"
                        ),
                        name="organisation_tax_code_is_normalised",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="keeps_old_addresses",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."slug" IS DISTINCT FROM (NEW."slug"))',
                            func="\n    INSERT INTO startups_formeraddress (slug, organisation_id, created_at, updated_at)\n    VALUES (OLD.slug, NEW.id, now(), now())\n    ON CONFLICT (slug) WHERE organisation_id IS NOT NULL DO UPDATE SET organisation_id = NEW.id, updated_at = now();\n    RETURN NEW;\n",
                            hash="4b7e941a0ee877611ae9ade9f82d11cd7c941e13",
                            operation='UPDATE OF "slug"',
                            pgid="pgtrigger_keeps_old_addresses_3ff9b",
                            table="startups_organisation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "startups_organisationevent" ("area_id", "created_at", "id", "is_demo", "is_public", "kind_id", "manages_grants", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source", "summary", "tax_code", "updated_at", "website") VALUES (NEW."area_id", NEW."created_at", NEW."id", NEW."is_demo", NEW."is_public", NEW."kind_id", NEW."manages_grants", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."slug", NEW."source", NEW."summary", NEW."tax_code", NEW."updated_at", NEW."website"); RETURN NULL;',
                            hash="79a79ec00d7186b84c0ca4ca05f1bc576bf1d7e8",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_427f1",
                            table="startups_organisation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."is_public" IS DISTINCT FROM (NEW."is_public") OR OLD."kind_id" IS DISTINCT FROM (NEW."kind_id") OR OLD."manages_grants" IS DISTINCT FROM (NEW."manages_grants") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."tax_code" IS DISTINCT FROM (NEW."tax_code") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                            func='INSERT INTO "startups_organisationevent" ("area_id", "created_at", "id", "is_demo", "is_public", "kind_id", "manages_grants", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug", "source", "summary", "tax_code", "updated_at", "website") VALUES (NEW."area_id", NEW."created_at", NEW."id", NEW."is_demo", NEW."is_public", NEW."kind_id", NEW."manages_grants", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."slug", NEW."source", NEW."summary", NEW."tax_code", NEW."updated_at", NEW."website"); RETURN NULL;',
                            hash="b5ba33311aff680ab837fb43b357335c31d09ba6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_a0220",
                            table="startups_organisation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("slug", models.SlugField(max_length=80)),
                (
                    "startup",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_addresses",
                        to="startups.startup",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_addresses",
                        to="startups.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("startup__isnull", False)),
                        fields=("slug",),
                        name="one_startup_had_the_address_last",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("organisation__isnull", False)),
                        fields=("slug",),
                        name="one_organisation_had_the_address_last",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("startup__isnull", False), ("organisation__isnull", False), _connector="XOR"
                        ),
                        name="former_address_has_one_holder",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="startups.organisation",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "kind",
                    models.ForeignKey(
                        db_constraint=False,
                        limit_choices_to={"vocabulary": "member"},
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.term",
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("slug", models.SlugField(db_index=False, max_length=80, verbose_name="address on the portal")),
                ("tax_code", models.CharField(blank=True, max_length=14, null=True, verbose_name="tax code")),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.area",
                        verbose_name="ward or commune",
                    ),
                ),
                ("website", models.URLField(blank=True, max_length=300, verbose_name="website")),
                ("summary", models.TextField(blank=True, max_length=2000, verbose_name="what it offers")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                ("manages_grants", models.BooleanField(default=False, verbose_name="may receive and manage grants")),
                ("is_public", models.BooleanField(default=False, editable=False, verbose_name="public")),
                ("is_demo", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="67ca4f4ba2fe1d9635e57170489e2bf105033936",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_53bce",
                            table="startups_organisationevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Logo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("alt", models.CharField(max_length=150, verbose_name="description for people who do not see it")),
                ("digest", models.CharField(max_length=64)),
                ("small", models.FileField(max_length=200, upload_to="")),
                ("large", models.FileField(max_length=200, upload_to="")),
                (
                    "startup",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="logo", to="startups.startup"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")), name="logo_digest_is_a_sha256"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "startups_logoevent" ("alt", "created_at", "digest", "id", "large", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "small", "startup_id", "updated_at") VALUES (NEW."alt", NEW."created_at", NEW."digest", NEW."id", NEW."large", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."small", NEW."startup_id", NEW."updated_at"); RETURN NULL;',
                            hash="e089371b3c5f75eb6aa6e9d5fd70682ccd1ea373",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6edbd",
                            table="startups_logo",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "startups_logoevent" ("alt", "created_at", "digest", "id", "large", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "small", "startup_id", "updated_at") VALUES (NEW."alt", NEW."created_at", NEW."digest", NEW."id", NEW."large", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."small", NEW."startup_id", NEW."updated_at"); RETURN NULL;',
                            hash="2ad41a2f13b7d9574029ac0a8c5b066799c30147",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fc8c6",
                            table="startups_logo",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "startups_logoevent" ("alt", "created_at", "digest", "id", "large", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "small", "startup_id", "updated_at") VALUES (OLD."alt", OLD."created_at", OLD."digest", OLD."id", OLD."large", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."small", OLD."startup_id", OLD."updated_at"); RETURN NULL;',
                            hash="3f4cc6d0b8f0d626786068fdf0e966d685b08978",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_1bde7",
                            table="startups_logo",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LogoEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("alt", models.CharField(max_length=150, verbose_name="description for people who do not see it")),
                ("digest", models.CharField(max_length=64)),
                ("small", models.FileField(max_length=200, upload_to="")),
                ("large", models.FileField(max_length=200, upload_to="")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="startups.logo",
                    ),
                ),
                (
                    "startup",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="startups.startup",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bf352d834e772db078383e2bfb109aedea921add",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f151a",
                            table="startups_logoevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Presentation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("pitch", models.CharField(blank=True, max_length=160, verbose_name="in one sentence")),
                ("problem", models.TextField(blank=True, max_length=1000, verbose_name="the problem")),
                ("solution", models.TextField(blank=True, max_length=1500, verbose_name="the solution")),
                (
                    "links",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.URLField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="further links",
                    ),
                ),
                (
                    "recognitions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="prizes and recognitions",
                    ),
                ),
                ("accepts_messages", models.BooleanField(default=True, verbose_name="messages from visitors")),
                (
                    "startup",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="presentation", to="startups.startup"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "startups_presentationevent" ("accepts_messages", "created_at", "id", "links", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch", "problem", "recognitions", "solution", "startup_id", "updated_at") VALUES (NEW."accepts_messages", NEW."created_at", NEW."id", NEW."links", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pitch", NEW."problem", NEW."recognitions", NEW."solution", NEW."startup_id", NEW."updated_at"); RETURN NULL;',
                            hash="f92b4116dfd85c7152536f63a256566ecfc75e0d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9de66",
                            table="startups_presentation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "startups_presentationevent" ("accepts_messages", "created_at", "id", "links", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pitch", "problem", "recognitions", "solution", "startup_id", "updated_at") VALUES (NEW."accepts_messages", NEW."created_at", NEW."id", NEW."links", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pitch", NEW."problem", NEW."recognitions", NEW."solution", NEW."startup_id", NEW."updated_at"); RETURN NULL;',
                            hash="0e3dfe81bd5996cb8eb3c8c66e5029b3c3e90a50",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dc47c",
                            table="startups_presentation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PresentationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("pitch", models.CharField(blank=True, max_length=160, verbose_name="in one sentence")),
                ("problem", models.TextField(blank=True, max_length=1000, verbose_name="the problem")),
                ("solution", models.TextField(blank=True, max_length=1500, verbose_name="the solution")),
                (
                    "links",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.URLField(max_length=300),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="further links",
                    ),
                ),
                (
                    "recognitions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="prizes and recognitions",
                    ),
                ),
                ("accepts_messages", models.BooleanField(default=True, verbose_name="messages from visitors")),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="startups.presentation",
                    ),
                ),
                (
                    "startup",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="startups.startup",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4dfd0544926ccc9a4fc7edecb48a05998d3ee517",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_98c62",
                            table="startups_presentationevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        ecosystem.core.operations.InstallTriggers(),
        migrations.RunSQL(
            sql=SECTORS_ARE_COPIED,
            reverse_sql=SECTORS_ARE_NOT_COPIED,
        ),
        # Without these the planner takes filters for independent, and walks a whole list where no row has both values.
        migrations.RunSQL(
            sql=[
                "CREATE STATISTICS startup_filters_together (dependencies, ndistinct, mcv) ON status, kind, stage_id, (verified_at IS NULL) FROM startups_startup",
            ],
            reverse_sql="DROP STATISTICS startup_filters_together",
        ),
        # From a small sample the planner cannot tell how rare a part of a word is.
        migrations.RunSQL(
            sql=[
                "ALTER TABLE startups_startup ALTER COLUMN search_folded SET STATISTICS 1000",
            ],
            reverse_sql=migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=django.contrib.postgres.indexes.GinIndex(
                ecosystem.core.models.functions.SearchWords(ecosystem.core.models.functions.JoinedText("name")),
                name="organisation_words",
            ),
        ),
    ]
