import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import ecosystem.core.models.functions
import ecosystem.core.models.identifiers
import ecosystem.core.operations
import programmes.plan.models.time_limit


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("accounts", "__first__"),
        ("core", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("reference", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Scheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("name", models.CharField(max_length=500, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=500, verbose_name="name in English")),
                ("code", models.SlugField(max_length=40)),
                ("short_name", models.CharField(max_length=80)),
                ("short_name_en", models.CharField(blank=True, max_length=80)),
                ("legal_document", models.CharField(max_length=200, verbose_name="legal document")),
                ("legal_date", models.DateField(blank=True, null=True)),
                ("starts_on", models.DateField(verbose_name="starts")),
                ("ends_on", models.DateField(verbose_name="ends (exclusive)")),
                ("reports_from", models.DateField(blank=True, null=True, verbose_name="reported in the portal from")),
                ("goal", models.TextField(blank=True, verbose_name="goal")),
                ("goal_en", models.TextField(blank=True)),
                ("source", models.TextField(blank=True)),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("H", "High: two or more independent sources, or an official page"),
                            ("M", "Medium: one credible source"),
                            ("L", "Low: indirect, or sources conflict"),
                            ("U", "General knowledge: to be confirmed"),
                        ],
                        default="H",
                        max_length=1,
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "code"],
                "constraints": [
                    ecosystem.core.models.identifiers.IdentifierConstraint("code", name="scheme_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(("starts_on__lt", models.F("ends_on"))), name="scheme_starts_before_it_ends"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plan_schemeevent" ("code", "confidence", "created_at", "ends_on", "goal", "goal_en", "id", "legal_date", "legal_document", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reports_from", "short_name", "short_name_en", "source", "starts_on", "updated_at") VALUES (NEW."code", NEW."confidence", NEW."created_at", NEW."ends_on", NEW."goal", NEW."goal_en", NEW."id", NEW."legal_date", NEW."legal_document", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reports_from", NEW."short_name", NEW."short_name_en", NEW."source", NEW."starts_on", NEW."updated_at"); RETURN NULL;',
                            hash="9f88623791cc4bfedf20d0c5decd4b7e495f9241",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9b6e3",
                            table="plan_scheme",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "plan_schemeevent" ("code", "confidence", "created_at", "ends_on", "goal", "goal_en", "id", "legal_date", "legal_document", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reports_from", "short_name", "short_name_en", "source", "starts_on", "updated_at") VALUES (NEW."code", NEW."confidence", NEW."created_at", NEW."ends_on", NEW."goal", NEW."goal_en", NEW."id", NEW."legal_date", NEW."legal_document", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reports_from", NEW."short_name", NEW."short_name_en", NEW."source", NEW."starts_on", NEW."updated_at"); RETURN NULL;',
                            hash="9a0c2a575fe00e63eae11b078b618b174f13473f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_994a8",
                            table="plan_scheme",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SchemeEvent",
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
                        to="plan.scheme",
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
                ("code", models.SlugField(db_index=False, max_length=40)),
                ("short_name", models.CharField(max_length=80)),
                ("short_name_en", models.CharField(blank=True, max_length=80)),
                ("legal_document", models.CharField(max_length=200, verbose_name="legal document")),
                ("legal_date", models.DateField(blank=True, null=True)),
                ("starts_on", models.DateField(verbose_name="starts")),
                ("ends_on", models.DateField(verbose_name="ends (exclusive)")),
                ("reports_from", models.DateField(blank=True, null=True, verbose_name="reported in the portal from")),
                ("goal", models.TextField(blank=True, verbose_name="goal")),
                ("goal_en", models.TextField(blank=True)),
                ("source", models.TextField(blank=True)),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("H", "High: two or more independent sources, or an official page"),
                            ("M", "Medium: one credible source"),
                            ("L", "Low: indirect, or sources conflict"),
                            ("U", "General knowledge: to be confirmed"),
                        ],
                        default="H",
                        max_length=1,
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
                            hash="6e4fedf3e9a141507f991b9fead70105a7f354f2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9c93f",
                            table="plan_schemeevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Pillar",
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
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pillars", to="plan.scheme"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("summary", models.TextField(blank=True)),
                ("summary_en", models.TextField(blank=True)),
                (
                    "lead_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisationunit",
                    ),
                ),
                ("source", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["scheme", "number"],
                "constraints": [models.UniqueConstraint(fields=("scheme", "number"), name="pillar_number_in_scheme")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plan_pillarevent" ("created_at", "id", "lead_unit_id", "name", "name_en", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "source", "summary", "summary_en", "updated_at") VALUES (NEW."created_at", NEW."id", NEW."lead_unit_id", NEW."name", NEW."name_en", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scheme_id", NEW."source", NEW."summary", NEW."summary_en", NEW."updated_at"); RETURN NULL;',
                            hash="baf1dafc250ab0ba0195c3d55f93e1abcf599136",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_8cc6c",
                            table="plan_pillar",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "plan_pillarevent" ("created_at", "id", "lead_unit_id", "name", "name_en", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme_id", "source", "summary", "summary_en", "updated_at") VALUES (NEW."created_at", NEW."id", NEW."lead_unit_id", NEW."name", NEW."name_en", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scheme_id", NEW."source", NEW."summary", NEW."summary_en", NEW."updated_at"); RETURN NULL;',
                            hash="a1fb62edee92613e25c3b75382141e8e95292354",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5af20",
                            table="plan_pillar",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PillarEvent",
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
                        to="plan.pillar",
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
                    "scheme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plan.scheme",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("summary", models.TextField(blank=True)),
                ("summary_en", models.TextField(blank=True)),
                (
                    "lead_unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisationunit",
                    ),
                ),
                ("source", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="971e6b5725d14c81e8aeeb42016b32fc53bd1f4c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_256fa",
                            table="plan_pillarevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "pillar",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="budget_lines", to="plan.pillar"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=200)),
                ("planned", models.BigIntegerField(default=0, editable=False, verbose_name="planned (đồng)")),
                ("granted", models.BigIntegerField(default=0, editable=False, verbose_name="granted (đồng)")),
                ("paid", models.BigIntegerField(default=0, editable=False, verbose_name="paid (đồng)")),
                ("source", models.TextField(blank=True, editable=False)),
                ("is_demo", models.BooleanField(default=False)),
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
                "ordering": ["-year", "code"],
                "indexes": [
                    models.Index(fields=["sort_key", "id"], name="budget_in_name_order"),
                    models.Index(fields=["year", "id"], name="budget_in_year_order"),
                    models.Index(fields=["planned", "id"], name="budget_in_planned_order"),
                    models.Index(fields=["granted", "id"], name="budget_in_granted_order"),
                    models.Index(fields=["paid", "id"], name="budget_in_paid_order"),
                ],
                "constraints": [
                    ecosystem.core.models.identifiers.IdentifierConstraint("code", name="budget_line_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(("granted__gte", 0), ("paid__gte", 0), ("planned__gte", 0)),
                        name="budget_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("granted__lte", models.F("planned"))), name="granted_within_planned"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("paid__lte", models.F("granted"))), name="paid_within_granted"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plan_budgetlineevent" ("code", "created_at", "granted", "id", "is_demo", "name", "name_en", "paid", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "planned", "source", "updated_at", "year") VALUES (NEW."code", NEW."created_at", NEW."granted", NEW."id", NEW."is_demo", NEW."name", NEW."name_en", NEW."paid", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pillar_id", NEW."planned", NEW."source", NEW."updated_at", NEW."year"); RETURN NULL;',
                            hash="d3e2aa822ab2d039f42fb3df1e831ef50b738056",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b753c",
                            table="plan_budgetline",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."granted" IS DISTINCT FROM (NEW."granted") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."paid" IS DISTINCT FROM (NEW."paid") OR OLD."pillar_id" IS DISTINCT FROM (NEW."pillar_id") OR OLD."planned" IS DISTINCT FROM (NEW."planned") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                            func='INSERT INTO "plan_budgetlineevent" ("code", "created_at", "granted", "id", "is_demo", "name", "name_en", "paid", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "planned", "source", "updated_at", "year") VALUES (NEW."code", NEW."created_at", NEW."granted", NEW."id", NEW."is_demo", NEW."name", NEW."name_en", NEW."paid", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pillar_id", NEW."planned", NEW."source", NEW."updated_at", NEW."year"); RETURN NULL;',
                            hash="78dc3cc64f1cf24030e4a91aa71eebcd6d13e3f0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4bf37",
                            table="plan_budgetline",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="planned_amount_is_verified",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."planned" IS DISTINCT FROM (NEW."planned"))',
                            declare="DECLARE verified bigint;",
                            func="\n                    SELECT amount INTO verified FROM plan_plannedamount\n                    WHERE line_id = NEW.id AND status = 'verified' ORDER BY verified_at DESC, id DESC LIMIT 1;\n                    IF verified IS DISTINCT FROM NEW.planned THEN\n                        RAISE EXCEPTION 'only a verified amount stands on a budget line' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="f65aa02723bd20ce8bc8f371425a6e05d6b8f0c0",
                            operation='UPDATE OF "planned"',
                            pgid="pgtrigger_planned_amount_is_verified_08ad9",
                            table="plan_budgetline",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLineEvent",
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
                        to="plan.budgetline",
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
                    "pillar",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plan.pillar",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("code", models.SlugField(db_index=False, max_length=40, verbose_name="code")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=200)),
                ("planned", models.BigIntegerField(default=0, editable=False, verbose_name="planned (đồng)")),
                ("granted", models.BigIntegerField(default=0, editable=False, verbose_name="granted (đồng)")),
                ("paid", models.BigIntegerField(default=0, editable=False, verbose_name="paid (đồng)")),
                ("source", models.TextField(blank=True, editable=False)),
                ("is_demo", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="579d8fd2c483401165756fc791fcad10627048ba",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_8c7e7",
                            table="plan_budgetlineevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedAmount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="amounts", to="plan.budgetline"
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="amount (đồng)")),
                (
                    "previous",
                    models.BigIntegerField(blank=True, editable=False, null=True, verbose_name="amount before (đồng)"),
                ),
                ("source", models.TextField(max_length=500, verbose_name="source")),
                ("change_reason", models.TextField(blank=True, max_length=500, verbose_name="why it changes")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "To be verified"),
                            ("returned", "Returned for correction"),
                            ("withdrawn", "Withdrawn"),
                            ("verified", "Verified"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                "ordering": ["-verified_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="planned_amount_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="planned_amount_has_a_source"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", "verified"), ("verified_at__isnull", False), ("verified_by__isnull", False)
                            ),
                            models.Q(
                                models.Q(("status", "verified"), _negated=True),
                                ("verified_at__isnull", True),
                                ("verified_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="verified_amount_has_a_verifier",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "verified"), _negated=True),
                        fields=("line",),
                        name="one_unverified_amount_of_a_line",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="authors_do_not_approve",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSIF FALSE THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSE\n                NEW.authors := OLD.authors;\n                IF OLD.entered_by_id IS NOT NULL AND NOT OLD.entered_by_id = ANY(NEW.authors) THEN\n                    NEW.authors := NEW.authors || OLD.entered_by_id::bigint;\n                END IF;\n            END IF;\n            IF NEW.entered_by_id IS NOT NULL AND NOT NEW.entered_by_id = ANY(NEW.authors) THEN\n                NEW.authors := NEW.authors || NEW.entered_by_id::bigint;\n            END IF;\n            IF NEW.verified_by_id = ANY(NEW.authors)\n                AND (TG_OP = 'INSERT' OR NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id) THEN\n                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="a6e8d5ac2839d7512fcc969be865e49b35ce6d6f",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_authors_do_not_approve_6ea4a",
                            table="plan_plannedamount",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="verified_amount_not_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"status\" = 'verified')",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="ef82312848aeb386e6860432dd26d6393ce448d3",
                            operation="UPDATE",
                            pgid="pgtrigger_verified_amount_not_edited_492fd",
                            table="plan_plannedamount",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="amount_not_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="c4f49e86be716dec8b629c8d4fd9c771a09514d0",
                            operation="DELETE",
                            pgid="pgtrigger_amount_not_deleted_409d2",
                            table="plan_plannedamount",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plan_plannedamountevent" ("amount", "change_reason", "created_at", "entered_at", "entered_by_id", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous", "source", "status", "updated_at", "verified_at", "verified_by_id") VALUES (NEW."amount", NEW."change_reason", NEW."created_at", NEW."entered_at", NEW."entered_by_id", NEW."id", NEW."line_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."previous", NEW."source", NEW."status", NEW."updated_at", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                            hash="8944b6b5c68df025ea8c25e8269ddbf1dc110f7d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1fb46",
                            table="plan_plannedamount",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."change_reason" IS DISTINCT FROM (NEW."change_reason") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."entered_at" IS DISTINCT FROM (NEW."entered_at") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."line_id" IS DISTINCT FROM (NEW."line_id") OR OLD."previous" IS DISTINCT FROM (NEW."previous") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."verified_at" IS DISTINCT FROM (NEW."verified_at") OR OLD."verified_by_id" IS DISTINCT FROM (NEW."verified_by_id"))',
                            func='INSERT INTO "plan_plannedamountevent" ("amount", "change_reason", "created_at", "entered_at", "entered_by_id", "id", "line_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous", "source", "status", "updated_at", "verified_at", "verified_by_id") VALUES (NEW."amount", NEW."change_reason", NEW."created_at", NEW."entered_at", NEW."entered_by_id", NEW."id", NEW."line_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."previous", NEW."source", NEW."status", NEW."updated_at", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                            hash="75dcb9985ded6890504b5e9d0fcbe2c06af3d284",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_87436",
                            table="plan_plannedamount",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedAmountEvent",
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
                        to="plan.plannedamount",
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
                    "line",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plan.budgetline",
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="amount (đồng)")),
                (
                    "previous",
                    models.BigIntegerField(blank=True, editable=False, null=True, verbose_name="amount before (đồng)"),
                ),
                ("source", models.TextField(max_length=500, verbose_name="source")),
                ("change_reason", models.TextField(blank=True, max_length=500, verbose_name="why it changes")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "To be verified"),
                            ("returned", "Returned for correction"),
                            ("withdrawn", "Withdrawn"),
                            ("verified", "Verified"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                            hash="c493879e2b61b6ac2354fffb35fb3f5d65d21b4e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9f4c9",
                            table="plan_plannedamountevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
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
                    "scheme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="indicators", to="plan.scheme"
                    ),
                ),
                (
                    "pillar",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicators",
                        to="plan.pillar",
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                ("unit", models.CharField(max_length=60, verbose_name="unit")),
                ("unit_en", models.CharField(blank=True, max_length=60)),
                (
                    "direction",
                    models.CharField(
                        choices=[("more", "More is better"), ("less", "Less is better")], default="more", max_length=5
                    ),
                ),
                (
                    "geography",
                    models.CharField(
                        choices=[("city", "Ho Chi Minh City"), ("country", "Viet Nam")], default="city", max_length=10
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("reported", "Reported with a source"),
                            ("counted", "Counted from the portal's records"),
                        ],
                        default="reported",
                        max_length=10,
                    ),
                ),
                (
                    "counter",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("projects", "Startups whose grant was approved"),
                            ("pre_incubation", "Grants of pre-incubation approved"),
                            ("incubation", "Grants of incubation approved"),
                            ("acceleration", "Grants of acceleration approved"),
                            ("granted", "Money granted (đồng)"),
                            ("paid", "Money paid (đồng)"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisationunit",
                    ),
                ),
                ("adds_up", models.BooleanField(default=True, verbose_name="figures of parts of a year are added")),
                ("formula", models.TextField(blank=True, verbose_name="formula in words")),
                ("formula_en", models.TextField(blank=True)),
                ("is_headline", models.BooleanField(default=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("source", models.TextField(blank=True)),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("H", "High: two or more independent sources, or an official page"),
                            ("M", "Medium: one credible source"),
                            ("L", "Low: indirect, or sources conflict"),
                            ("U", "General knowledge: to be confirmed"),
                        ],
                        default="H",
                        max_length=1,
                    ),
                ),
            ],
            options={
                "ordering": ["scheme", "order", "pk"],
                "constraints": [
                    ecosystem.core.models.identifiers.IdentifierConstraint(
                        "code", within=("scheme",), name="indicator_code_in_scheme"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("origin", "counted"), models.Q(("counter", ""), _negated=True)),
                            models.Q(("counter", ""), ("origin", "reported")),
                            _connector="OR",
                        ),
                        name="counted_indicator_names_its_counter",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plan_indicatorevent" ("adds_up", "code", "confidence", "counter", "created_at", "direction", "formula", "formula_en", "geography", "id", "is_headline", "name", "name_en", "order", "origin", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "scheme_id", "source", "unit", "unit_en", "updated_at") VALUES (NEW."adds_up", NEW."code", NEW."confidence", NEW."counter", NEW."created_at", NEW."direction", NEW."formula", NEW."formula_en", NEW."geography", NEW."id", NEW."is_headline", NEW."name", NEW."name_en", NEW."order", NEW."origin", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pillar_id", NEW."scheme_id", NEW."source", NEW."unit", NEW."unit_en", NEW."updated_at"); RETURN NULL;',
                            hash="14b31aeb0668d914fd1ffd4dc6d3101297a75279",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_09c0c",
                            table="plan_indicator",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "plan_indicatorevent" ("adds_up", "code", "confidence", "counter", "created_at", "direction", "formula", "formula_en", "geography", "id", "is_headline", "name", "name_en", "order", "origin", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "scheme_id", "source", "unit", "unit_en", "updated_at") VALUES (NEW."adds_up", NEW."code", NEW."confidence", NEW."counter", NEW."created_at", NEW."direction", NEW."formula", NEW."formula_en", NEW."geography", NEW."id", NEW."is_headline", NEW."name", NEW."name_en", NEW."order", NEW."origin", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pillar_id", NEW."scheme_id", NEW."source", NEW."unit", NEW."unit_en", NEW."updated_at"); RETURN NULL;',
                            hash="72e0b7df56e950bb16ea8a66d9868fa15549003e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_cf809",
                            table="plan_indicator",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="plan.indicator"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("value", models.DecimalField(decimal_places=2, max_digits=20)),
                (
                    "value_to",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Upper end where the target is a range.",
                        max_digits=20,
                        null=True,
                    ),
                ),
                ("source", models.TextField()),
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
                ("is_used", models.BooleanField(default=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
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
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
            ],
            options={
                "ordering": ["indicator", models.OrderBy(models.F("year"), nulls_last=True)],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_used", True)),
                        fields=("indicator", "year"),
                        name="one_target_per_indicator_and_year",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verified_by__isnull", True),
                            ("entered_by__isnull", True),
                            models.Q(("verified_by", models.F("entered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="author_does_not_verify_own_target",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="authors_do_not_approve",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSIF FALSE THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSE\n                NEW.authors := OLD.authors;\n                IF OLD.entered_by_id IS NOT NULL AND NOT OLD.entered_by_id = ANY(NEW.authors) THEN\n                    NEW.authors := NEW.authors || OLD.entered_by_id::bigint;\n                END IF;\n            END IF;\n            IF NEW.entered_by_id IS NOT NULL AND NOT NEW.entered_by_id = ANY(NEW.authors) THEN\n                NEW.authors := NEW.authors || NEW.entered_by_id::bigint;\n            END IF;\n            IF NEW.verified_by_id = ANY(NEW.authors)\n                AND (TG_OP = 'INSERT' OR NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id) THEN\n                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="5178340cdc66b5d4012e6e301a90b4e63a0e4f21",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_authors_do_not_approve_4f9a9",
                            table="plan_target",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plan_targetevent" ("confidence", "created_at", "entered_by_id", "id", "indicator_id", "is_used", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at", "value", "value_to", "verified_by_id", "year") VALUES (NEW."confidence", NEW."created_at", NEW."entered_by_id", NEW."id", NEW."indicator_id", NEW."is_used", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."updated_at", NEW."value", NEW."value_to", NEW."verified_by_id", NEW."year"); RETURN NULL;',
                            hash="e729dbe6e19f56316feaf3fe868fa02853421a4d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4dc36",
                            table="plan_target",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."indicator_id" IS DISTINCT FROM (NEW."indicator_id") OR OLD."is_used" IS DISTINCT FROM (NEW."is_used") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."value_to" IS DISTINCT FROM (NEW."value_to") OR OLD."verified_by_id" IS DISTINCT FROM (NEW."verified_by_id") OR OLD."year" IS DISTINCT FROM (NEW."year"))',
                            func='INSERT INTO "plan_targetevent" ("confidence", "created_at", "entered_by_id", "id", "indicator_id", "is_used", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "updated_at", "value", "value_to", "verified_by_id", "year") VALUES (NEW."confidence", NEW."created_at", NEW."entered_by_id", NEW."id", NEW."indicator_id", NEW."is_used", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."updated_at", NEW."value", NEW."value_to", NEW."verified_by_id", NEW."year"); RETURN NULL;',
                            hash="4caebbca20a6d91b17297adeee182c261d3f4f1f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_071f4",
                            table="plan_target",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TargetEvent",
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
                        to="plan.target",
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
                    "indicator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plan.indicator",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("value", models.DecimalField(decimal_places=2, max_digits=20)),
                (
                    "value_to",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Upper end where the target is a range.",
                        max_digits=20,
                        null=True,
                    ),
                ),
                ("source", models.TextField()),
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
                ("is_used", models.BooleanField(default=True)),
                (
                    "entered_by",
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
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="025c8f9fc2779b836640304bbe2fb0da95a40ca6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d5804",
                            table="plan_targetevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measurements", to="plan.indicator"
                    ),
                ),
                (
                    "span",
                    models.CharField(
                        choices=[
                            ("in_year", "In the period"),
                            ("to_date", "Since the start of the year"),
                            ("cumulative", "Since the start of the scheme"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(help_text="The first day after the period.")),
                ("value", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                (
                    "unit_note",
                    models.CharField(blank=True, help_text="Where the source counts in another unit.", max_length=200),
                ),
                ("source", models.TextField()),
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
                ("is_used", models.BooleanField(default=True)),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
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
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("note_en", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["indicator", "starts_on", "ends_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_on__lt", models.F("ends_on"))), name="measured_period_is_a_range"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_used", True)),
                        fields=("indicator", "span", "starts_on", "ends_on"),
                        name="one_used_figure_per_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verified_by__isnull", True),
                            ("entered_by__isnull", True),
                            models.Q(("verified_by", models.F("entered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="author_does_not_verify_own_figure",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="authors_do_not_approve",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSIF FALSE THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSE\n                NEW.authors := OLD.authors;\n                IF OLD.entered_by_id IS NOT NULL AND NOT OLD.entered_by_id = ANY(NEW.authors) THEN\n                    NEW.authors := NEW.authors || OLD.entered_by_id::bigint;\n                END IF;\n            END IF;\n            IF NEW.entered_by_id IS NOT NULL AND NOT NEW.entered_by_id = ANY(NEW.authors) THEN\n                NEW.authors := NEW.authors || NEW.entered_by_id::bigint;\n            END IF;\n            IF NEW.verified_by_id = ANY(NEW.authors)\n                AND (TG_OP = 'INSERT' OR NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id) THEN\n                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="8d3678a27ee15dbbc0b72fc57fc398d9d2abb28c",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_authors_do_not_approve_14d5c",
                            table="plan_measurement",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plan_measurementevent" ("as_of", "confidence", "created_at", "ends_on", "entered_by_id", "id", "indicator_id", "is_used", "note", "note_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "source_url", "span", "starts_on", "unit_note", "updated_at", "value", "verified_by_id") VALUES (NEW."as_of", NEW."confidence", NEW."created_at", NEW."ends_on", NEW."entered_by_id", NEW."id", NEW."indicator_id", NEW."is_used", NEW."note", NEW."note_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."source_url", NEW."span", NEW."starts_on", NEW."unit_note", NEW."updated_at", NEW."value", NEW."verified_by_id"); RETURN NULL;',
                            hash="5e3d6f4a6b68b24e8bb98b9734c6c8667f86cdba",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f4b47",
                            table="plan_measurement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."as_of" IS DISTINCT FROM (NEW."as_of") OR OLD."confidence" IS DISTINCT FROM (NEW."confidence") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."entered_by_id" IS DISTINCT FROM (NEW."entered_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."indicator_id" IS DISTINCT FROM (NEW."indicator_id") OR OLD."is_used" IS DISTINCT FROM (NEW."is_used") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."note_en" IS DISTINCT FROM (NEW."note_en") OR OLD."source" IS DISTINCT FROM (NEW."source") OR OLD."source_url" IS DISTINCT FROM (NEW."source_url") OR OLD."span" IS DISTINCT FROM (NEW."span") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."unit_note" IS DISTINCT FROM (NEW."unit_note") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."value" IS DISTINCT FROM (NEW."value") OR OLD."verified_by_id" IS DISTINCT FROM (NEW."verified_by_id"))',
                            func='INSERT INTO "plan_measurementevent" ("as_of", "confidence", "created_at", "ends_on", "entered_by_id", "id", "indicator_id", "is_used", "note", "note_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "source_url", "span", "starts_on", "unit_note", "updated_at", "value", "verified_by_id") VALUES (NEW."as_of", NEW."confidence", NEW."created_at", NEW."ends_on", NEW."entered_by_id", NEW."id", NEW."indicator_id", NEW."is_used", NEW."note", NEW."note_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."source_url", NEW."span", NEW."starts_on", NEW."unit_note", NEW."updated_at", NEW."value", NEW."verified_by_id"); RETURN NULL;',
                            hash="101cbb2b122750a85d4221e2329848beb2e3d94f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_750db",
                            table="plan_measurement",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportPolicy",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("grant", "Grant for a project, through a call"),
                            ("service", "Catalogue entry: cost the law lets the state carry"),
                        ],
                        default="grant",
                        max_length=10,
                    ),
                ),
                ("legal_basis", models.CharField(max_length=300, verbose_name="legal basis")),
                ("summary", models.TextField(blank=True, verbose_name="what it is")),
                ("summary_en", models.TextField(blank=True)),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"vocabulary": "support_stage"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.term",
                    ),
                ),
                ("cap_total", models.BigIntegerField(blank=True, null=True, verbose_name="at most in total (đồng)")),
                ("cap_labour", models.BigIntegerField(blank=True, null=True, verbose_name="of which labour (đồng)")),
                (
                    "cap_other",
                    models.BigIntegerField(blank=True, null=True, verbose_name="of which other costs (đồng)"),
                ),
                ("cap_per", models.CharField(blank=True, max_length=60, verbose_name="per")),
                ("cap_per_en", models.CharField(blank=True, max_length=60)),
                (
                    "rate_percent",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="share of the cost (%)"),
                ),
                (
                    "max_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="at most (months)"),
                ),
                (
                    "max_age_years",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="at most this many years since first registration"
                    ),
                ),
                (
                    "applicant_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), blank=True, default=list, size=None
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("source", models.TextField(blank=True)),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("H", "High: two or more independent sources, or an official page"),
                            ("M", "Medium: one credible source"),
                            ("L", "Low: indirect, or sources conflict"),
                            ("U", "General knowledge: to be confirmed"),
                        ],
                        default="H",
                        max_length=1,
                    ),
                ),
                ("sectors", models.ManyToManyField(blank=True, related_name="policies", to="reference.sector")),
            ],
            options={
                "verbose_name_plural": "support policies",
                "ordering": ["order", "code"],
                "constraints": [
                    ecosystem.core.models.identifiers.IdentifierConstraint("code", name="policy_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(("cap_total__isnull", True), ("cap_total__gt", 0), _connector="OR"),
                        name="policy_cap_is_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rate_percent__isnull", True), ("rate_percent__range", (1, 100)), _connector="OR"
                        ),
                        name="policy_rate_is_a_share",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plan_supportpolicyevent" ("applicant_kinds", "cap_labour", "cap_other", "cap_per", "cap_per_en", "cap_total", "code", "confidence", "created_at", "id", "kind", "legal_basis", "max_age_years", "max_months", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate_percent", "source", "stage_id", "summary", "summary_en", "updated_at", "valid_from", "valid_to") VALUES (NEW."applicant_kinds", NEW."cap_labour", NEW."cap_other", NEW."cap_per", NEW."cap_per_en", NEW."cap_total", NEW."code", NEW."confidence", NEW."created_at", NEW."id", NEW."kind", NEW."legal_basis", NEW."max_age_years", NEW."max_months", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rate_percent", NEW."source", NEW."stage_id", NEW."summary", NEW."summary_en", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="6ba3bec622f5e3567f97a8b8411e682b044c33d4",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_90119",
                            table="plan_supportpolicy",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "plan_supportpolicyevent" ("applicant_kinds", "cap_labour", "cap_other", "cap_per", "cap_per_en", "cap_total", "code", "confidence", "created_at", "id", "kind", "legal_basis", "max_age_years", "max_months", "name", "name_en", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rate_percent", "source", "stage_id", "summary", "summary_en", "updated_at", "valid_from", "valid_to") VALUES (NEW."applicant_kinds", NEW."cap_labour", NEW."cap_other", NEW."cap_per", NEW."cap_per_en", NEW."cap_total", NEW."code", NEW."confidence", NEW."created_at", NEW."id", NEW."kind", NEW."legal_basis", NEW."max_age_years", NEW."max_months", NEW."name", NEW."name_en", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rate_percent", NEW."source", NEW."stage_id", NEW."summary", NEW."summary_en", NEW."updated_at", NEW."valid_from", NEW."valid_to"); RETURN NULL;',
                            hash="4ea9e4c4c6c9f54d2a68bd5cfe0d24766a43b001",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8c716",
                            table="plan_supportpolicy",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportPolicyEvent",
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
                        to="plan.supportpolicy",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("grant", "Grant for a project, through a call"),
                            ("service", "Catalogue entry: cost the law lets the state carry"),
                        ],
                        default="grant",
                        max_length=10,
                    ),
                ),
                ("legal_basis", models.CharField(max_length=300, verbose_name="legal basis")),
                ("summary", models.TextField(blank=True, verbose_name="what it is")),
                ("summary_en", models.TextField(blank=True)),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        limit_choices_to={"vocabulary": "support_stage"},
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.term",
                    ),
                ),
                ("cap_total", models.BigIntegerField(blank=True, null=True, verbose_name="at most in total (đồng)")),
                ("cap_labour", models.BigIntegerField(blank=True, null=True, verbose_name="of which labour (đồng)")),
                (
                    "cap_other",
                    models.BigIntegerField(blank=True, null=True, verbose_name="of which other costs (đồng)"),
                ),
                ("cap_per", models.CharField(blank=True, max_length=60, verbose_name="per")),
                ("cap_per_en", models.CharField(blank=True, max_length=60)),
                (
                    "rate_percent",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="share of the cost (%)"),
                ),
                (
                    "max_months",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="at most (months)"),
                ),
                (
                    "max_age_years",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="at most this many years since first registration"
                    ),
                ),
                (
                    "applicant_kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), blank=True, default=list, size=None
                    ),
                ),
                ("valid_from", models.DateField(blank=True, null=True)),
                ("valid_to", models.DateField(blank=True, null=True)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("source", models.TextField(blank=True)),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("H", "High: two or more independent sources, or an official page"),
                            ("M", "Medium: one credible source"),
                            ("L", "Low: indirect, or sources conflict"),
                            ("U", "General knowledge: to be confirmed"),
                        ],
                        default="H",
                        max_length=1,
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
                            hash="8ef5289b6cd2380e66e1fbbf9df67b60cea83abd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_56d4a",
                            table="plan_supportpolicyevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentRequirement",
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
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requirements",
                        to="plan.supportpolicy",
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                ("form_code", models.CharField(blank=True, max_length=60)),
                ("hint", models.TextField(blank=True)),
                ("hint_en", models.TextField(blank=True)),
                ("is_required", models.BooleanField(default=True)),
                ("only_for", models.CharField(blank=True, help_text="Applicant kind; empty means all.", max_length=12)),
                (
                    "accepts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), default=list, size=None
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["policy", "order", "pk"],
                "constraints": [
                    ecosystem.core.models.identifiers.IdentifierConstraint(
                        "code", within=("policy",), name="requirement_code_in_policy"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plan_documentrequirementevent" ("accepts", "code", "created_at", "form_code", "hint", "hint_en", "id", "is_required", "name", "name_en", "only_for", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_id", "updated_at") VALUES (NEW."accepts", NEW."code", NEW."created_at", NEW."form_code", NEW."hint", NEW."hint_en", NEW."id", NEW."is_required", NEW."name", NEW."name_en", NEW."only_for", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."policy_id", NEW."updated_at"); RETURN NULL;',
                            hash="4f7bbb2a1e134e8029995616e769b3e40b03fa53",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cceee",
                            table="plan_documentrequirement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "plan_documentrequirementevent" ("accepts", "code", "created_at", "form_code", "hint", "hint_en", "id", "is_required", "name", "name_en", "only_for", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy_id", "updated_at") VALUES (NEW."accepts", NEW."code", NEW."created_at", NEW."form_code", NEW."hint", NEW."hint_en", NEW."id", NEW."is_required", NEW."name", NEW."name_en", NEW."only_for", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."policy_id", NEW."updated_at"); RETURN NULL;',
                            hash="aaf5e941585f6dbfced6a087916389811f4b0d7e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_3285b",
                            table="plan_documentrequirement",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentRequirementEvent",
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
                        to="plan.documentrequirement",
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
                    "policy",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plan.supportpolicy",
                    ),
                ),
                ("code", models.SlugField(db_index=False, max_length=60)),
                ("form_code", models.CharField(blank=True, max_length=60)),
                ("hint", models.TextField(blank=True)),
                ("hint_en", models.TextField(blank=True)),
                ("is_required", models.BooleanField(default=True)),
                ("only_for", models.CharField(blank=True, help_text="Applicant kind; empty means all.", max_length=12)),
                (
                    "accepts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), default=list, size=None
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8ae313bb9cff6b90bc07e783773e950ab23c436e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_6664b",
                            table="plan_documentrequirementevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TimeLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("completeness", "Completeness check"),
                            ("completion", "Completion by the applicant"),
                            ("evaluation", "Evaluation"),
                            ("explanation", "Conclusion after the scores"),
                            ("decision", "Decision"),
                            ("offer", "Acceptance of the grant by the startup"),
                            ("question", "Question"),
                            ("proposal", "Feedback or proposal"),
                            ("complaint", "Complaint"),
                        ],
                        max_length=20,
                        unique=True,
                    ),
                ),
                ("amount", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="how many")),
                (
                    "unit",
                    models.CharField(
                        choices=[("day", "days"), ("working_day", "working days")], max_length=12, verbose_name="unit"
                    ),
                ),
                ("legal_basis", models.CharField(blank=True, max_length=200)),
                (
                    "remind_before",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=programmes.plan.models.time_limit.a_day_before,
                        size=5,
                        verbose_name="reminders, days before the end",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gt", 0), _connector="OR"),
                        name="limit_is_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", False), ("step", "offer"), _connector="OR"),
                        name="only_an_offer_has_no_limit",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plan_timelimitevent" ("amount", "created_at", "id", "legal_basis", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remind_before", "step", "unit", "updated_at") VALUES (NEW."amount", NEW."created_at", NEW."id", NEW."legal_basis", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."remind_before", NEW."step", NEW."unit", NEW."updated_at"); RETURN NULL;',
                            hash="2390814f25b25ee2b434ee947ac5076d86236a63",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ddb5c",
                            table="plan_timelimit",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "plan_timelimitevent" ("amount", "created_at", "id", "legal_basis", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "remind_before", "step", "unit", "updated_at") VALUES (NEW."amount", NEW."created_at", NEW."id", NEW."legal_basis", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."remind_before", NEW."step", NEW."unit", NEW."updated_at"); RETURN NULL;',
                            hash="f6776307e0522c089327174726469a611777ff7a",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4d8c2",
                            table="plan_timelimit",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TimeLimitEvent",
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
                        to="plan.timelimit",
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
                    "step",
                    models.CharField(
                        choices=[
                            ("completeness", "Completeness check"),
                            ("completion", "Completion by the applicant"),
                            ("evaluation", "Evaluation"),
                            ("explanation", "Conclusion after the scores"),
                            ("decision", "Decision"),
                            ("offer", "Acceptance of the grant by the startup"),
                            ("question", "Question"),
                            ("proposal", "Feedback or proposal"),
                            ("complaint", "Complaint"),
                        ],
                        max_length=20,
                    ),
                ),
                ("amount", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="how many")),
                (
                    "unit",
                    models.CharField(
                        choices=[("day", "days"), ("working_day", "working days")], max_length=12, verbose_name="unit"
                    ),
                ),
                ("legal_basis", models.CharField(blank=True, max_length=200)),
                (
                    "remind_before",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=programmes.plan.models.time_limit.a_day_before,
                        size=5,
                        verbose_name="reminders, days before the end",
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
                            hash="4790db8d7a3834b6ec9a61f227e114d224e685e2",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_177fd",
                            table="plan_timelimitevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MeasurementEvent",
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
                        to="plan.measurement",
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
                    "indicator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plan.indicator",
                    ),
                ),
                (
                    "span",
                    models.CharField(
                        choices=[
                            ("in_year", "In the period"),
                            ("to_date", "Since the start of the year"),
                            ("cumulative", "Since the start of the scheme"),
                        ],
                        max_length=10,
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(help_text="The first day after the period.")),
                ("value", models.DecimalField(decimal_places=2, max_digits=20, null=True)),
                (
                    "unit_note",
                    models.CharField(blank=True, help_text="Where the source counts in another unit.", max_length=200),
                ),
                ("source", models.TextField()),
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
                ("is_used", models.BooleanField(default=True)),
                (
                    "entered_by",
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
                            hash="f9ac678edf08e59ac8179ff9e6c036769b5f3267",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_9cf74",
                            table="plan_measurementevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorEvent",
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
                        to="plan.indicator",
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
                    "scheme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plan.scheme",
                    ),
                ),
                (
                    "pillar",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plan.pillar",
                    ),
                ),
                ("code", models.SlugField(db_index=False, max_length=60)),
                ("unit", models.CharField(max_length=60, verbose_name="unit")),
                ("unit_en", models.CharField(blank=True, max_length=60)),
                (
                    "direction",
                    models.CharField(
                        choices=[("more", "More is better"), ("less", "Less is better")], default="more", max_length=5
                    ),
                ),
                (
                    "geography",
                    models.CharField(
                        choices=[("city", "Ho Chi Minh City"), ("country", "Viet Nam")], default="city", max_length=10
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("reported", "Reported with a source"),
                            ("counted", "Counted from the portal's records"),
                        ],
                        default="reported",
                        max_length=10,
                    ),
                ),
                (
                    "counter",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("projects", "Startups whose grant was approved"),
                            ("pre_incubation", "Grants of pre-incubation approved"),
                            ("incubation", "Grants of incubation approved"),
                            ("acceleration", "Grants of acceleration approved"),
                            ("granted", "Money granted (đồng)"),
                            ("paid", "Money paid (đồng)"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisationunit",
                    ),
                ),
                ("adds_up", models.BooleanField(default=True, verbose_name="figures of parts of a year are added")),
                ("formula", models.TextField(blank=True, verbose_name="formula in words")),
                ("formula_en", models.TextField(blank=True)),
                ("is_headline", models.BooleanField(default=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("source", models.TextField(blank=True)),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("H", "High: two or more independent sources, or an official page"),
                            ("M", "Medium: one credible source"),
                            ("L", "Low: indirect, or sources conflict"),
                            ("U", "General knowledge: to be confirmed"),
                        ],
                        default="H",
                        max_length=1,
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
                            hash="1a067191759223a0d8b206717715c0fa72f6f7ce",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_bcc06",
                            table="plan_indicatorevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("payment", "Payment"),
                            ("decision", "Decision on a grant"),
                            ("termination", "Money given back"),
                            ("figure", "Reported figure"),
                            ("contribution", "Contribution of a unit"),
                        ],
                        max_length=12,
                    ),
                ),
                ("label", models.CharField(max_length=500)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("old_value", models.TextField(blank=True)),
                ("new_value", models.TextField(blank=True)),
                ("reason", models.TextField()),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["starts_on", "ends_on"], name="correction_by_days")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_on__lt", models.F("ends_on"))), name="corrected_days_are_a_range"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="correction_has_a_reason"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3bef0fad7a2d034ed084a202a6b94b0b64284e35",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_3e49e",
                            table="plan_periodcorrection",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("code", models.SlugField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("law", "Law"),
                            ("resolution", "Resolution"),
                            ("decree", "Decree"),
                            ("decision", "Decision"),
                            ("circular", "Circular"),
                            ("plan", "Plan"),
                        ],
                        max_length=12,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number and symbol")),
                (
                    "title",
                    models.CharField(blank=True, max_length=400, verbose_name="title as it follows in a sentence"),
                ),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                ("issuer", models.CharField(max_length=200, verbose_name="issuer")),
                ("is_cited_by_decisions", models.BooleanField(default=False, verbose_name="cited by every decision")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("source", models.TextField(blank=True)),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("H", "High: two or more independent sources, or an official page"),
                            ("M", "Medium: one credible source"),
                            ("L", "Low: indirect, or sources conflict"),
                            ("U", "General knowledge: to be confirmed"),
                        ],
                        default="H",
                        max_length=1,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisationunit",
                        verbose_name="cited by this unit",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "code"],
                "constraints": [
                    ecosystem.core.models.identifiers.IdentifierConstraint("code", name="legal_document_code_once"),
                    ecosystem.core.models.identifiers.IdentifierConstraint(
                        "number",
                        condition=models.Q(("number", ""), _negated=True),
                        name="legal_document_number_is_unique",
                        within=("kind",),
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "plan_legaldocumentevent" ("code", "confidence", "created_at", "id", "is_cited_by_decisions", "issued_on", "issuer", "kind", "number", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title", "unit_id", "updated_at") VALUES (NEW."code", NEW."confidence", NEW."created_at", NEW."id", NEW."is_cited_by_decisions", NEW."issued_on", NEW."issuer", NEW."kind", NEW."number", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source", NEW."title", NEW."unit_id", NEW."updated_at"); RETURN NULL;',
                            hash="22ba69b789243016c3fbacb66931d8cfb4e31b68",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_857c4",
                            table="plan_legaldocument",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "plan_legaldocumentevent" ("code", "confidence", "created_at", "id", "is_cited_by_decisions", "issued_on", "issuer", "kind", "number", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "title", "unit_id", "updated_at") VALUES (NEW."code", NEW."confidence", NEW."created_at", NEW."id", NEW."is_cited_by_decisions", NEW."issued_on", NEW."issuer", NEW."kind", NEW."number", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."source", NEW."title", NEW."unit_id", NEW."updated_at"); RETURN NULL;',
                            hash="896f1028ef1d885b0d901655d4c7923c9f3fc316",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e22f4",
                            table="plan_legaldocument",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalDocumentEvent",
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
                ("code", models.SlugField(db_index=False, max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("law", "Law"),
                            ("resolution", "Resolution"),
                            ("decree", "Decree"),
                            ("decision", "Decision"),
                            ("circular", "Circular"),
                            ("plan", "Plan"),
                        ],
                        max_length=12,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number and symbol")),
                (
                    "title",
                    models.CharField(blank=True, max_length=400, verbose_name="title as it follows in a sentence"),
                ),
                ("issued_on", models.DateField(blank=True, null=True, verbose_name="issued on")),
                ("issuer", models.CharField(max_length=200, verbose_name="issuer")),
                ("is_cited_by_decisions", models.BooleanField(default=False, verbose_name="cited by every decision")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("source", models.TextField(blank=True)),
                (
                    "confidence",
                    models.CharField(
                        choices=[
                            ("H", "High: two or more independent sources, or an official page"),
                            ("M", "Medium: one credible source"),
                            ("L", "Low: indirect, or sources conflict"),
                            ("U", "General knowledge: to be confirmed"),
                        ],
                        default="H",
                        max_length=1,
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
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="events",
                        to="plan.legaldocument",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisationunit",
                        verbose_name="cited by this unit",
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
                            hash="dead773a359d1bb98fceaa1918e154dbb37ee5a3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_deba0",
                            table="plan_legaldocumentevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        ecosystem.core.operations.InstallTriggers(),
        migrations.AddIndex(
            model_name="indicator",
            index=django.contrib.postgres.indexes.GinIndex(
                ecosystem.core.models.functions.SearchWords(
                    ecosystem.core.models.functions.JoinedText("name", "name_en")
                ),
                name="indicator_words",
            ),
        ),
        migrations.AddIndex(
            model_name="pillar",
            index=django.contrib.postgres.indexes.GinIndex(
                ecosystem.core.models.functions.SearchWords(
                    ecosystem.core.models.functions.JoinedText("name", "name_en")
                ),
                name="pillar_words",
            ),
        ),
        migrations.AddIndex(
            model_name="scheme",
            index=django.contrib.postgres.indexes.GinIndex(
                ecosystem.core.models.functions.SearchWords(
                    ecosystem.core.models.functions.JoinedText("name", "name_en")
                ),
                name="scheme_words",
            ),
        ),
        migrations.AddIndex(
            model_name="supportpolicy",
            index=django.contrib.postgres.indexes.GinIndex(
                ecosystem.core.models.functions.SearchWords(
                    ecosystem.core.models.functions.JoinedText("name", "name_en", "summary", "summary_en")
                ),
                name="policy_words",
            ),
        ),
    ]
