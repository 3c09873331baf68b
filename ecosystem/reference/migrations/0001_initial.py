import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.db import migrations, models

import ecosystem.core.models.functions
import ecosystem.core.models.identifiers
import ecosystem.core.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("name", models.CharField(max_length=500, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=500, verbose_name="name in English")),
                ("code", models.CharField(max_length=10, db_index=True, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[("phuong", "Ward"), ("xa", "Commune"), ("dac_khu", "Special zone")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("full_name", models.CharField(max_length=200)),
                ("full_name_en", models.CharField(max_length=200)),
                ("area_km2", models.DecimalField(decimal_places=2, max_digits=9)),
                ("outline", models.JSONField(help_text="GeoJSON geometry, WGS 84.", null=True)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [ecosystem.core.models.identifiers.IdentifierConstraint("code", name="area_code_once")],
                "ordering": [ecosystem.core.models.functions.SortKey("name")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reference_areaevent" ("area_km2", "code", "created_at", "full_name", "full_name_en", "id", "kind", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "valid_from", "valid_to") VALUES (NEW."area_km2", NEW."code", NEW."created_at", NEW."full_name", NEW."full_name_en", NEW."id", NEW."kind", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="76f2f0a927c133929455bc474cecee06f649998f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_02804",
                            table="reference_area",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."area_km2" IS DISTINCT FROM (NEW."area_km2") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."full_name_en" IS DISTINCT FROM (NEW."full_name_en") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."valid_from" IS DISTINCT FROM (NEW."valid_from") OR OLD."valid_to" IS DISTINCT FROM (NEW."valid_to"))',
                            func='INSERT INTO "reference_areaevent" ("area_km2", "code", "created_at", "full_name", "full_name_en", "id", "kind", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "valid_from", "valid_to") VALUES (NEW."area_km2", NEW."code", NEW."created_at", NEW."full_name", NEW."full_name_en", NEW."id", NEW."kind", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="5339f51c9fa83bd0e909f75e03fc37fd99505d07",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_00b32",
                            table="reference_area",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaEvent",
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
                        to="reference.area",
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
                ("name", models.CharField(max_length=500, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=500, verbose_name="name in English")),
                ("code", models.CharField(max_length=10, verbose_name="code")),
                (
                    "kind",
                    models.CharField(
                        choices=[("phuong", "Ward"), ("xa", "Commune"), ("dac_khu", "Special zone")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("full_name", models.CharField(max_length=200)),
                ("full_name_en", models.CharField(max_length=200)),
                ("area_km2", models.DecimalField(decimal_places=2, max_digits=9)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fc8b7ae57078b57df00eaf883cff69eb6e83d360",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_59ca2",
                            table="reference_areaevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sector",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("name", models.CharField(max_length=500, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=500, verbose_name="name in English")),
                ("code", models.SlugField(max_length=60, verbose_name="code")),
                (
                    "belongs_to",
                    models.CharField(
                        choices=[
                            ("nq20", "Priority field of Resolution 20/2023"),
                            ("fund2026", "Venture fund list 2026"),
                            ("2016-2020", "List of 2016-2020"),
                        ],
                        max_length=20,
                        verbose_name="list",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    ecosystem.core.models.identifiers.IdentifierConstraint("code", name="sector_code_once")
                ],
                "ordering": ["belongs_to", "order", "pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reference_sectorevent" ("belongs_to", "code", "created_at", "id", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at", "valid_from", "valid_to") VALUES (NEW."belongs_to", NEW."code", NEW."created_at", NEW."id", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="4b07cdf6fabf2d627c65cad956b11e3b8da196fb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5d2a5",
                            table="reference_sector",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reference_sectorevent" ("belongs_to", "code", "created_at", "id", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at", "valid_from", "valid_to") VALUES (NEW."belongs_to", NEW."code", NEW."created_at", NEW."id", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="62ada8acf29989c7c0e3266d73000d3d49e17e5e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c2df6",
                            table="reference_sector",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SectorEvent",
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
                        to="reference.sector",
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
                ("name", models.CharField(max_length=500, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=500, verbose_name="name in English")),
                ("code", models.SlugField(db_index=False, max_length=60, verbose_name="code")),
                (
                    "belongs_to",
                    models.CharField(
                        choices=[
                            ("nq20", "Priority field of Resolution 20/2023"),
                            ("fund2026", "Venture fund list 2026"),
                            ("2016-2020", "List of 2016-2020"),
                        ],
                        max_length=20,
                        verbose_name="list",
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="bb6d1023e4942c7a29f94fcf90d094df2c2c51bc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ac6f9",
                            table="reference_sectorevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("name", models.CharField(max_length=500, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=500, verbose_name="name in English")),
                (
                    "vocabulary",
                    models.CharField(
                        choices=[
                            ("stage", "Life-cycle stage"),
                            ("support_stage", "Stage of support"),
                            ("round", "Kind of funding round"),
                            ("member", "Kind of ecosystem member"),
                        ],
                        max_length=20,
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["vocabulary", "order", "pk"],
                "constraints": [
                    ecosystem.core.models.identifiers.IdentifierConstraint(
                        "code", name="term_code_is_unique", within=("vocabulary",)
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reference_termevent" ("code", "created_at", "id", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "valid_from", "valid_to", "vocabulary") VALUES (NEW."code", NEW."created_at", NEW."id", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."updated_at", NEW."valid_from", NEW."valid_to", NEW."vocabulary"); RETURN NULL;',
                            hash="759b68b87c98e07c7bf64519dd9033f2d1a39da4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_db150",
                            table="reference_term",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reference_termevent" ("code", "created_at", "id", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "updated_at", "valid_from", "valid_to", "vocabulary") VALUES (NEW."code", NEW."created_at", NEW."id", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."updated_at", NEW."valid_from", NEW."valid_to", NEW."vocabulary"); RETURN NULL;',
                            hash="72f39c5e3401ce62ce92d67afd71e10d4ce3bf42",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9b4ce",
                            table="reference_term",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermEvent",
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
                        to="reference.term",
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
                ("name", models.CharField(max_length=500, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=500, verbose_name="name in English")),
                (
                    "vocabulary",
                    models.CharField(
                        choices=[
                            ("stage", "Life-cycle stage"),
                            ("support_stage", "Stage of support"),
                            ("round", "Kind of funding round"),
                            ("member", "Kind of ecosystem member"),
                        ],
                        max_length=20,
                    ),
                ),
                ("code", models.SlugField(db_index=False, max_length=60)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f18f1c963b81fb0bc2e8e625a3cc534526fa97d1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_aef28",
                            table="reference_termevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("day", models.DateField(unique=True, verbose_name="day")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("public", "Public holiday"),
                            ("compensatory", "Compensatory day off"),
                            ("working", "Working day in exchange"),
                        ],
                        default="public",
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
            ],
            options={
                "ordering": ["day"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="figures_change_by_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."day" IS DISTINCT FROM (NEW."day") OR OLD."kind" IS DISTINCT FROM (NEW."kind"))',
                            func="INSERT INTO core_figurechange (at) VALUES (now()); RETURN NULL;",
                            hash="d10d0f8b2d1e15214de6f8263171aa56e1f66d3f",
                            operation="UPDATE",
                            pgid="pgtrigger_figures_change_by_update_565b5",
                            table="reference_holiday",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="figures_change_by_row",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO core_figurechange (at) VALUES (now()); RETURN NULL;",
                            hash="ad053afc30d560b47e264d59512fe9e379efeb15",
                            operation="INSERT OR DELETE",
                            pgid="pgtrigger_figures_change_by_row_93536",
                            table="reference_holiday",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reference_holidayevent" ("created_at", "day", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at") VALUES (NEW."created_at", NEW."day", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."updated_at"); RETURN NULL;',
                            hash="2a8fd34dee4635d3c5cbf049d5e13e7c77c3b7ba",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_73be5",
                            table="reference_holiday",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reference_holidayevent" ("created_at", "day", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at") VALUES (NEW."created_at", NEW."day", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."updated_at"); RETURN NULL;',
                            hash="b5e97c09b1c8ae9b9d0da647b995b6fc32c25c1f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_91cf1",
                            table="reference_holiday",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="delete_delete",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reference_holidayevent" ("created_at", "day", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at") VALUES (OLD."created_at", OLD."day", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."updated_at"); RETURN NULL;',
                            hash="830ac9842535bc9b93926aecea189f8b0da982b6",
                            operation="DELETE",
                            pgid="pgtrigger_delete_delete_31310",
                            table="reference_holiday",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HolidayEvent",
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
                        to="reference.holiday",
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
                ("day", models.DateField(verbose_name="day")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("public", "Public holiday"),
                            ("compensatory", "Compensatory day off"),
                            ("working", "Working day in exchange"),
                        ],
                        default="public",
                        max_length=15,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5d26712907133a8bd54cbbb2fb10995612cf3eed",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_402f1",
                            table="reference_holidayevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistorySeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("name", models.CharField(max_length=500, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=500, verbose_name="name in English")),
                ("code", models.SlugField(max_length=60)),
                (
                    "geography",
                    models.CharField(
                        choices=[
                            ("city", "Ho Chi Minh City"),
                            ("country", "Viet Nam"),
                            ("other_city", "Another city of Viet Nam"),
                        ],
                        max_length=10,
                    ),
                ),
                ("unit", models.CharField(max_length=60, verbose_name="unit")),
                ("unit_en", models.CharField(blank=True, max_length=60)),
                ("less_is_better", models.BooleanField(default=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("note", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    ecosystem.core.models.identifiers.IdentifierConstraint("code", name="series_code_once")
                ],
                "verbose_name_plural": "history series",
                "ordering": ["order", "pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reference_historyseriesevent" ("code", "created_at", "geography", "id", "less_is_better", "name", "name_en", "note", "note_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit", "unit_en", "updated_at") VALUES (NEW."code", NEW."created_at", NEW."geography", NEW."id", NEW."less_is_better", NEW."name", NEW."name_en", NEW."note", NEW."note_en", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit", NEW."unit_en", NEW."updated_at"); RETURN NULL;',
                            hash="95e6dfa09b14280559c4c3dfb43afee3cba9a764",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_981e9",
                            table="reference_historyseries",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reference_historyseriesevent" ("code", "created_at", "geography", "id", "less_is_better", "name", "name_en", "note", "note_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit", "unit_en", "updated_at") VALUES (NEW."code", NEW."created_at", NEW."geography", NEW."id", NEW."less_is_better", NEW."name", NEW."name_en", NEW."note", NEW."note_en", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit", NEW."unit_en", NEW."updated_at"); RETURN NULL;',
                            hash="3a42128d0a902b3f808d449633e226aea4e576f3",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_80e16",
                            table="reference_historyseries",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistorySeriesEvent",
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
                        to="reference.historyseries",
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
                ("name", models.CharField(max_length=500, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=500, verbose_name="name in English")),
                ("code", models.SlugField(db_index=False, max_length=60)),
                (
                    "geography",
                    models.CharField(
                        choices=[
                            ("city", "Ho Chi Minh City"),
                            ("country", "Viet Nam"),
                            ("other_city", "Another city of Viet Nam"),
                        ],
                        max_length=10,
                    ),
                ),
                ("unit", models.CharField(max_length=60, verbose_name="unit")),
                ("unit_en", models.CharField(blank=True, max_length=60)),
                ("less_is_better", models.BooleanField(default=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("note", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d8ba3ed31eb8f905a470d83387551f48c67ff064",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d0e19",
                            table="reference_historyseriesevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoryValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="values", to="reference.historyseries"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("value", models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                ("value_text", models.CharField(blank=True, max_length=120)),
                ("source", models.CharField(max_length=300)),
                ("source_url", models.URLField(blank=True, max_length=500)),
                ("as_of", models.DateField(blank=True, null=True)),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("H", "High: two or more independent sources, or an official page"),
                            ("M", "Medium: one credible source"),
                            ("L", "Low: indirect, or sources conflict"),
                            ("U", "General knowledge: to be confirmed"),
                        ],
                        max_length=1,
                    ),
                ),
                ("is_used", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["series", "year", "-is_used", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("series", "year", "source"), name="one_value_per_source_and_year"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_used", True)), fields=("series", "year"), name="one_used_value_per_year"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reference_historyvalueevent" ("as_of", "confidence", "created_at", "id", "is_used", "note", "note_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series_id", "source", "source_url", "updated_at", "value", "value_text", "year") VALUES (NEW."as_of", NEW."confidence", NEW."created_at", NEW."id", NEW."is_used", NEW."note", NEW."note_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."series_id", NEW."source", NEW."source_url", NEW."updated_at", NEW."value", NEW."value_text", NEW."year"); RETURN NULL;',
                            hash="a88021f45cf7e60646bc568bca2557ff0262362b",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_04868",
                            table="reference_historyvalue",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reference_historyvalueevent" ("as_of", "confidence", "created_at", "id", "is_used", "note", "note_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "series_id", "source", "source_url", "updated_at", "value", "value_text", "year") VALUES (NEW."as_of", NEW."confidence", NEW."created_at", NEW."id", NEW."is_used", NEW."note", NEW."note_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."series_id", NEW."source", NEW."source_url", NEW."updated_at", NEW."value", NEW."value_text", NEW."year"); RETURN NULL;',
                            hash="98879a82245c37ff83a9a6e94c8d6dde2490d673",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ca5dd",
                            table="reference_historyvalue",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoryValueEvent",
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
                        to="reference.historyvalue",
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
                    "series",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.historyseries",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("value", models.DecimalField(decimal_places=2, max_digits=18, null=True)),
                ("value_text", models.CharField(blank=True, max_length=120)),
                ("source", models.CharField(max_length=300)),
                ("source_url", models.URLField(blank=True, max_length=500)),
                ("as_of", models.DateField(blank=True, null=True)),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("H", "High: two or more independent sources, or an official page"),
                            ("M", "Medium: one credible source"),
                            ("L", "Low: indirect, or sources conflict"),
                            ("U", "General knowledge: to be confirmed"),
                        ],
                        max_length=1,
                    ),
                ),
                ("is_used", models.BooleanField(default=False)),
                ("note", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c2e5cb7cfcacaf33beb184ee3a6e6a060f4c7401",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_83241",
                            table="reference_historyvalueevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LoadedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("kind", models.CharField(max_length=100)),
                ("key", models.CharField(max_length=600)),
                ("object_id", models.BigIntegerField()),
                ("fingerprint", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="loaded_row_is_known_once")],
            },
        ),
        ecosystem.core.operations.InstallTriggers(),
        migrations.AddIndex(
            model_name="area",
            index=django.contrib.postgres.indexes.GinIndex(
                ecosystem.core.models.functions.SearchWords(
                    ecosystem.core.models.functions.JoinedText("full_name", "full_name_en")
                ),
                name="area_words",
            ),
        ),
        migrations.AddIndex(
            model_name="sector",
            index=django.contrib.postgres.indexes.GinIndex(
                ecosystem.core.models.functions.SearchWords(
                    ecosystem.core.models.functions.JoinedText("name", "name_en", "code")
                ),
                name="sector_words",
            ),
        ),
    ]
