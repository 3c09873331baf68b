import datetime
from decimal import Decimal

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import ecosystem.core.models.functions
import ecosystem.core.models.identifiers
import ecosystem.core.operations

STARTUP_IS_COPIED = r"""
CREATE FUNCTION application_startup_follows() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
    UPDATE grants_application SET startup_name = NEW.name, kind = NEW.kind, area_id = NEW.area_id,
        sector_ids = NEW.sector_ids
    WHERE startup_id = NEW.id;
    RETURN NULL;
END $f$;
CREATE TRIGGER application_startup_follows AFTER UPDATE OF name, kind, area_id, sector_ids ON startups_startup
FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name OR OLD.kind IS DISTINCT FROM NEW.kind OR OLD.area_id IS DISTINCT FROM NEW.area_id
    OR OLD.sector_ids IS DISTINCT FROM NEW.sector_ids) EXECUTE FUNCTION application_startup_follows();
CREATE FUNCTION award_publication_follows() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
    PERFORM FROM grants_application WHERE startup_id = NEW.id ORDER BY id FOR NO KEY UPDATE;
    UPDATE grants_award SET startup_is_public = startup_is_public WHERE application_id IN (
        SELECT id FROM grants_application WHERE startup_id = NEW.id);
    RETURN NULL;
END $f$;
CREATE TRIGGER award_publication_follows AFTER UPDATE OF status, archived_at ON startups_startup
FOR EACH ROW WHEN ((OLD.status = 'public' AND OLD.archived_at IS NULL)
    IS DISTINCT FROM (NEW.status = 'public' AND NEW.archived_at IS NULL)) EXECUTE FUNCTION award_publication_follows();
"""
STARTUP_IS_NOT_COPIED = r"""
DROP TRIGGER application_startup_follows ON startups_startup;
DROP FUNCTION application_startup_follows();
DROP TRIGGER award_publication_follows ON startups_startup;
DROP FUNCTION award_publication_follows();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("core", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("plan", "0001_initial"),
        ("questionnaires", "0001_initial"),
        ("reference", "0001_initial"),
        ("startups", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("name", models.CharField(max_length=500, verbose_name="name")),
                ("name_en", models.CharField(blank=True, max_length=500, verbose_name="name in English")),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="plan.supportpolicy",
                        verbose_name="support policy",
                    ),
                ),
                (
                    "budget_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="plan.budgetline",
                        verbose_name="budget line",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisationunit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                ("summary_en", models.TextField(blank=True, verbose_name="summary in English")),
                ("contact", models.CharField(blank=True, max_length=300, verbose_name="contact")),
                ("opens_at", models.DateTimeField(verbose_name="opens")),
                ("closes_at", models.DateTimeField(verbose_name="closes")),
                (
                    "pass_mark",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="pass mark (of 100)"
                    ),
                ),
                (
                    "evaluators_per_dossier",
                    models.PositiveSmallIntegerField(default=2, verbose_name="evaluators per dossier"),
                ),
                (
                    "report_questionnaire",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="questionnaires.questionnaire",
                        verbose_name="form of the reports on deliverables",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("cancelled", "Cancelled")],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("pinned_terms", models.JSONField(editable=False, null=True)),
                (
                    "stage",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.term",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False)),
                (
                    "evaluators",
                    models.ManyToManyField(blank=True, related_name="evaluated_calls", to=settings.AUTH_USER_MODEL),
                ),
            ],
            options={
                "ordering": ["-closes_at", "-pk"],
                "constraints": [
                    ecosystem.core.models.identifiers.IdentifierConstraint(
                        "code", hides_record=True, name="call_code_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("opens_at__lt", models.F("closes_at"))), name="call_opens_before_it_closes"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pass_mark__isnull", True), ("pass_mark__range", (0, 100)), _connector="OR"
                        ),
                        name="pass_mark_of_hundred",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("evaluators_per_dossier__gte", 2)), name="two_evaluators_at_least"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "published"), _negated=True),
                            ("pinned_terms__isnull", False),
                            _connector="OR",
                        ),
                        name="published_call_has_its_terms",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="stage_of_awards_follows",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."stage_id" IS DISTINCT FROM (NEW."stage_id"))',
                            func="\n    PERFORM FROM grants_application WHERE call_id = NEW.id ORDER BY id FOR NO KEY UPDATE;\n    UPDATE grants_award SET stage_id = NEW.stage_id WHERE call_id = NEW.id;\n    RETURN NULL;\n",
                            hash="4002cbb4edbc6f0455be4de9c47511b57c78a099",
                            operation="UPDATE",
                            pgid="pgtrigger_stage_of_awards_follows_2baa7",
                            table="grants_call",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="figures_change_by_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."policy_id" IS DISTINCT FROM (NEW."policy_id"))',
                            func="INSERT INTO core_figurechange (at) VALUES (now()); RETURN NULL;",
                            hash="f7fb40b3794637bf9d50e8670937975ca3aa5482",
                            operation="UPDATE",
                            pgid="pgtrigger_figures_change_by_update_f494b",
                            table="grants_call",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grants_callevent" ("budget_line_id", "closes_at", "code", "contact", "created_at", "evaluators_per_dossier", "id", "is_demo", "name", "name_en", "opens_at", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinned_terms", "policy_id", "report_questionnaire_id", "stage_id", "status", "summary", "summary_en", "unit_id", "updated_at") VALUES (NEW."budget_line_id", NEW."closes_at", NEW."code", NEW."contact", NEW."created_at", NEW."evaluators_per_dossier", NEW."id", NEW."is_demo", NEW."name", NEW."name_en", NEW."opens_at", NEW."pass_mark", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pinned_terms", NEW."policy_id", NEW."report_questionnaire_id", NEW."stage_id", NEW."status", NEW."summary", NEW."summary_en", NEW."unit_id", NEW."updated_at"); RETURN NULL;',
                            hash="ee728547ddeea56ed1ea2f7a9c1423b1b8e86c3e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_cfc0d",
                            table="grants_call",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grants_callevent" ("budget_line_id", "closes_at", "code", "contact", "created_at", "evaluators_per_dossier", "id", "is_demo", "name", "name_en", "opens_at", "pass_mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pinned_terms", "policy_id", "report_questionnaire_id", "stage_id", "status", "summary", "summary_en", "unit_id", "updated_at") VALUES (NEW."budget_line_id", NEW."closes_at", NEW."code", NEW."contact", NEW."created_at", NEW."evaluators_per_dossier", NEW."id", NEW."is_demo", NEW."name", NEW."name_en", NEW."opens_at", NEW."pass_mark", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pinned_terms", NEW."policy_id", NEW."report_questionnaire_id", NEW."stage_id", NEW."status", NEW."summary", NEW."summary_en", NEW."unit_id", NEW."updated_at"); RETURN NULL;',
                            hash="6cf7c9193827db61f975dc16a6f25785bdc9efed",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1d6a7",
                            table="grants_call",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CallEvent",
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
                        to="grants.call",
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
                ("code", models.SlugField(db_index=False, max_length=40, verbose_name="code")),
                (
                    "policy",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plan.supportpolicy",
                        verbose_name="support policy",
                    ),
                ),
                (
                    "budget_line",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plan.budgetline",
                        verbose_name="budget line",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisationunit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                ("summary_en", models.TextField(blank=True, verbose_name="summary in English")),
                ("contact", models.CharField(blank=True, max_length=300, verbose_name="contact")),
                ("opens_at", models.DateTimeField(verbose_name="opens")),
                ("closes_at", models.DateTimeField(verbose_name="closes")),
                (
                    "pass_mark",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="pass mark (of 100)"
                    ),
                ),
                (
                    "evaluators_per_dossier",
                    models.PositiveSmallIntegerField(default=2, verbose_name="evaluators per dossier"),
                ),
                (
                    "report_questionnaire",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="questionnaires.questionnaire",
                        verbose_name="form of the reports on deliverables",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("cancelled", "Cancelled")],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("pinned_terms", models.JSONField(editable=False, null=True)),
                (
                    "stage",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.term",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fc6ed272ed10ad79cecc41b28486cf19bf03c42b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_78981",
                            table="grants_callevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
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
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="grants.call"
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                ("hint", models.TextField(blank=True)),
                ("hint_en", models.TextField(blank=True)),
                ("weight", models.PositiveSmallIntegerField(verbose_name="weight")),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "criteria",
                "ordering": ["call", "order", "pk"],
                "constraints": [
                    ecosystem.core.models.identifiers.IdentifierConstraint(
                        "code", within=("call",), name="criterion_code_in_call"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__range", (1, 100))), name="criterion_weight_up_to_100"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequiredDocument",
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
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="required_documents", to="grants.call"
                    ),
                ),
                ("code", models.SlugField(max_length=60)),
                ("form_code", models.CharField(blank=True, max_length=60)),
                ("hint", models.TextField(blank=True)),
                ("hint_en", models.TextField(blank=True)),
                ("is_required", models.BooleanField(default=True)),
                ("only_for", models.CharField(blank=True, max_length=12)),
                ("accepts", models.JSONField(default=list)),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "ordering": ["call", "order", "pk"],
                "constraints": [
                    ecosystem.core.models.identifiers.IdentifierConstraint(
                        "code", within=("call",), name="required_document_in_call"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="grants.call"
                    ),
                ),
                (
                    "startup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="startups.startup"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        blank=True, editable=False, max_length=20, null=True, unique=True, verbose_name="number"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("checking", "Completeness check"),
                            ("confirming", "Check to be confirmed"),
                            ("returned", "Returned for completion"),
                            ("evaluating", "Under evaluation"),
                            ("proposed", "Waiting for the decision"),
                            ("approved", "Approved"),
                            ("rejected", "Not approved"),
                            ("contracted", "Contract signed"),
                            ("in_progress", "In progress"),
                            ("accepted", "Result accepted"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn"),
                            ("stopped", "Stopped"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="project name")),
                ("problem", models.TextField(blank=True, max_length=20000, verbose_name="the problem")),
                ("solution", models.TextField(blank=True, max_length=20000, verbose_name="your solution")),
                ("novelty", models.TextField(blank=True, max_length=20000, verbose_name="what is new")),
                ("market", models.TextField(blank=True, max_length=20000, verbose_name="market and business model")),
                ("team", models.TextField(blank=True, max_length=20000, verbose_name="the team")),
                ("impact", models.TextField(blank=True, max_length=20000, verbose_name="economic and social effect")),
                ("months", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="length in months")),
                ("labour_total", models.BigIntegerField(default=0, editable=False)),
                ("other_total", models.BigIntegerField(default=0, editable=False)),
                (
                    "declares_no_double_funding",
                    models.BooleanField(default=False, verbose_name="No other state programme pays for the same costs"),
                ),
                (
                    "declares_no_public_offering",
                    models.BooleanField(
                        default=False, verbose_name="The enterprise has never offered shares to the public"
                    ),
                ),
                (
                    "had_other_support",
                    models.BooleanField(blank=True, null=True, verbose_name="other state support received"),
                ),
                (
                    "other_support",
                    models.TextField(blank=True, max_length=5000, verbose_name="which support, when and how much"),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="submitted")),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("receipt_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "holder",
                    models.CharField(
                        choices=[
                            ("applicant", "The applicant"),
                            ("department", "The department"),
                            ("evaluators", "The evaluators"),
                            ("director", "The director"),
                            ("nobody", "Nobody: finished"),
                        ],
                        default="applicant",
                        editable=False,
                        max_length=12,
                        verbose_name="on whose desk",
                    ),
                ),
                (
                    "in_charge",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers_in_charge",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="officer in charge",
                    ),
                ),
                ("due_on", models.DateField(blank=True, editable=False, null=True, verbose_name="due")),
                ("completion_request", models.TextField(blank=True, editable=False, verbose_name="what is missing")),
                (
                    "found_invalid_by",
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
                    "found_invalid_because",
                    models.TextField(blank=True, default="", editable=False, verbose_name="why it is not valid"),
                ),
                (
                    "invalid_confirmed_by",
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
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                ("is_demo", models.BooleanField(default=False)),
                ("startup_name", models.CharField(default="", editable=False, max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("individual", "Individual"),
                            ("group", "Group of individuals"),
                            ("enterprise", "Enterprise"),
                        ],
                        default="",
                        editable=False,
                        max_length=12,
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.area",
                    ),
                ),
                (
                    "sector_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "requested",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            models.F("labour_total"), "+", models.F("other_total")
                        ),
                        output_field=models.BigIntegerField(),
                    ),
                ),
                (
                    "search_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.Fold(
                            django.db.models.functions.text.Concat(
                                "number",
                                models.Value(" "),
                                "title",
                                models.Value(" "),
                                "startup_name",
                                output_field=models.TextField(),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.SortKey("title"),
                        output_field=models.TextField(db_collation="C"),
                    ),
                ),
                (
                    "number_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce("number", models.Value("")),
                        output_field=models.TextField(db_collation="C"),
                    ),
                ),
                (
                    "startup_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.SortKey("startup_name"),
                        output_field=models.TextField(db_collation="C"),
                    ),
                ),
                (
                    "sent_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "submitted_at", models.Value(datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC))
                        ),
                        output_field=models.DateTimeField(),
                    ),
                ),
                (
                    "title_words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.SearchWords("title"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "search_words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.SearchWords(
                            django.db.models.functions.text.Concat(
                                "number",
                                models.Value(" "),
                                "title",
                                models.Value(" "),
                                "startup_name",
                                output_field=models.TextField(),
                            )
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "due_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "due_on", models.Value(datetime.date(9999, 12, 31))
                        ),
                        output_field=models.DateField(),
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        fields=["id"],
                        include=(
                            "call",
                            "status",
                            "startup",
                            "submitted_at",
                            "holder",
                            "kind",
                            "area",
                            "in_charge",
                            "sector_ids",
                        ),
                        name="application_in_order",
                    ),
                    models.Index(
                        fields=["status", "id"],
                        include=(
                            "call",
                            "startup",
                            "submitted_at",
                            "holder",
                            "kind",
                            "area",
                            "in_charge",
                            "sector_ids",
                        ),
                        name="application_status_id",
                    ),
                    models.Index(
                        models.F("sort_key"),
                        models.F("id"),
                        include=(
                            "call",
                            "status",
                            "startup",
                            "submitted_at",
                            "holder",
                            "kind",
                            "area",
                            "in_charge",
                            "sector_ids",
                        ),
                        name="application_in_title_order",
                    ),
                    models.Index(
                        models.F("due_key"),
                        models.F("id"),
                        include=(
                            "call",
                            "status",
                            "startup",
                            "submitted_at",
                            "holder",
                            "kind",
                            "area",
                            "in_charge",
                            "sector_ids",
                        ),
                        name="application_in_due_order",
                    ),
                    models.Index(
                        models.F("number_key"),
                        models.F("id"),
                        include=(
                            "call",
                            "status",
                            "startup",
                            "submitted_at",
                            "holder",
                            "kind",
                            "area",
                            "in_charge",
                            "sector_ids",
                        ),
                        name="application_in_number_order",
                    ),
                    models.Index(
                        models.F("startup_key"),
                        models.F("id"),
                        include=(
                            "call",
                            "status",
                            "startup",
                            "submitted_at",
                            "holder",
                            "kind",
                            "area",
                            "in_charge",
                            "sector_ids",
                        ),
                        name="application_in_startup_order",
                    ),
                    models.Index(
                        models.F("sent_key"),
                        models.F("id"),
                        include=(
                            "call",
                            "status",
                            "startup",
                            "submitted_at",
                            "holder",
                            "kind",
                            "area",
                            "in_charge",
                            "sector_ids",
                        ),
                        name="application_in_sending_order",
                    ),
                    models.Index(
                        models.F("requested"),
                        models.F("id"),
                        include=(
                            "call",
                            "status",
                            "startup",
                            "submitted_at",
                            "holder",
                            "kind",
                            "area",
                            "in_charge",
                            "sector_ids",
                        ),
                        name="application_in_sum_order",
                    ),
                    models.Index(fields=["call", "status", "id"], name="application_call_status"),
                    models.Index(
                        fields=["call", "id"], include=("status", "startup", "submitted_at"), name="application_of_call"
                    ),
                    models.Index(fields=["holder", "id"], name="application_with_holder"),
                    models.Index(
                        condition=models.Q(
                            ("in_charge__isnull", False),
                            models.Q(("status__in", ["closed", "rejected", "stopped", "withdrawn"]), _negated=True),
                        ),
                        fields=["in_charge", "call"],
                        name="application_open_charge",
                    ),
                    models.Index(fields=["area", "id"], name="application_of_area"),
                    models.Index(fields=["submitted_at", "id"], name="application_in_sent_order"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_folded"), name="gin_trgm_ops"),
                        models.F("status"),
                        models.F("holder"),
                        models.F("call"),
                        models.F("kind"),
                        models.F("area"),
                        models.F("in_charge"),
                        models.F("sector_ids"),
                        name="application_filters",
                    ),
                    models.Index(
                        condition=models.Q(("due_on__isnull", False)), fields=["due_on", "id"], name="application_due"
                    ),
                    models.Index(ecosystem.core.models.functions.Fold("title"), name="application_same_title"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            ecosystem.core.models.functions.Fold("title"), name="gin_trgm_ops"
                        ),
                        name="application_by_title",
                    ),
                    models.Index(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "accepted",
                                    "approved",
                                    "checking",
                                    "confirming",
                                    "evaluating",
                                    "proposed",
                                    "returned",
                                    "submitted",
                                ],
                            )
                        ),
                        fields=["due_on", "id"],
                        name="application_pending",
                    ),
                    django.contrib.postgres.indexes.GinIndex(fields=["title_words"], name="application_title_words"),
                    django.contrib.postgres.indexes.GinIndex(fields=["search_words"], name="application_search_words"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["withdrawn", "stopped", "rejected"]), _negated=True),
                        fields=("call", "startup"),
                        name="one_live_application_per_call_and_startup",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["draft", "withdrawn"]),
                            models.Q(
                                ("number__isnull", False),
                                ("submitted_at__isnull", False),
                                ("submitted_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="sent_application_has_number_time_and_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("invalid_confirmed_by__isnull", True),
                            models.Q(
                                ("found_invalid_by__isnull", False),
                                models.Q(("invalid_confirmed_by", models.F("found_invalid_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="second_person_confirms_invalidity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("in_charge__isnull", True), ("submitted_at__isnull", False), _connector="OR"
                        ),
                        name="only_a_sent_application_has_an_officer_in_charge",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("labour_total__gte", 0), ("other_total__gte", 0)), name="costs_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                [
                                    "draft",
                                    "submitted",
                                    "checking",
                                    "confirming",
                                    "returned",
                                    "evaluating",
                                    "proposed",
                                    "approved",
                                    "rejected",
                                    "contracted",
                                    "in_progress",
                                    "accepted",
                                    "closed",
                                    "withdrawn",
                                    "stopped",
                                ],
                            )
                        ),
                        name="application_status_is_known",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grants_applicationevent" ("call_id", "completion_request", "created_at", "created_by_id", "declares_no_double_funding", "declares_no_public_offering", "due_on", "edited_by_id", "found_invalid_because", "found_invalid_by_id", "had_other_support", "holder", "id", "impact", "in_charge_id", "invalid_confirmed_by_id", "is_demo", "labour_total", "market", "months", "novelty", "number", "other_support", "other_total", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "receipt_sha256", "solution", "startup_id", "status", "submitted_at", "submitted_by_id", "team", "title", "updated_at", "version") VALUES (NEW."call_id", NEW."completion_request", NEW."created_at", NEW."created_by_id", NEW."declares_no_double_funding", NEW."declares_no_public_offering", NEW."due_on", NEW."edited_by_id", NEW."found_invalid_because", NEW."found_invalid_by_id", NEW."had_other_support", NEW."holder", NEW."id", NEW."impact", NEW."in_charge_id", NEW."invalid_confirmed_by_id", NEW."is_demo", NEW."labour_total", NEW."market", NEW."months", NEW."novelty", NEW."number", NEW."other_support", NEW."other_total", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."problem", NEW."receipt_sha256", NEW."solution", NEW."startup_id", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."team", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="ac89246596170fbb946e07df7035a0be6776e81c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_ddea1",
                            table="grants_application",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."call_id" IS DISTINCT FROM (NEW."call_id") OR OLD."completion_request" IS DISTINCT FROM (NEW."completion_request") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."declares_no_double_funding" IS DISTINCT FROM (NEW."declares_no_double_funding") OR OLD."declares_no_public_offering" IS DISTINCT FROM (NEW."declares_no_public_offering") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."edited_by_id" IS DISTINCT FROM (NEW."edited_by_id") OR OLD."found_invalid_because" IS DISTINCT FROM (NEW."found_invalid_because") OR OLD."found_invalid_by_id" IS DISTINCT FROM (NEW."found_invalid_by_id") OR OLD."had_other_support" IS DISTINCT FROM (NEW."had_other_support") OR OLD."holder" IS DISTINCT FROM (NEW."holder") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."impact" IS DISTINCT FROM (NEW."impact") OR OLD."in_charge_id" IS DISTINCT FROM (NEW."in_charge_id") OR OLD."invalid_confirmed_by_id" IS DISTINCT FROM (NEW."invalid_confirmed_by_id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."labour_total" IS DISTINCT FROM (NEW."labour_total") OR OLD."market" IS DISTINCT FROM (NEW."market") OR OLD."months" IS DISTINCT FROM (NEW."months") OR OLD."novelty" IS DISTINCT FROM (NEW."novelty") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."other_support" IS DISTINCT FROM (NEW."other_support") OR OLD."other_total" IS DISTINCT FROM (NEW."other_total") OR OLD."problem" IS DISTINCT FROM (NEW."problem") OR OLD."receipt_sha256" IS DISTINCT FROM (NEW."receipt_sha256") OR OLD."requested" IS DISTINCT FROM (NEW."requested") OR OLD."solution" IS DISTINCT FROM (NEW."solution") OR OLD."startup_id" IS DISTINCT FROM (NEW."startup_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."submitted_by_id" IS DISTINCT FROM (NEW."submitted_by_id") OR OLD."team" IS DISTINCT FROM (NEW."team") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."version" IS DISTINCT FROM (NEW."version"))',
                            func='INSERT INTO "grants_applicationevent" ("call_id", "completion_request", "created_at", "created_by_id", "declares_no_double_funding", "declares_no_public_offering", "due_on", "edited_by_id", "found_invalid_because", "found_invalid_by_id", "had_other_support", "holder", "id", "impact", "in_charge_id", "invalid_confirmed_by_id", "is_demo", "labour_total", "market", "months", "novelty", "number", "other_support", "other_total", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "receipt_sha256", "solution", "startup_id", "status", "submitted_at", "submitted_by_id", "team", "title", "updated_at", "version") VALUES (NEW."call_id", NEW."completion_request", NEW."created_at", NEW."created_by_id", NEW."declares_no_double_funding", NEW."declares_no_public_offering", NEW."due_on", NEW."edited_by_id", NEW."found_invalid_because", NEW."found_invalid_by_id", NEW."had_other_support", NEW."holder", NEW."id", NEW."impact", NEW."in_charge_id", NEW."invalid_confirmed_by_id", NEW."is_demo", NEW."labour_total", NEW."market", NEW."months", NEW."novelty", NEW."number", NEW."other_support", NEW."other_total", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."problem", NEW."receipt_sha256", NEW."solution", NEW."startup_id", NEW."status", NEW."submitted_at", NEW."submitted_by_id", NEW."team", NEW."title", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="27518db5d45f6e688f4c82cc02236398f737240f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_6080d",
                            table="grants_application",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="authors_do_not_approve",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSIF FALSE THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSE\n                NEW.authors := OLD.authors;\n                IF OLD.found_invalid_by_id IS NOT NULL AND NOT OLD.found_invalid_by_id = ANY(NEW.authors) THEN\n                    NEW.authors := NEW.authors || OLD.found_invalid_by_id::bigint;\n                END IF;\n            END IF;\n            IF NEW.found_invalid_by_id IS NOT NULL AND NOT NEW.found_invalid_by_id = ANY(NEW.authors) THEN\n                NEW.authors := NEW.authors || NEW.found_invalid_by_id::bigint;\n            END IF;\n            IF NEW.invalid_confirmed_by_id = ANY(NEW.authors)\n                AND (TG_OP = 'INSERT' OR NEW.invalid_confirmed_by_id IS DISTINCT FROM OLD.invalid_confirmed_by_id) THEN\n                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="77edff970938745f0211a0e84fdd827b8885291b",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_authors_do_not_approve_c2842",
                            table="grants_application",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="startup_is_copied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    SELECT name, kind, area_id, sector_ids INTO NEW.startup_name, NEW.kind, NEW.area_id, NEW.sector_ids\n    FROM startups_startup WHERE id = NEW.startup_id FOR SHARE;\n    RETURN NEW;\n",
                            hash="339d49d7a2157d66c7b1e62fe9431ad7f87392ee",
                            operation='INSERT OR UPDATE OF "startup_id", "startup_name", "kind", "area_id", "sector_ids"',
                            pgid="pgtrigger_startup_is_copied_dfb56",
                            table="grants_application",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="award_and_reviews_follow",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."call_id" IS DISTINCT FROM (NEW."call_id") OR OLD."number_key" IS DISTINCT FROM (NEW."number_key") OR OLD."search_folded" IS DISTINCT FROM (NEW."search_folded") OR OLD."startup_id" IS DISTINCT FROM (NEW."startup_id") OR OLD."startup_name" IS DISTINCT FROM (NEW."startup_name"))',
                            func="\n    UPDATE grants_award SET call_id = NEW.call_id WHERE application_id = NEW.id;\n    UPDATE grants_review SET search_folded = NEW.search_folded,\n        number_key = NEW.number_key, startup_name = NEW.startup_name WHERE application_id = NEW.id;\n    RETURN NULL;\n",
                            hash="380c2c9eca7cace200bbda2a5d0c9baa13787c21",
                            operation="UPDATE",
                            pgid="pgtrigger_award_and_reviews_follow_5db2b",
                            table="grants_application",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="award_follows_the_result",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((OLD.\"status\" IN ('accepted', 'closed') AND NOT (NEW.\"status\" IN ('accepted', 'closed'))) OR (NOT (OLD.\"status\" IN ('accepted', 'closed')) AND NEW.\"status\" IN ('accepted', 'closed')))",
                            func="\n    UPDATE grants_award SET result_accepted = result_accepted WHERE application_id = NEW.id;\n    RETURN NULL;\n",
                            hash="82fb20d81148a53d062a17ba96ad007096669e49",
                            operation="UPDATE",
                            pgid="pgtrigger_award_follows_the_result_ef76f",
                            table="grants_application",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="due_day_of_reviews_follows",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN ((OLD."status" = \'evaluating\' OR NEW."status" = \'evaluating\') AND (OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on")))',
                            func="\n    UPDATE grants_review SET due_on = CASE WHEN NEW.status = 'evaluating' THEN NEW.due_on END\n    WHERE application_id = NEW.id;\n    RETURN NULL;\n",
                            hash="8103de802a1ffb229d94788bd6cb7f18ed2fa2c5",
                            operation="UPDATE",
                            pgid="pgtrigger_due_day_of_reviews_follows_4a8d8",
                            table="grants_application",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="measures_follow_a_row",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)\nSELECT *, FALSE FROM (\nSELECT 'dossiers sent', 'day', (CAST(NEW.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.submitted_at IS NOT NULL\nUNION ALL SELECT 'dossiers sent', 'day', (CAST(OLD.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.submitted_at IS NOT NULL\n) changes;\nRETURN NULL;",
                            hash="cdaf1bb6d9d0e6276ea7569d2b95e2e8172e18ca",
                            operation="INSERT OR DELETE",
                            pgid="pgtrigger_measures_follow_a_row_f6bc5",
                            table="grants_application",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="measures_follow_a_change",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((CAST(OLD.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) IS DISTINCT FROM (CAST(NEW.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) OR (OLD.submitted_at IS NOT NULL) IS DISTINCT FROM (NEW.submitted_at IS NOT NULL))",
                            func="INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)\nSELECT *, FALSE FROM (\nSELECT 'dossiers sent', 'day', (CAST(NEW.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.submitted_at IS NOT NULL\nUNION ALL SELECT 'dossiers sent', 'day', (CAST(OLD.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.submitted_at IS NOT NULL\n) changes;\nRETURN NULL;",
                            hash="e2ca5ccf11f2f7e8d350135dd674847e24f97d07",
                            operation="UPDATE",
                            pgid="pgtrigger_measures_follow_a_change_f109f",
                            table="grants_application",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="figures_change_by_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."call_id" IS DISTINCT FROM (NEW."call_id"))',
                            func="INSERT INTO core_figurechange (at) VALUES (now()); RETURN NULL;",
                            hash="2a859f08f1f8495a3bb245c371ae28f3e3f04c70",
                            operation="UPDATE",
                            pgid="pgtrigger_figures_change_by_update_3a23c",
                            table="grants_application",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Completion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="completion", to="grants.application"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("answers", models.JSONField()),
                ("plan", models.JSONField()),
                ("costs", models.JSONField()),
            ],
            options={
                "ordering": ["pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grants_completionevent" ("answers", "application_id", "costs", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "updated_at", "version") VALUES (NEW."answers", NEW."application_id", NEW."costs", NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="b687fa90e6a0403b0a4049f5946510142ea821a2",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0134a",
                            table="grants_completion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grants_completionevent" ("answers", "application_id", "costs", "created_at", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "updated_at", "version") VALUES (NEW."answers", NEW."application_id", NEW."costs", NEW."created_at", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="23f344a73b43a7ffb832a3432c8b2b8e043b9ff5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_10982",
                            table="grants_completion",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CompletionEvent",
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
                        to="grants.completion",
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
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grants.application",
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("answers", models.JSONField()),
                ("plan", models.JSONField()),
                ("costs", models.JSONField()),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b119938369779a30d12560da4cdb5283361e3daa",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f24f2",
                            table="grants_completionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ApplicationEvent",
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
                        to="grants.application",
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
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grants.call",
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
                (
                    "number",
                    models.CharField(blank=True, editable=False, max_length=20, null=True, verbose_name="number"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("checking", "Completeness check"),
                            ("confirming", "Check to be confirmed"),
                            ("returned", "Returned for completion"),
                            ("evaluating", "Under evaluation"),
                            ("proposed", "Waiting for the decision"),
                            ("approved", "Approved"),
                            ("rejected", "Not approved"),
                            ("contracted", "Contract signed"),
                            ("in_progress", "In progress"),
                            ("accepted", "Result accepted"),
                            ("closed", "Closed"),
                            ("withdrawn", "Withdrawn"),
                            ("stopped", "Stopped"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="project name")),
                ("problem", models.TextField(blank=True, max_length=20000, verbose_name="the problem")),
                ("solution", models.TextField(blank=True, max_length=20000, verbose_name="your solution")),
                ("novelty", models.TextField(blank=True, max_length=20000, verbose_name="what is new")),
                ("market", models.TextField(blank=True, max_length=20000, verbose_name="market and business model")),
                ("team", models.TextField(blank=True, max_length=20000, verbose_name="the team")),
                ("impact", models.TextField(blank=True, max_length=20000, verbose_name="economic and social effect")),
                ("months", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="length in months")),
                ("labour_total", models.BigIntegerField(default=0, editable=False)),
                ("other_total", models.BigIntegerField(default=0, editable=False)),
                (
                    "requested",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            models.F("labour_total"), "+", models.F("other_total")
                        ),
                        output_field=models.BigIntegerField(),
                    ),
                ),
                (
                    "declares_no_double_funding",
                    models.BooleanField(default=False, verbose_name="No other state programme pays for the same costs"),
                ),
                (
                    "declares_no_public_offering",
                    models.BooleanField(
                        default=False, verbose_name="The enterprise has never offered shares to the public"
                    ),
                ),
                (
                    "had_other_support",
                    models.BooleanField(blank=True, null=True, verbose_name="other state support received"),
                ),
                (
                    "other_support",
                    models.TextField(blank=True, max_length=5000, verbose_name="which support, when and how much"),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="submitted")),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("receipt_sha256", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "holder",
                    models.CharField(
                        choices=[
                            ("applicant", "The applicant"),
                            ("department", "The department"),
                            ("evaluators", "The evaluators"),
                            ("director", "The director"),
                            ("nobody", "Nobody: finished"),
                        ],
                        default="applicant",
                        editable=False,
                        max_length=12,
                        verbose_name="on whose desk",
                    ),
                ),
                (
                    "in_charge",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="officer in charge",
                    ),
                ),
                ("due_on", models.DateField(blank=True, editable=False, null=True, verbose_name="due")),
                ("completion_request", models.TextField(blank=True, editable=False, verbose_name="what is missing")),
                (
                    "found_invalid_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "found_invalid_because",
                    models.TextField(blank=True, default="", editable=False, verbose_name="why it is not valid"),
                ),
                (
                    "invalid_confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("is_demo", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fdb687b4da3fa75b0a92c74851fc9491a088689c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_17787",
                            table="grants_applicationevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Award",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("number_key", models.TextField(db_collation="C", default="", editable=False)),
                ("startup_name", models.CharField(default="", editable=False, max_length=200)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="award", to="grants.application"
                    ),
                ),
                (
                    "budget_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="awards", to="plan.budgetline"
                    ),
                ),
                (
                    "recommendation",
                    models.CharField(
                        choices=[("grant", "Grant the support"), ("refuse", "Do not grant")],
                        max_length=10,
                        verbose_name="proposal",
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="amount (đồng)")),
                ("cancelled", models.BigIntegerField(default=0, editable=False, verbose_name="given back (đồng)")),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="startups.organisation",
                        verbose_name="organisation that receives and manages the money",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason for the proposal")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("returned", "Sent back"),
                            ("approved", "Approved"),
                            ("rejected", "Not approved"),
                            ("void", "Cancelled by the withdrawal"),
                            ("declined", "Declined by the startup"),
                            ("lapsed", "Lapsed: not accepted in time"),
                            ("ended", "Ended before the contract"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision_number", models.CharField(blank=True, max_length=60, verbose_name="decision number")),
                ("decision_reason", models.TextField(blank=True)),
                (
                    "offer_accepted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("offer_accepted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low_score", "The score is below what is asked"),
                            ("not_eligible", "Does not meet the conditions"),
                            ("no_budget", "The budget is used up"),
                            ("double_funding", "The costs are paid from another source"),
                            ("not_feasible", "The project cannot be carried out as described"),
                            ("no_result", "The work was not done or the result was not accepted"),
                            ("at_request", "At the startup's own request"),
                            ("breach", "Terms of the contract were broken"),
                            ("declined", "The startup declined the grant"),
                            ("lapsed", "The startup did not accept the grant in time"),
                            ("other", "Another reason"),
                        ],
                        max_length=20,
                        verbose_name="kind of reason",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grants.call",
                    ),
                ),
                ("search_folded", models.TextField(default="", editable=False)),
                (
                    "area",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.area",
                    ),
                ),
                (
                    "startup",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="startups.startup",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.term",
                    ),
                ),
                ("startup_is_public", models.BooleanField(default=False, editable=False)),
                ("result_accepted", models.BooleanField(default=False, editable=False)),
                ("startup_previous_on", models.DateField(editable=False, null=True)),
                ("project_previous_on", models.DateField(editable=False, null=True)),
                (
                    "startup_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.SortKey("startup_name"),
                        output_field=models.TextField(db_collation="C"),
                    ),
                ),
                (
                    "decided_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "decided_at", models.Value(datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC))
                        ),
                        output_field=models.DateTimeField(),
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["budget_line", "status"], name="award_line_status"),
                    models.Index(fields=["amount", "id"], name="award_in_sum_order"),
                    models.Index(fields=["status", "id"], name="award_status_id"),
                    models.Index(
                        condition=models.Q(("status", "approved")),
                        fields=["decided_at", "id"],
                        include=("budget_line", "call"),
                        name="award_approved_when",
                    ),
                    models.Index(
                        condition=models.Q(("status", "approved")),
                        fields=["startup", "decided_at"],
                        name="award_approved_of_startup",
                    ),
                    models.Index(
                        condition=models.Q(("status", "approved")),
                        fields=["budget_line", "decided_at"],
                        name="award_approved_of_line",
                    ),
                    models.Index(fields=["call", "id"], name="award_of_call"),
                    models.Index(fields=["budget_line", "id"], name="award_of_line"),
                    models.Index(fields=["end_reason", "id"], name="award_by_end_reason"),
                    models.Index(fields=["decided_at", "id"], name="award_in_order_of_decision"),
                    models.Index(fields=["decided_key", "id"], name="award_in_decision_key_order"),
                    models.Index(fields=["number_key", "id"], name="award_in_number_order"),
                    models.Index(fields=["startup_key", "id"], name="award_in_startup_order"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            ecosystem.core.models.functions.Fold("decision_number"), name="gin_trgm_ops"
                        ),
                        name="award_by_decision_number",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_folded"), name="gin_trgm_ops"),
                        models.F("status"),
                        models.F("call"),
                        models.F("budget_line"),
                        models.F("end_reason"),
                        name="award_filters",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__gt", 0), ("recommendation", "grant")),
                            models.Q(("amount", 0), ("recommendation", "refuse")),
                            _connector="OR",
                        ),
                        name="a_grant_has_an_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="who_proposes_does_not_decide",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["approved", "declined", "ended", "lapsed", "rejected"]), _negated=True
                            ),
                            models.Q(("decided_at__isnull", False), ("decided_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="a_decision_has_its_decider",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cancelled__gte", 0), ("cancelled__lte", models.F("amount"))),
                        name="given_back_within_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["approved", "declined", "ended", "lapsed"]), _negated=True),
                            ("recommendation", "grant"),
                            _connector="OR",
                        ),
                        name="only_a_proposed_grant_is_approved",
                    ),
                    models.UniqueConstraint(
                        ecosystem.core.models.functions.IdentifierKey("decision_number"),
                        ecosystem.core.models.functions.LocalYear("decided_at"),
                        condition=models.Q(("decision_number", ""), _negated=True),
                        name="decision_number_once_a_year",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grants_awardevent" ("amount", "application_id", "area_id", "budget_line_id", "cancelled", "created_at", "decided_at", "decided_by_id", "decision_number", "decision_reason", "end_reason", "id", "offer_accepted_at", "offer_accepted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason", "recipient_id", "recommendation", "status", "updated_at") VALUES (NEW."amount", NEW."application_id", NEW."area_id", NEW."budget_line_id", NEW."cancelled", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."decision_number", NEW."decision_reason", NEW."end_reason", NEW."id", NEW."offer_accepted_at", NEW."offer_accepted_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."recipient_id", NEW."recommendation", NEW."status", NEW."updated_at"); RETURN NULL;',
                            hash="21abd62a17161cb3934d8526c14e1ce117ada27e",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_67f60",
                            table="grants_award",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."area_id" IS DISTINCT FROM (NEW."area_id") OR OLD."budget_line_id" IS DISTINCT FROM (NEW."budget_line_id") OR OLD."cancelled" IS DISTINCT FROM (NEW."cancelled") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."decision_number" IS DISTINCT FROM (NEW."decision_number") OR OLD."decision_reason" IS DISTINCT FROM (NEW."decision_reason") OR OLD."end_reason" IS DISTINCT FROM (NEW."end_reason") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."offer_accepted_at" IS DISTINCT FROM (NEW."offer_accepted_at") OR OLD."offer_accepted_by_id" IS DISTINCT FROM (NEW."offer_accepted_by_id") OR OLD."proposed_at" IS DISTINCT FROM (NEW."proposed_at") OR OLD."proposed_by_id" IS DISTINCT FROM (NEW."proposed_by_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."recipient_id" IS DISTINCT FROM (NEW."recipient_id") OR OLD."recommendation" IS DISTINCT FROM (NEW."recommendation") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))',
                            func='INSERT INTO "grants_awardevent" ("amount", "application_id", "area_id", "budget_line_id", "cancelled", "created_at", "decided_at", "decided_by_id", "decision_number", "decision_reason", "end_reason", "id", "offer_accepted_at", "offer_accepted_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "reason", "recipient_id", "recommendation", "status", "updated_at") VALUES (NEW."amount", NEW."application_id", NEW."area_id", NEW."budget_line_id", NEW."cancelled", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."decision_number", NEW."decision_reason", NEW."end_reason", NEW."id", NEW."offer_accepted_at", NEW."offer_accepted_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."reason", NEW."recipient_id", NEW."recommendation", NEW."status", NEW."updated_at"); RETURN NULL;',
                            hash="b6a4f1a65fb1641eaf82c9b23bf4c0621ade9d44",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2228d",
                            table="grants_award",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="authors_do_not_approve",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSIF FALSE THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSE\n                NEW.authors := OLD.authors;\n                IF OLD.proposed_by_id IS NOT NULL AND NOT OLD.proposed_by_id = ANY(NEW.authors) THEN\n                    NEW.authors := NEW.authors || OLD.proposed_by_id::bigint;\n                END IF;\n            END IF;\n            IF NEW.proposed_by_id IS NOT NULL AND NOT NEW.proposed_by_id = ANY(NEW.authors) THEN\n                NEW.authors := NEW.authors || NEW.proposed_by_id::bigint;\n            END IF;\n            IF NEW.decided_by_id = ANY(NEW.authors)\n                AND (TG_OP = 'INSERT' OR NEW.decided_by_id IS DISTINCT FROM OLD.decided_by_id) THEN\n                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="402c6efdc26e7f704686fc584206933419f4b7e5",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_authors_do_not_approve_bb674",
                            table="grants_award",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="call_and_words_are_copied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    SELECT call_id, search_folded, number_key, startup_name, startup_id, status IN ('accepted', 'closed')\n    INTO NEW.call_id, NEW.search_folded, NEW.number_key, NEW.startup_name, NEW.startup_id, NEW.result_accepted\n    FROM grants_application WHERE id = NEW.application_id FOR SHARE;\n    SELECT stage_id INTO NEW.stage_id FROM grants_call WHERE id = NEW.call_id;\n    SELECT status = 'public' AND archived_at IS NULL INTO NEW.startup_is_public\n    FROM startups_startup WHERE id = NEW.startup_id;\n    RETURN NEW;\n",
                            hash="a22f93bd5e684ccd1392b32ea1ffd0ba1fcf62f9",
                            operation='INSERT OR UPDATE OF "application_id", "call_id", "search_folded", "number_key", "startup_name", "startup_id", "stage_id", "startup_is_public", "result_accepted"',
                            pgid="pgtrigger_call_and_words_are_copied_98a55",
                            table="grants_award",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="place_of_an_approved_row",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"status\" = 'approved')",
                            func="\n    SELECT s.area_id INTO NEW.area_id\n    FROM grants_application a JOIN startups_startup s ON s.id = a.startup_id WHERE a.id = NEW.application_id;\n    RETURN NEW;\n",
                            hash="107688b89ffb8bd2bae0138245fa61cc1d30eacd",
                            operation="INSERT",
                            pgid="pgtrigger_place_of_an_approved_row_c6288",
                            table="grants_award",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="place_of_the_approval",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NEW.\"status\" = 'approved' AND NOT (OLD.\"status\" = 'approved'))",
                            func="\n    SELECT s.area_id INTO NEW.area_id\n    FROM grants_application a JOIN startups_startup s ON s.id = a.startup_id WHERE a.id = NEW.application_id;\n    RETURN NEW;\n",
                            hash="e178c624c446c4da079fcbaf392816a50168dd97",
                            operation="UPDATE",
                            pgid="pgtrigger_place_of_the_approval_dd9b6",
                            table="grants_award",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="place_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."area_id" IS DISTINCT FROM (NEW."area_id") AND OLD."status" = \'approved\')',
                            func="RAISE EXCEPTION 'The place of a decision does not change';",
                            hash="0cacf8bd1d70906252ec746302d1c4db23e82571",
                            operation="UPDATE",
                            pgid="pgtrigger_place_stays_12904",
                            table="grants_award",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="tranches_follow",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."budget_line_id" IS DISTINCT FROM (NEW."budget_line_id") OR OLD."call_id" IS DISTINCT FROM (NEW."call_id") OR OLD."number_key" IS DISTINCT FROM (NEW."number_key") OR OLD."search_folded" IS DISTINCT FROM (NEW."search_folded") OR OLD."startup_name" IS DISTINCT FROM (NEW."startup_name") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func="\n    UPDATE grants_tranche SET call_id = NEW.call_id, search_folded = NEW.search_folded,\n        number_key = NEW.number_key, startup_name = NEW.startup_name,\n        charged_line_id = CASE WHEN NEW.status = 'approved' THEN NEW.budget_line_id END\n    WHERE contract_id IN (SELECT id FROM grants_contract WHERE award_id = NEW.id);\n    RETURN NULL;\n",
                            hash="14aa7737772fbd6f557fdc6fbfcd0a5dd76beb05",
                            operation="UPDATE",
                            pgid="pgtrigger_tranches_follow_55609",
                            table="grants_award",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="payments_follow",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."budget_line_id" IS DISTINCT FROM (NEW."budget_line_id") OR OLD."result_accepted" IS DISTINCT FROM (NEW."result_accepted") OR OLD."stage_id" IS DISTINCT FROM (NEW."stage_id"))',
                            func="\n    PERFORM FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id\n        WHERE c.award_id = NEW.id ORDER BY t.id FOR NO KEY UPDATE OF t;\n    UPDATE grants_disbursement payment SET budget_line_id = a.budget_line_id, stage_id = a.stage_id,\n        result_accepted = a.result_accepted\n    FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id JOIN grants_award a ON a.id = c.award_id\n    WHERE t.id = payment.tranche_id AND c.award_id = NEW.id;\n    RETURN NULL;\n",
                            hash="341ab577e6954757217ef3bf49d564c491c2fa86",
                            operation="UPDATE",
                            pgid="pgtrigger_payments_follow_a4096",
                            table="grants_award",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="measures_follow_a_row",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)\nSELECT *, FALSE FROM (\nSELECT 'granted', 'place', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.startup_is_public AS TEXT), CAST(NEW.area_id AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'\nUNION ALL SELECT 'granted', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.result_accepted AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'\nUNION ALL SELECT 'granted', 'day', (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.result_accepted AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'\nUNION ALL SELECT 'granted', 'place in year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(NEW.startup_is_public AS TEXT), CAST(NEW.area_id AS TEXT), CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'\nUNION ALL SELECT 'projects', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM NEW.project_previous_on + 17) AS INTEGER) AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.budget_line_id AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'\nUNION ALL SELECT 'projects', 'day', (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM NEW.project_previous_on + 17) AS INTEGER) AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.budget_line_id AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'\nUNION ALL SELECT 'startups supported', 'ever', DATE '0001-01-01', CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM NEW.startup_previous_on + 17) AS INTEGER) AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'\nUNION ALL SELECT 'startups supported', 'day', (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM NEW.startup_previous_on + 17) AS INTEGER) AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'\nUNION ALL SELECT 'granted', 'place', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.startup_is_public AS TEXT), CAST(OLD.area_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'\nUNION ALL SELECT 'granted', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.result_accepted AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'\nUNION ALL SELECT 'granted', 'day', (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.result_accepted AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'\nUNION ALL SELECT 'granted', 'place in year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(OLD.startup_is_public AS TEXT), CAST(OLD.area_id AS TEXT), CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'\nUNION ALL SELECT 'projects', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM OLD.project_previous_on + 17) AS INTEGER) AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.budget_line_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'\nUNION ALL SELECT 'projects', 'day', (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM OLD.project_previous_on + 17) AS INTEGER) AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.budget_line_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'\nUNION ALL SELECT 'startups supported', 'ever', DATE '0001-01-01', CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM OLD.startup_previous_on + 17) AS INTEGER) AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'\nUNION ALL SELECT 'startups supported', 'day', (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM OLD.startup_previous_on + 17) AS INTEGER) AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'\n) changes;\nRETURN NULL;",
                            hash="39966a51cf392d536b0d3ff76cb2a45fbf6c2d5f",
                            operation="INSERT OR DELETE",
                            pgid="pgtrigger_measures_follow_a_row_279c9",
                            table="grants_award",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="measures_follow_a_change",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((CAST(EXTRACT(YEAR FROM OLD.project_previous_on + 17) AS INTEGER)) IS DISTINCT FROM (CAST(EXTRACT(YEAR FROM NEW.project_previous_on + 17) AS INTEGER)) OR (CAST(EXTRACT(YEAR FROM OLD.startup_previous_on + 17) AS INTEGER)) IS DISTINCT FROM (CAST(EXTRACT(YEAR FROM NEW.startup_previous_on + 17) AS INTEGER)) OR (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) IS DISTINCT FROM (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) OR (OLD.amount - OLD.cancelled) IS DISTINCT FROM (NEW.amount - NEW.cancelled) OR (OLD.area_id) IS DISTINCT FROM (NEW.area_id) OR (OLD.budget_line_id) IS DISTINCT FROM (NEW.budget_line_id) OR (OLD.result_accepted) IS DISTINCT FROM (NEW.result_accepted) OR (OLD.stage_id) IS DISTINCT FROM (NEW.stage_id) OR (OLD.startup_is_public) IS DISTINCT FROM (NEW.startup_is_public) OR (OLD.status = 'approved') IS DISTINCT FROM (NEW.status = 'approved'))",
                            func="INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)\nSELECT *, FALSE FROM (\nSELECT 'granted', 'place', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.startup_is_public AS TEXT), CAST(NEW.area_id AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'\nUNION ALL SELECT 'granted', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.result_accepted AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'\nUNION ALL SELECT 'granted', 'day', (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.result_accepted AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'\nUNION ALL SELECT 'granted', 'place in year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(NEW.startup_is_public AS TEXT), CAST(NEW.area_id AS TEXT), CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'\nUNION ALL SELECT 'projects', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM NEW.project_previous_on + 17) AS INTEGER) AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.budget_line_id AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'\nUNION ALL SELECT 'projects', 'day', (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM NEW.project_previous_on + 17) AS INTEGER) AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.budget_line_id AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'\nUNION ALL SELECT 'startups supported', 'ever', DATE '0001-01-01', CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM NEW.startup_previous_on + 17) AS INTEGER) AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'\nUNION ALL SELECT 'startups supported', 'day', (CAST(NEW.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM NEW.startup_previous_on + 17) AS INTEGER) AS TEXT)] AS TEXT[]), 1, (NEW.amount - NEW.cancelled) WHERE NEW.id IS NOT NULL AND NEW.status = 'approved'\nUNION ALL SELECT 'granted', 'place', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.startup_is_public AS TEXT), CAST(OLD.area_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'\nUNION ALL SELECT 'granted', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.result_accepted AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'\nUNION ALL SELECT 'granted', 'day', (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.result_accepted AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'\nUNION ALL SELECT 'granted', 'place in year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(OLD.startup_is_public AS TEXT), CAST(OLD.area_id AS TEXT), CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'\nUNION ALL SELECT 'projects', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM OLD.project_previous_on + 17) AS INTEGER) AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.budget_line_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'\nUNION ALL SELECT 'projects', 'day', (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM OLD.project_previous_on + 17) AS INTEGER) AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.budget_line_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'\nUNION ALL SELECT 'startups supported', 'ever', DATE '0001-01-01', CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM OLD.startup_previous_on + 17) AS INTEGER) AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'\nUNION ALL SELECT 'startups supported', 'day', (CAST(OLD.decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CAST(EXTRACT(YEAR FROM OLD.startup_previous_on + 17) AS INTEGER) AS TEXT)] AS TEXT[]), -1, -(OLD.amount - OLD.cancelled) WHERE OLD.id IS NOT NULL AND OLD.status = 'approved'\n) changes;\nRETURN NULL;",
                            hash="188acae6f56404ad5af76dfddfe242ecd62234a7",
                            operation="UPDATE",
                            pgid="pgtrigger_measures_follow_a_change_0b033",
                            table="grants_award",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="predecessors_follow_a_row",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n        IF (NEW.status = 'approved') IS TRUE OR (OLD.status = 'approved') IS TRUE THEN\n            PERFORM pg_advisory_xact_lock(hashtextextended(TG_TABLE_NAME || ' ' || keys.key, 0)) FROM (\n                SELECT DISTINCT key FROM UNNEST(ARRAY[NEW.startup_id, OLD.startup_id]) AS key WHERE key IS NOT NULL ORDER BY key\n            ) keys;\n            UPDATE grants_award AS written SET startup_previous_on = found.startup_previous_on, project_previous_on = found.project_previous_on FROM (SELECT id, LAG(CAST(decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) OVER (PARTITION BY startup_id ORDER BY decided_at, id) AS startup_previous_on, LAG(CAST(decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) OVER (PARTITION BY startup_id, stage_id ORDER BY decided_at, id) AS project_previous_on FROM grants_award WHERE (status = 'approved') AND (startup_id IN (NEW.startup_id, OLD.startup_id))) found WHERE written.id = found.id AND ROW(written.startup_previous_on, written.project_previous_on) IS DISTINCT FROM ROW(found.startup_previous_on, found.project_previous_on);\n        END IF;\n        RETURN NULL;\n    ",
                            hash="a361e5685b7d28d469d515941fac9393f6496f97",
                            operation="INSERT OR DELETE",
                            pgid="pgtrigger_predecessors_follow_a_row_528a0",
                            table="grants_award",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="predecessors_follow_a_change",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((OLD.decided_at) IS DISTINCT FROM (NEW.decided_at) OR (OLD.stage_id) IS DISTINCT FROM (NEW.stage_id) OR (OLD.startup_id) IS DISTINCT FROM (NEW.startup_id) OR (OLD.status = 'approved') IS DISTINCT FROM (NEW.status = 'approved'))",
                            func="\n        IF (NEW.status = 'approved') IS TRUE OR (OLD.status = 'approved') IS TRUE THEN\n            PERFORM pg_advisory_xact_lock(hashtextextended(TG_TABLE_NAME || ' ' || keys.key, 0)) FROM (\n                SELECT DISTINCT key FROM UNNEST(ARRAY[NEW.startup_id, OLD.startup_id]) AS key WHERE key IS NOT NULL ORDER BY key\n            ) keys;\n            UPDATE grants_award AS written SET startup_previous_on = found.startup_previous_on, project_previous_on = found.project_previous_on FROM (SELECT id, LAG(CAST(decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) OVER (PARTITION BY startup_id ORDER BY decided_at, id) AS startup_previous_on, LAG(CAST(decided_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) OVER (PARTITION BY startup_id, stage_id ORDER BY decided_at, id) AS project_previous_on FROM grants_award WHERE (status = 'approved') AND (startup_id IN (NEW.startup_id, OLD.startup_id))) found WHERE written.id = found.id AND ROW(written.startup_previous_on, written.project_previous_on) IS DISTINCT FROM ROW(found.startup_previous_on, found.project_previous_on);\n        END IF;\n        RETURN NULL;\n    ",
                            hash="6a747786972f28e51593f33c876932eb09f9b340",
                            operation="UPDATE",
                            pgid="pgtrigger_predecessors_follow_a_change_e64e1",
                            table="grants_award",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="figures_change_by_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func="INSERT INTO core_figurechange (at) VALUES (now()); RETURN NULL;",
                            hash="ed1d86cd57cd0aa821e78e7f61d0f04fb1ec24d9",
                            operation="UPDATE",
                            pgid="pgtrigger_figures_change_by_update_4b8b9",
                            table="grants_award",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="figures_change_by_row",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO core_figurechange (at) VALUES (now()); RETURN NULL;",
                            hash="aeff6dde09e20e0aa37aa7c34b2480c37553db69",
                            operation="INSERT OR DELETE",
                            pgid="pgtrigger_figures_change_by_row_01e1e",
                            table="grants_award",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwardEvent",
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
                        to="grants.award",
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
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grants.application",
                    ),
                ),
                (
                    "budget_line",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="plan.budgetline",
                    ),
                ),
                (
                    "recommendation",
                    models.CharField(
                        choices=[("grant", "Grant the support"), ("refuse", "Do not grant")],
                        max_length=10,
                        verbose_name="proposal",
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="amount (đồng)")),
                ("cancelled", models.BigIntegerField(default=0, editable=False, verbose_name="given back (đồng)")),
                (
                    "recipient",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="startups.organisation",
                        verbose_name="organisation that receives and manages the money",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason for the proposal")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("returned", "Sent back"),
                            ("approved", "Approved"),
                            ("rejected", "Not approved"),
                            ("void", "Cancelled by the withdrawal"),
                            ("declined", "Declined by the startup"),
                            ("lapsed", "Lapsed: not accepted in time"),
                            ("ended", "Ended before the contract"),
                        ],
                        default="proposed",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("proposed_at", models.DateTimeField()),
                (
                    "decided_by",
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
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("decision_number", models.CharField(blank=True, max_length=60, verbose_name="decision number")),
                ("decision_reason", models.TextField(blank=True)),
                (
                    "offer_accepted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("offer_accepted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("low_score", "The score is below what is asked"),
                            ("not_eligible", "Does not meet the conditions"),
                            ("no_budget", "The budget is used up"),
                            ("double_funding", "The costs are paid from another source"),
                            ("not_feasible", "The project cannot be carried out as described"),
                            ("no_result", "The work was not done or the result was not accepted"),
                            ("at_request", "At the startup's own request"),
                            ("breach", "Terms of the contract were broken"),
                            ("declined", "The startup declined the grant"),
                            ("lapsed", "The startup did not accept the grant in time"),
                            ("other", "Another reason"),
                        ],
                        max_length=20,
                        verbose_name="kind of reason",
                    ),
                ),
                (
                    "area",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reference.area",
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
                            hash="d8642c4443d5ddbe560eab2dc061c372618e2c46",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_134eb",
                            table="grants_awardevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "award",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="letter", to="grants.award"
                    ),
                ),
                ("content", models.JSONField()),
                ("file", models.FileField(blank=True, max_length=200, upload_to="")),
                ("size", models.PositiveIntegerField(blank=True, null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="letter_is_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF NEW.content <> OLD.content OR NEW.award_id <> OLD.award_id\n                        OR (OLD.sha256 <> '' AND (NEW.sha256, NEW.file, NEW.size) IS DISTINCT FROM (OLD.sha256, OLD.file, OLD.size)) THEN\n                        RAISE EXCEPTION 'a decision letter is frozen' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="634b3361c49a666ead8f45111a0dd2243d8cefa1",
                            operation="UPDATE",
                            pgid="pgtrigger_letter_is_frozen_3024a",
                            table="grants_decisionletter",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="letter_not_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="c0e5e55b753691c7552d2cc7972302e33bec19ef",
                            operation="DELETE",
                            pgid="pgtrigger_letter_not_deleted_65971",
                            table="grants_decisionletter",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contract",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "award",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contract", to="grants.award"
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="contract number")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("signed_file", models.FileField(blank=True, max_length=200, upload_to="", verbose_name="signed copy")),
                ("signed_file_name", models.CharField(blank=True, max_length=200)),
                ("signed_file_type", models.CharField(blank=True, max_length=100)),
                ("signed_file_sha256", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            ecosystem.core.models.functions.Fold("number"), name="gin_trgm_ops"
                        ),
                        name="contract_by_number",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_on__lte", models.F("ends_on"))),
                        name="contract_starts_before_it_ends",
                    ),
                    models.UniqueConstraint(
                        ecosystem.core.models.functions.IdentifierKey("number"), name="contract_number_once"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grants_contractevent" ("award_id", "created_at", "ends_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_by_id", "signed_file", "signed_file_name", "signed_file_sha256", "signed_file_type", "signed_on", "starts_on", "updated_at") VALUES (NEW."award_id", NEW."created_at", NEW."ends_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."signed_by_id", NEW."signed_file", NEW."signed_file_name", NEW."signed_file_sha256", NEW."signed_file_type", NEW."signed_on", NEW."starts_on", NEW."updated_at"); RETURN NULL;',
                            hash="61b2b21b7161c0fdfa817aba3c9f6f575e3c88fa",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_fdbf0",
                            table="grants_contract",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grants_contractevent" ("award_id", "created_at", "ends_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_by_id", "signed_file", "signed_file_name", "signed_file_sha256", "signed_file_type", "signed_on", "starts_on", "updated_at") VALUES (NEW."award_id", NEW."created_at", NEW."ends_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."signed_by_id", NEW."signed_file", NEW."signed_file_name", NEW."signed_file_sha256", NEW."signed_file_type", NEW."signed_on", NEW."starts_on", NEW."updated_at"); RETURN NULL;',
                            hash="8239e2f1054ae89ae5a3f2965e7a4633a761a25c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_5b394",
                            table="grants_contract",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="tranches_follow",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."award_id" IS DISTINCT FROM (NEW."award_id"))',
                            func="\n    UPDATE grants_tranche SET call_id = award.call_id, search_folded = award.search_folded,\n        number_key = award.number_key, startup_name = award.startup_name,\n        charged_line_id = CASE WHEN award.status = 'approved' THEN award.budget_line_id END\n    FROM grants_award award WHERE award.id = NEW.award_id AND contract_id = NEW.id;\n    RETURN NULL;\n",
                            hash="3e761592be66be43a7e2d8b7fea04b0b551c46fe",
                            operation="UPDATE",
                            pgid="pgtrigger_tranches_follow_fc516",
                            table="grants_contract",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="time_holds_its_tranches",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\n    IF EXISTS (\n        SELECT FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id\n        WHERE c.id = NEW.id AND t.status <> 'cancelled' AND (t.due_on < c.starts_on OR t.due_on > c.ends_on)\n    ) THEN\n        RAISE EXCEPTION 'a deliverable is due outside the time of its contract' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                            hash="f0c560adcfb0a4fa6032cb4267c237257d80d610",
                            operation='UPDATE OF "starts_on", "ends_on"',
                            pgid="pgtrigger_time_holds_its_tranches_9fcd8",
                            table="grants_contract",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="payments_follow",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."award_id" IS DISTINCT FROM (NEW."award_id"))',
                            func="\n    PERFORM FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id\n        WHERE c.id = NEW.id ORDER BY t.id FOR NO KEY UPDATE OF t;\n    UPDATE grants_disbursement payment SET budget_line_id = a.budget_line_id, stage_id = a.stage_id,\n        result_accepted = a.result_accepted\n    FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id JOIN grants_award a ON a.id = c.award_id\n    WHERE t.id = payment.tranche_id AND c.id = NEW.id;\n    RETURN NULL;\n",
                            hash="4332788cb2e00a4636371a12e681d0c1b4cd4557",
                            operation="UPDATE",
                            pgid="pgtrigger_payments_follow_dca55",
                            table="grants_contract",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContractEvent",
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
                        to="grants.contract",
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
                    "award",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grants.award",
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="contract number")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
                (
                    "signed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("signed_file", models.FileField(blank=True, max_length=200, upload_to="", verbose_name="signed copy")),
                ("signed_file_name", models.CharField(blank=True, max_length=200)),
                ("signed_file_type", models.CharField(blank=True, max_length=100)),
                ("signed_file_sha256", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="72b2d057a47fdf0fe53ee064a4d951cd45058253",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_07f72",
                            table="grants_contractevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Tranche",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("number_key", models.TextField(db_collation="C", default="", editable=False)),
                ("startup_name", models.CharField(default="", editable=False, max_length=200)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tranches", to="grants.contract"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("amount", models.BigIntegerField(verbose_name="amount (đồng)")),
                ("deliverable", models.CharField(max_length=500, verbose_name="deliverable")),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Deliverable not reported yet"),
                            ("reported", "Deliverable reported"),
                            ("returned", "Deliverable sent back"),
                            ("accepted", "Deliverable accepted"),
                            ("paid", "Paid"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "response",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tranche",
                        to="questionnaires.questionnaireresponse",
                    ),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reported_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "call",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grants.call",
                    ),
                ),
                ("search_folded", models.TextField(default="", editable=False)),
                (
                    "charged_line",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plan.budgetline",
                    ),
                ),
                ("paid_on", models.DateField(editable=False, null=True)),
                (
                    "startup_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.SortKey("startup_name"),
                        output_field=models.TextField(db_collation="C"),
                    ),
                ),
                (
                    "paid_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "paid_on", models.Value(datetime.date(9999, 12, 31))
                        ),
                        output_field=models.DateField(),
                    ),
                ),
            ],
            options={
                "ordering": ["contract", "number"],
                "indexes": [
                    models.Index(fields=["status", "due_on", "id"], name="tranche_status_due"),
                    models.Index(
                        fields=["due_on", "id"], include=("contract", "status", "call", "amount"), name="tranche_due"
                    ),
                    models.Index(
                        fields=["amount", "id"],
                        include=("contract", "status", "call", "due_on"),
                        name="tranche_in_sum_order",
                    ),
                    models.Index(fields=["call", "due_on", "id"], name="tranche_of_call"),
                    models.Index(
                        fields=["call", "status", "due_on", "id"],
                        include=("contract",),
                        name="tranche_of_call_by_status",
                    ),
                    models.Index(
                        fields=["number_key", "id"],
                        include=("contract", "status", "call", "due_on", "amount"),
                        name="tranche_in_number_order",
                    ),
                    models.Index(
                        fields=["startup_key", "id"],
                        include=("contract", "status", "call", "due_on", "amount"),
                        name="tranche_in_startup_order",
                    ),
                    models.Index(
                        fields=["paid_key", "id"],
                        include=("contract", "status", "call", "due_on", "amount"),
                        name="tranche_in_payment_order",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_folded"), name="gin_trgm_ops"),
                        models.F("status"),
                        models.F("call"),
                        name="tranche_filters",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("contract", "number"), name="tranche_number_in_contract"),
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="tranche_has_an_amount"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["accepted", "paid"]), _negated=True),
                            ("accepted_by__isnull", False),
                            _connector="OR",
                        ),
                        name="tranche_paid_after_acceptance",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_by__isnull", True),
                            ("reported_by__isnull", True),
                            models.Q(("accepted_by", models.F("reported_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="who_reports_does_not_accept",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="authors_do_not_approve",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSIF FALSE THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSE\n                NEW.authors := OLD.authors;\n                IF OLD.reported_by_id IS NOT NULL AND NOT OLD.reported_by_id = ANY(NEW.authors) THEN\n                    NEW.authors := NEW.authors || OLD.reported_by_id::bigint;\n                END IF;\n            END IF;\n            IF NEW.reported_by_id IS NOT NULL AND NOT NEW.reported_by_id = ANY(NEW.authors) THEN\n                NEW.authors := NEW.authors || NEW.reported_by_id::bigint;\n            END IF;\n            IF NEW.accepted_by_id = ANY(NEW.authors)\n                AND (TG_OP = 'INSERT' OR NEW.accepted_by_id IS DISTINCT FROM OLD.accepted_by_id) THEN\n                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="ea0a0a1a39abf4bc342c51169e5b02f5492ba80b",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_authors_do_not_approve_a5a90",
                            table="grants_tranche",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="call_and_words_are_copied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    SELECT award.call_id, award.search_folded, award.number_key, award.startup_name,\n        CASE WHEN award.status = 'approved' THEN award.budget_line_id END\n    INTO NEW.call_id, NEW.search_folded, NEW.number_key, NEW.startup_name, NEW.charged_line_id\n    FROM grants_contract contract JOIN grants_award award ON award.id = contract.award_id\n    WHERE contract.id = NEW.contract_id FOR SHARE;\n    RETURN NEW;\n",
                            hash="8d8ad33d2ef048764dde5f78c197eecb03b958c4",
                            operation='INSERT OR UPDATE OF "contract_id", "call_id", "search_folded", "number_key", "startup_name", "charged_line_id"',
                            pgid="pgtrigger_call_and_words_are_copied_e6d6a",
                            table="grants_tranche",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="day_of_the_payment_is_copied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    NEW.paid_on := (SELECT max(paid_on) FROM grants_disbursement WHERE tranche_id = NEW.id AND is_effective);\n    RETURN NEW;\n",
                            hash="65fb31bbec51488ca3961ae04ddd39d52fe10cb1",
                            operation='INSERT OR UPDATE OF "paid_on"',
                            pgid="pgtrigger_day_of_the_payment_is_copied_b8e09",
                            table="grants_tranche",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="tranches_add_up",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            declare="DECLARE wanted bigint; found bigint;",
                            func="\n    SELECT a.amount, coalesce(sum(t.amount), 0) INTO wanted, found\n    FROM grants_contract c JOIN grants_award a ON a.id = c.award_id\n    LEFT JOIN grants_tranche t ON t.contract_id = c.id\n    WHERE c.id = NEW.contract_id GROUP BY a.amount;\n    IF wanted IS DISTINCT FROM found THEN\n        RAISE EXCEPTION 'tranches add up to %, the award is %', found, wanted USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                            hash="51feed71bc43106140703260bf66907f50c1fd28",
                            operation='INSERT OR UPDATE OF "amount", "contract_id"',
                            pgid="pgtrigger_tranches_add_up_b10ad",
                            table="grants_tranche",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="due_within_contract",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            constraint="CONSTRAINT",
                            func="\n    IF EXISTS (\n        SELECT FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id\n        WHERE t.id = NEW.id AND t.status <> 'cancelled' AND (t.due_on < c.starts_on OR t.due_on > c.ends_on)\n    ) THEN\n        RAISE EXCEPTION 'a deliverable is due outside the time of its contract' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n",
                            hash="179abbc2019b68eb731d8cfa0c590e587e4513a4",
                            operation='UPDATE OF "due_on"',
                            pgid="pgtrigger_due_within_contract_cbd7b",
                            table="grants_tranche",
                            timing="DEFERRABLE INITIALLY DEFERRED",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="settled_due_day_stays",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"status\" IN ('accepted', 'paid', 'cancelled') AND OLD.\"due_on\" IS DISTINCT FROM (NEW.\"due_on\"))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="6d04fde6d1e97706a5b38e5ed5437d3865a38540",
                            operation="UPDATE",
                            pgid="pgtrigger_settled_due_day_stays_ebc6e",
                            table="grants_tranche",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="tranche_not_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="45be886de9bec06cd5c993de1dbe2f10c21b7ffe",
                            operation="DELETE",
                            pgid="pgtrigger_tranche_not_deleted_46fb3",
                            table="grants_tranche",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="payments_follow",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."contract_id" IS DISTINCT FROM (NEW."contract_id"))',
                            func="\n    PERFORM FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id\n        WHERE t.id = NEW.id ORDER BY t.id FOR NO KEY UPDATE OF t;\n    UPDATE grants_disbursement payment SET budget_line_id = a.budget_line_id, stage_id = a.stage_id,\n        result_accepted = a.result_accepted\n    FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id JOIN grants_award a ON a.id = c.award_id\n    WHERE t.id = payment.tranche_id AND t.id = NEW.id;\n    RETURN NULL;\n",
                            hash="fb5a4081b8741521899f451b45128ae52768fda8",
                            operation="UPDATE",
                            pgid="pgtrigger_payments_follow_90dc9",
                            table="grants_tranche",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="measures_follow_a_row",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)\nSELECT *, FALSE FROM (\nSELECT 'contracted', 'line', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.charged_line_id AS TEXT)] AS TEXT[]), 1, (NEW.amount) WHERE NEW.id IS NOT NULL AND NEW.status <> 'cancelled' AND NEW.charged_line_id IS NOT NULL\nUNION ALL SELECT 'contracted', 'line', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.charged_line_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount) WHERE OLD.id IS NOT NULL AND OLD.status <> 'cancelled' AND OLD.charged_line_id IS NOT NULL\n) changes;\nRETURN NULL;",
                            hash="e8ad900d127370ccb471f29a86adeeb69aed5794",
                            operation="INSERT OR DELETE",
                            pgid="pgtrigger_measures_follow_a_row_1f930",
                            table="grants_tranche",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="measures_follow_a_change",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((OLD.amount) IS DISTINCT FROM (NEW.amount) OR (OLD.charged_line_id) IS DISTINCT FROM (NEW.charged_line_id) OR (OLD.status <> 'cancelled' AND OLD.charged_line_id IS NOT NULL) IS DISTINCT FROM (NEW.status <> 'cancelled' AND NEW.charged_line_id IS NOT NULL))",
                            func="INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)\nSELECT *, FALSE FROM (\nSELECT 'contracted', 'line', DATE '0001-01-01', CAST(ARRAY[CAST(NEW.charged_line_id AS TEXT)] AS TEXT[]), 1, (NEW.amount) WHERE NEW.id IS NOT NULL AND NEW.status <> 'cancelled' AND NEW.charged_line_id IS NOT NULL\nUNION ALL SELECT 'contracted', 'line', DATE '0001-01-01', CAST(ARRAY[CAST(OLD.charged_line_id AS TEXT)] AS TEXT[]), -1, -(OLD.amount) WHERE OLD.id IS NOT NULL AND OLD.status <> 'cancelled' AND OLD.charged_line_id IS NOT NULL\n) changes;\nRETURN NULL;",
                            hash="72d545da8951527ab9a8a2a9ef9c413cdc1263c4",
                            operation="UPDATE",
                            pgid="pgtrigger_measures_follow_a_change_a28bf",
                            table="grants_tranche",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grants_trancheevent" ("accepted_at", "accepted_by_id", "amount", "contract_id", "created_at", "deliverable", "due_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_at", "reported_by_id", "response_id", "status", "updated_at") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."amount", NEW."contract_id", NEW."created_at", NEW."deliverable", NEW."due_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reported_at", NEW."reported_by_id", NEW."response_id", NEW."status", NEW."updated_at"); RETURN NULL;',
                            hash="4963452a167187bc00c7e868870b8672ca34d4dc",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_67ae0",
                            table="grants_tranche",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."accepted_by_id" IS DISTINCT FROM (NEW."accepted_by_id") OR OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."contract_id" IS DISTINCT FROM (NEW."contract_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."deliverable" IS DISTINCT FROM (NEW."deliverable") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."reported_at" IS DISTINCT FROM (NEW."reported_at") OR OLD."reported_by_id" IS DISTINCT FROM (NEW."reported_by_id") OR OLD."response_id" IS DISTINCT FROM (NEW."response_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))',
                            func='INSERT INTO "grants_trancheevent" ("accepted_at", "accepted_by_id", "amount", "contract_id", "created_at", "deliverable", "due_on", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reported_at", "reported_by_id", "response_id", "status", "updated_at") VALUES (NEW."accepted_at", NEW."accepted_by_id", NEW."amount", NEW."contract_id", NEW."created_at", NEW."deliverable", NEW."due_on", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reported_at", NEW."reported_by_id", NEW."response_id", NEW."status", NEW."updated_at"); RETURN NULL;',
                            hash="5a2564cb14a2ff4f8bc1cae9b1cae0b831059167",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2921f",
                            table="grants_tranche",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrancheEvent",
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
                        to="grants.tranche",
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
                    "contract",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grants.contract",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("amount", models.BigIntegerField(verbose_name="amount (đồng)")),
                ("deliverable", models.CharField(max_length=500, verbose_name="deliverable")),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("planned", "Deliverable not reported yet"),
                            ("reported", "Deliverable reported"),
                            ("returned", "Deliverable sent back"),
                            ("accepted", "Deliverable accepted"),
                            ("paid", "Paid"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "response",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="questionnaires.questionnaireresponse",
                    ),
                ),
                (
                    "reported_by",
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
                ("reported_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
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
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="012aac2f132d74946806e80aef7d23d64d53c395",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_bcbce",
                            table="grants_trancheevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="plan_steps", to="grants.application"
                    ),
                ),
                ("month", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="month")),
                ("activity", models.CharField(blank=True, max_length=500, verbose_name="what is done")),
                ("deliverable", models.CharField(blank=True, max_length=500, verbose_name="what comes out")),
            ],
            options={
                "ordering": [models.OrderBy(models.F("month"), nulls_last=True), "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("month__range", (1, 60))), name="plan_month_within_5_years"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CostLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cost_lines", to="grants.application"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("labour", "Labour"), ("other", "Other costs")],
                        max_length=8,
                        verbose_name="kind of cost",
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=300, verbose_name="for what")),
                ("quantity", models.PositiveIntegerField(default=1, verbose_name="quantity")),
                ("unit_price", models.BigIntegerField(verbose_name="unit price (đồng)")),
                (
                    "amount",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            models.F("quantity"), "*", models.F("unit_price")
                        ),
                        output_field=models.BigIntegerField(),
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("quantity__gte", 1),
                            ("quantity__lte", 1000000),
                            ("unit_price__gte", 0),
                            ("unit_price__lte", 1000000000000000),
                        ),
                        name="cost_line_within_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="grants.application"
                    ),
                ),
                (
                    "requirement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grants.requireddocument",
                    ),
                ),
                ("file", models.FileField(max_length=200, upload_to="")),
                ("original_name", models.CharField(max_length=200)),
                ("content_type", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "requirement", "sha256"), name="same_file_once_per_paper"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="submissions", to="grants.application"
                    ),
                ),
                ("sequence", models.PositiveSmallIntegerField()),
                ("sent_at", models.DateTimeField()),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("content", models.JSONField()),
                ("content_sha256", models.CharField(max_length=64)),
                ("receipt", models.FileField(blank=True, max_length=200, upload_to="")),
                ("receipt_sha256", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "ordering": ["application", "sequence"],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "sequence"), name="one_submission_per_sequence")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="submission_not_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="5085de8643f90939699fb8470abab516db1f4b38",
                            operation="DELETE",
                            pgid="pgtrigger_submission_not_deleted_3dc26",
                            table="grants_submission",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="sent_content_is_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='RAISE EXCEPTION \'pgtrigger: Cannot update of "content", "content_sha256", "sent_at", "sent_by_id", "sequence" rows from % table\', TG_TABLE_NAME;',
                            hash="d125bb49aeff484fe1911792649e5431a85eb472",
                            operation='UPDATE OF "content", "content_sha256", "sent_at", "sent_by_id", "sequence"',
                            pgid="pgtrigger_sent_content_is_frozen_86757",
                            table="grants_submission",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checklist", to="grants.application"
                    ),
                ),
                ("item", models.CharField(max_length=80)),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("right", "Complete and valid"),
                            ("missing", "Missing or incomplete"),
                            ("wrong", "Not valid"),
                        ],
                        max_length=8,
                        verbose_name="result",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="what is missing or wrong")),
                (
                    "checked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("checked_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "item"), name="one_result_per_item_of_the_checklist"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("result", "right"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="a_gap_has_its_reason",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grants_checklistitemevent" ("application_id", "checked_at", "checked_by_id", "created_at", "id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "result", "updated_at") VALUES (NEW."application_id", NEW."checked_at", NEW."checked_by_id", NEW."created_at", NEW."id", NEW."item", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."result", NEW."updated_at"); RETURN NULL;',
                            hash="8921aa2feafce7b519e06f47bd21189728f27d26",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0909c",
                            table="grants_checklistitem",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grants_checklistitemevent" ("application_id", "checked_at", "checked_by_id", "created_at", "id", "item", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "result", "updated_at") VALUES (NEW."application_id", NEW."checked_at", NEW."checked_by_id", NEW."created_at", NEW."id", NEW."item", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."result", NEW."updated_at"); RETURN NULL;',
                            hash="a608c56f45cfff7d48e0461017b41d5eb7d63e29",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_32ec6",
                            table="grants_checklistitem",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChecklistItemEvent",
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
                        to="grants.checklistitem",
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
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grants.application",
                    ),
                ),
                ("item", models.CharField(max_length=80)),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("right", "Complete and valid"),
                            ("missing", "Missing or incomplete"),
                            ("wrong", "Not valid"),
                        ],
                        max_length=8,
                        verbose_name="result",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="what is missing or wrong")),
                (
                    "checked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("checked_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b85cd86dd6ffc13840cceee45bc48bbb63adc7b1",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d930e",
                            table="grants_checklistitemevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StepClock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="clocks", to="grants.application"
                    ),
                ),
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
                        ],
                        max_length=20,
                    ),
                ),
                ("amount", models.PositiveSmallIntegerField()),
                ("unit", models.CharField(choices=[("day", "days"), ("working_day", "working days")], max_length=12)),
                ("started_on", models.DateField()),
                ("due_on", models.DateField()),
                ("paused_on", models.DateField(blank=True, null=True)),
                ("resumed_on", models.DateField(blank=True, null=True)),
                ("days_left", models.SmallIntegerField(blank=True, null=True)),
                ("ended_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_on__isnull", True), ("paused_on__isnull", True)),
                        fields=["due_on", "id"],
                        name="running_clock_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True), ("paused_on__isnull", True)),
                        fields=("application",),
                        name="one_running_clock_per_dossier",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="measures_follow_a_row",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)\nSELECT *, FALSE FROM (\nSELECT 'steps ended', 'day', (NEW.ended_on), CAST(ARRAY[CAST(NEW.ended_on <= NEW.due_on AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.ended_on IS NOT NULL AND NEW.paused_on IS NULL AND NEW.step <> 'completion'\nUNION ALL SELECT 'steps ended', 'day', (OLD.ended_on), CAST(ARRAY[CAST(OLD.ended_on <= OLD.due_on AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.ended_on IS NOT NULL AND OLD.paused_on IS NULL AND OLD.step <> 'completion'\n) changes;\nRETURN NULL;",
                            hash="aa406af48bd4b4a5b10936b7c55f96068d01ef6c",
                            operation="INSERT OR DELETE",
                            pgid="pgtrigger_measures_follow_a_row_7d9c4",
                            table="grants_stepclock",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="measures_follow_a_change",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((OLD.ended_on) IS DISTINCT FROM (NEW.ended_on) OR (OLD.ended_on <= OLD.due_on) IS DISTINCT FROM (NEW.ended_on <= NEW.due_on) OR (OLD.ended_on IS NOT NULL AND OLD.paused_on IS NULL AND OLD.step <> 'completion') IS DISTINCT FROM (NEW.ended_on IS NOT NULL AND NEW.paused_on IS NULL AND NEW.step <> 'completion'))",
                            func="INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)\nSELECT *, FALSE FROM (\nSELECT 'steps ended', 'day', (NEW.ended_on), CAST(ARRAY[CAST(NEW.ended_on <= NEW.due_on AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.ended_on IS NOT NULL AND NEW.paused_on IS NULL AND NEW.step <> 'completion'\nUNION ALL SELECT 'steps ended', 'day', (OLD.ended_on), CAST(ARRAY[CAST(OLD.ended_on <= OLD.due_on AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.ended_on IS NOT NULL AND OLD.paused_on IS NULL AND OLD.step <> 'completion'\n) changes;\nRETURN NULL;",
                            hash="6c57344460a46f62bb00b56b222c6246b9ae491e",
                            operation="UPDATE",
                            pgid="pgtrigger_measures_follow_a_change_dc241",
                            table="grants_stepclock",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="figures_change_by_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."step" = \'completion\' AND (OLD."ended_on" IS DISTINCT FROM (NEW."ended_on") OR OLD."started_on" IS DISTINCT FROM (NEW."started_on")))',
                            func="INSERT INTO core_figurechange (at) VALUES (now()); RETURN NULL;",
                            hash="c7b370ac5113603a76a732283d928cf30cfa9bb1",
                            operation="UPDATE",
                            pgid="pgtrigger_figures_change_by_update_50c8a",
                            table="grants_stepclock",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Disbursement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "tranche",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="payments", to="grants.tranche"
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="amount (đồng)")),
                ("paid_on", models.DateField(verbose_name="paid on")),
                ("reference", models.CharField(max_length=60, verbose_name="payment reference")),
                (
                    "paid_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "reverses",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversing_entries",
                        to="grants.disbursement",
                    ),
                ),
                ("is_effective", models.BooleanField(default=True, editable=False)),
                (
                    "budget_line",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plan.budgetline",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.term",
                    ),
                ),
                ("result_accepted", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["paid_on", "id"], name="disbursement_paid_on"),
                    models.Index(fields=["budget_line", "id"], name="disbursement_of_line"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            ecosystem.core.models.functions.Fold("reference"), name="gin_trgm_ops"
                        ),
                        name="disbursement_by_reference",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__gt", 0), ("reverses__isnull", True)),
                            models.Q(("amount__lt", 0), ("is_effective", False), ("reverses__isnull", False)),
                            _connector="OR",
                        ),
                        name="payment_has_an_amount",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_effective", True)), fields=("tranche",), name="tranche_is_paid_once"
                    ),
                    models.UniqueConstraint(
                        ecosystem.core.models.functions.IdentifierKey("reference"),
                        django.db.models.functions.datetime.ExtractYear("paid_on"),
                        condition=models.Q(("is_effective", True)),
                        name="payment_order_number_once_a_year",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grants_disbursementevent" ("amount", "created_at", "id", "is_effective", "paid_by_id", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "reverses_id", "tranche_id", "updated_at") VALUES (NEW."amount", NEW."created_at", NEW."id", NEW."is_effective", NEW."paid_by_id", NEW."paid_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reference", NEW."reverses_id", NEW."tranche_id", NEW."updated_at"); RETURN NULL;',
                            hash="7c5a7c7263aac6d589ded94870e97d86c23e1614",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_64437",
                            table="grants_disbursement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_effective" IS DISTINCT FROM (NEW."is_effective") OR OLD."paid_by_id" IS DISTINCT FROM (NEW."paid_by_id") OR OLD."paid_on" IS DISTINCT FROM (NEW."paid_on") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."reverses_id" IS DISTINCT FROM (NEW."reverses_id") OR OLD."tranche_id" IS DISTINCT FROM (NEW."tranche_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))',
                            func='INSERT INTO "grants_disbursementevent" ("amount", "created_at", "id", "is_effective", "paid_by_id", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "reverses_id", "tranche_id", "updated_at") VALUES (NEW."amount", NEW."created_at", NEW."id", NEW."is_effective", NEW."paid_by_id", NEW."paid_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reference", NEW."reverses_id", NEW."tranche_id", NEW."updated_at"); RETURN NULL;',
                            hash="757082860325094240dda2ba1a8b0d06435e2a45",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_8d71d",
                            table="grants_disbursement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="payer_is_a_third_person",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."reverses_id" IS NULL)',
                            declare="DECLARE tranche record;",
                            func="\n                    SELECT t.amount, t.accepted_by_id, a.proposed_by_id, a.decided_by_id INTO tranche\n                    FROM grants_tranche t\n                    JOIN grants_contract c ON c.id = t.contract_id\n                    JOIN grants_award a ON a.id = c.award_id\n                    WHERE t.id = NEW.tranche_id;\n                    IF NEW.paid_by_id IN (tranche.proposed_by_id, tranche.decided_by_id, tranche.accepted_by_id) THEN\n                        RAISE EXCEPTION 'who proposed, decided or accepted does not pay' USING ERRCODE = 'check_violation';\n                    END IF;\n                    IF NEW.amount <> tranche.amount THEN\n                        RAISE EXCEPTION 'a tranche is paid whole' USING ERRCODE = 'check_violation';\n                    END IF;\n                    IF tranche.accepted_by_id IS NULL THEN\n                        RAISE EXCEPTION 'a tranche is paid after acceptance' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="a20839401bc997d8ee3f1075a00d24b9a1878d57",
                            operation="INSERT",
                            pgid="pgtrigger_payer_is_a_third_person_bb774",
                            table="grants_disbursement",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="reversal_is_confirmed",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."reverses_id" IS NOT NULL)',
                            declare="DECLARE payment record; taken_back bigint;",
                            func="\n                    SELECT * INTO payment FROM grants_disbursement WHERE id = NEW.reverses_id FOR UPDATE;\n                    SELECT coalesce(sum(amount), 0) INTO taken_back FROM grants_disbursement WHERE reverses_id = payment.id;\n                    IF payment.reverses_id IS NOT NULL OR payment.tranche_id <> NEW.tranche_id\n                        OR payment.amount + taken_back + NEW.amount < 0 THEN\n                        RAISE EXCEPTION 'a reversing entry takes back at most its payment' USING ERRCODE = 'check_violation';\n                    END IF;\n                    IF NOT EXISTS (SELECT 1 FROM grants_reversal WHERE payment_id = payment.id AND status = 'confirmed'\n                        AND amount = -NEW.amount AND entry_id IS NULL) THEN\n                        RAISE EXCEPTION 'a reversing entry needs a confirmed request' USING ERRCODE = 'check_violation';\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="4c2ec57c82c3e87c8842e08409d05a02756deadf",
                            operation="INSERT",
                            pgid="pgtrigger_reversal_is_confirmed_c09de",
                            table="grants_disbursement",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="payment_not_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='RAISE EXCEPTION \'pgtrigger: Cannot update of "tranche_id", "amount", "paid_on", "reference", "paid_by_id", "reverses_id" rows from % table\', TG_TABLE_NAME;',
                            hash="e23f1cd2eef47bde7c3b49d99d1866f5774bda8e",
                            operation='UPDATE OF "tranche_id", "amount", "paid_on", "reference", "paid_by_id", "reverses_id"',
                            pgid="pgtrigger_payment_not_edited_2a303",
                            table="grants_disbursement",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="payment_not_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="749a800a3bfd1abf7f6f360c0d4d8fd190222d70",
                            operation="DELETE",
                            pgid="pgtrigger_payment_not_deleted_262ca",
                            table="grants_disbursement",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="day_goes_to_the_tranche",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NEW."reverses_id" IS NULL)',
                            func="\n                    UPDATE grants_tranche SET paid_on = NULL WHERE id = NEW.tranche_id;\n                    RETURN NULL;\n                ",
                            hash="1f408cc89f8f4cdfc4b1159f7512f884a303cf86",
                            operation='INSERT OR UPDATE OF "is_effective"',
                            pgid="pgtrigger_day_goes_to_the_tranche_e5bb6",
                            table="grants_disbursement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="award_is_copied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    PERFORM FROM grants_tranche WHERE id = NEW.tranche_id FOR SHARE;\n    SELECT a.budget_line_id, a.stage_id, a.result_accepted\n    INTO NEW.budget_line_id, NEW.stage_id, NEW.result_accepted\n    FROM grants_tranche t JOIN grants_contract c ON c.id = t.contract_id JOIN grants_award a ON a.id = c.award_id\n    WHERE t.id = NEW.tranche_id;\n    RETURN NEW;\n",
                            hash="3da32d6b3fa1f3a1f75c2195916ee2c2a41eacc4",
                            operation='INSERT OR UPDATE OF "budget_line_id", "stage_id", "result_accepted"',
                            pgid="pgtrigger_award_is_copied_81158",
                            table="grants_disbursement",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="measures_follow_a_row",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)\nSELECT *, FALSE FROM (\nSELECT 'paid', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (NEW.paid_on) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.result_accepted AS TEXT)] AS TEXT[]), 1, (NEW.amount) WHERE NEW.id IS NOT NULL AND TRUE\nUNION ALL SELECT 'paid', 'day', (NEW.paid_on), CAST(ARRAY[CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.result_accepted AS TEXT)] AS TEXT[]), 1, (NEW.amount) WHERE NEW.id IS NOT NULL AND TRUE\nUNION ALL SELECT 'paid', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (OLD.paid_on) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.result_accepted AS TEXT)] AS TEXT[]), -1, -(OLD.amount) WHERE OLD.id IS NOT NULL AND TRUE\nUNION ALL SELECT 'paid', 'day', (OLD.paid_on), CAST(ARRAY[CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.result_accepted AS TEXT)] AS TEXT[]), -1, -(OLD.amount) WHERE OLD.id IS NOT NULL AND TRUE\n) changes;\nRETURN NULL;",
                            hash="45edba3f6184a2df6b63ce78a37af641fa02e5c1",
                            operation="INSERT OR DELETE",
                            pgid="pgtrigger_measures_follow_a_row_18e45",
                            table="grants_disbursement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="measures_follow_a_change",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((OLD.amount) IS DISTINCT FROM (NEW.amount) OR (OLD.budget_line_id) IS DISTINCT FROM (NEW.budget_line_id) OR (OLD.paid_on) IS DISTINCT FROM (NEW.paid_on) OR (OLD.result_accepted) IS DISTINCT FROM (NEW.result_accepted) OR (OLD.stage_id) IS DISTINCT FROM (NEW.stage_id))",
                            func="INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)\nSELECT *, FALSE FROM (\nSELECT 'paid', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (NEW.paid_on) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.result_accepted AS TEXT)] AS TEXT[]), 1, (NEW.amount) WHERE NEW.id IS NOT NULL AND TRUE\nUNION ALL SELECT 'paid', 'day', (NEW.paid_on), CAST(ARRAY[CAST(NEW.budget_line_id AS TEXT), CAST(NEW.stage_id AS TEXT), CAST(NEW.result_accepted AS TEXT)] AS TEXT[]), 1, (NEW.amount) WHERE NEW.id IS NOT NULL AND TRUE\nUNION ALL SELECT 'paid', 'year', MAKE_DATE(CAST(EXTRACT(YEAR FROM (OLD.paid_on) + 17) AS INTEGER) - 1, 12, 15), CAST(ARRAY[CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.result_accepted AS TEXT)] AS TEXT[]), -1, -(OLD.amount) WHERE OLD.id IS NOT NULL AND TRUE\nUNION ALL SELECT 'paid', 'day', (OLD.paid_on), CAST(ARRAY[CAST(OLD.budget_line_id AS TEXT), CAST(OLD.stage_id AS TEXT), CAST(OLD.result_accepted AS TEXT)] AS TEXT[]), -1, -(OLD.amount) WHERE OLD.id IS NOT NULL AND TRUE\n) changes;\nRETURN NULL;",
                            hash="3b429ce0c9d15a546386cd7743e0f12c0b69e103",
                            operation="UPDATE",
                            pgid="pgtrigger_measures_follow_a_change_616d8",
                            table="grants_disbursement",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DisbursementEvent",
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
                        to="grants.disbursement",
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
                    "tranche",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grants.tranche",
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="amount (đồng)")),
                ("paid_on", models.DateField(verbose_name="paid on")),
                ("reference", models.CharField(max_length=60, verbose_name="payment reference")),
                (
                    "paid_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reverses",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grants.disbursement",
                    ),
                ),
                ("is_effective", models.BooleanField(default=True, editable=False)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1b12e7f084887add32d788848befb7c9c9e29f27",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d3d6c",
                            table="grants_disbursementevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="grants.application"
                    ),
                ),
                (
                    "evaluator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("assigned", "Waiting for the conflict declaration"),
                            ("open", "Scoring"),
                            ("sent", "Sent"),
                            ("recused", "Stood aside: conflict of interest"),
                            ("withdrawn", "Withdrawn by the department"),
                            ("excluded", "Scores excluded: conflict of interest"),
                        ],
                        default="assigned",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("conflict_reason", models.TextField(blank=True, verbose_name="what the conflict is")),
                ("declared_at", models.DateTimeField(blank=True, null=True)),
                ("comment", models.TextField(blank=True, max_length=10000, verbose_name="overall comment")),
                ("total", models.DecimalField(blank=True, decimal_places=3, editable=False, max_digits=6, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assigned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("search_folded", models.TextField(default="", editable=False)),
                (
                    "withdrawn_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("conflict", "Conflict of interest"),
                            ("illness", "Illness or absence"),
                            ("left", "No longer an evaluator"),
                            ("other", "Another reason"),
                        ],
                        db_default="",
                        default="",
                        editable=False,
                        max_length=10,
                        verbose_name="ground of the withdrawal",
                    ),
                ),
                ("startup_name", models.CharField(default="", editable=False, max_length=200)),
                ("due_on", models.DateField(editable=False, null=True)),
                ("number_key", models.TextField(db_collation="C", default="", editable=False)),
                (
                    "startup_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.SortKey("startup_name"),
                        output_field=models.TextField(db_collation="C"),
                    ),
                ),
                (
                    "due_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                status__in=["assigned", "open"],
                                then=django.db.models.functions.comparison.Coalesce(
                                    "due_on", models.Value(datetime.date(9999, 12, 31))
                                ),
                            ),
                            default=models.Value(datetime.date(9999, 12, 31)),
                        ),
                        output_field=models.DateField(),
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["evaluator", "status", "id"], name="review_of_evaluator"),
                    models.Index(fields=["evaluator", "id"], name="review_of_evaluator_in_order"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_folded"), name="gin_trgm_ops"),
                        models.F("evaluator"),
                        models.F("status"),
                        name="review_filters",
                    ),
                    models.Index(fields=["evaluator", "number_key", "id"], name="review_in_number_order"),
                    models.Index(fields=["evaluator", "startup_key", "id"], name="review_in_startup_order"),
                    models.Index(fields=["evaluator", "due_key", "id"], name="review_in_due_order"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "evaluator"), name="one_review_per_evaluator_and_dossier"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["sent", "excluded"]), _negated=True),
                            models.Q(("sent_at__isnull", False), ("total__isnull", False)),
                            _connector="OR",
                        ),
                        name="sent_review_has_total_and_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["assigned", "withdrawn"]), ("declared_at__isnull", False), _connector="OR"
                        ),
                        name="review_opens_after_declaration",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "recused"), _negated=True),
                            models.Q(("conflict_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="recusal_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", "withdrawn"),
                                ("withdrawn_because__in", ["conflict", "illness", "left", "other"]),
                            ),
                            models.Q(("status", "excluded"), ("withdrawn_because", "conflict")),
                            models.Q(
                                models.Q(("status__in", ["withdrawn", "excluded"]), _negated=True),
                                ("withdrawn_because", ""),
                            ),
                            _connector="OR",
                        ),
                        name="only_a_conflict_excludes_sent_scores",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="words_are_copied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    SELECT search_folded, number_key, startup_name, CASE WHEN status = 'evaluating' THEN due_on END\n    INTO NEW.search_folded, NEW.number_key, NEW.startup_name, NEW.due_on\n    FROM grants_application WHERE id = NEW.application_id FOR SHARE;\n    RETURN NEW;\n",
                            hash="9f60f0afc5f9dc4c53c13b0f5c20fdc378f32968",
                            operation='INSERT OR UPDATE OF "application_id", "search_folded", "number_key", "startup_name", "due_on"',
                            pgid="pgtrigger_words_are_copied_c40ef",
                            table="grants_review",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="sent_whole_and_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE missing bigint;",
                            func="\n                    IF OLD.status IN ('sent', 'excluded') AND NEW.status IN ('sent', 'excluded') AND (OLD.total, OLD.comment, OLD.sent_at, OLD.evaluator_id, OLD.application_id)\n                        IS DISTINCT FROM (NEW.total, NEW.comment, NEW.sent_at, NEW.evaluator_id, NEW.application_id) THEN\n                        RAISE EXCEPTION 'a sent review is frozen' USING ERRCODE = 'check_violation';\n                    END IF;\n                    IF NEW.status = 'sent' AND OLD.status <> 'sent' THEN\n                        SELECT count(*) INTO missing FROM grants_criterion c\n                        JOIN grants_application a ON a.call_id = c.call_id\n                        LEFT JOIN grants_score s ON s.criterion_id = c.id AND s.review_id = NEW.id\n                        WHERE a.id = NEW.application_id AND (s.value IS NULL OR s.reason = '');\n                        IF missing > 0 THEN\n                            RAISE EXCEPTION '% criteria have no mark or no reason', missing USING ERRCODE = 'check_violation';\n                        END IF;\n                    END IF;\n                    RETURN NEW;\n                ",
                            hash="0a069dbe17680a3747160b8bacd9fc808e991356",
                            operation="UPDATE",
                            pgid="pgtrigger_sent_whole_and_frozen_cf696",
                            table="grants_review",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grants_reviewevent" ("application_id", "assigned_by_id", "comment", "conflict_reason", "created_at", "declared_at", "evaluator_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "status", "total", "updated_at", "withdrawn_because") VALUES (NEW."application_id", NEW."assigned_by_id", NEW."comment", NEW."conflict_reason", NEW."created_at", NEW."declared_at", NEW."evaluator_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sent_at", NEW."status", NEW."total", NEW."updated_at", NEW."withdrawn_because"); RETURN NULL;',
                            hash="4d1359cc15fcce89fb63d76e9a626433bb2f6c5c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5f32a",
                            table="grants_review",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."assigned_by_id" IS DISTINCT FROM (NEW."assigned_by_id") OR OLD."comment" IS DISTINCT FROM (NEW."comment") OR OLD."conflict_reason" IS DISTINCT FROM (NEW."conflict_reason") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."declared_at" IS DISTINCT FROM (NEW."declared_at") OR OLD."evaluator_id" IS DISTINCT FROM (NEW."evaluator_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."total" IS DISTINCT FROM (NEW."total") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."withdrawn_because" IS DISTINCT FROM (NEW."withdrawn_because"))',
                            func='INSERT INTO "grants_reviewevent" ("application_id", "assigned_by_id", "comment", "conflict_reason", "created_at", "declared_at", "evaluator_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "status", "total", "updated_at", "withdrawn_because") VALUES (NEW."application_id", NEW."assigned_by_id", NEW."comment", NEW."conflict_reason", NEW."created_at", NEW."declared_at", NEW."evaluator_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sent_at", NEW."status", NEW."total", NEW."updated_at", NEW."withdrawn_because"); RETURN NULL;',
                            hash="9e1e92a754b81898ec93b0774a2349c8be8be036",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_62516",
                            table="grants_review",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewEvent",
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
                        to="grants.review",
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
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grants.application",
                    ),
                ),
                (
                    "evaluator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("assigned", "Waiting for the conflict declaration"),
                            ("open", "Scoring"),
                            ("sent", "Sent"),
                            ("recused", "Stood aside: conflict of interest"),
                            ("withdrawn", "Withdrawn by the department"),
                            ("excluded", "Scores excluded: conflict of interest"),
                        ],
                        default="assigned",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("conflict_reason", models.TextField(blank=True, verbose_name="what the conflict is")),
                ("declared_at", models.DateTimeField(blank=True, null=True)),
                ("comment", models.TextField(blank=True, max_length=10000, verbose_name="overall comment")),
                ("total", models.DecimalField(blank=True, decimal_places=3, editable=False, max_digits=6, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assigned_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("conflict", "Conflict of interest"),
                            ("illness", "Illness or absence"),
                            ("left", "No longer an evaluator"),
                            ("other", "Another reason"),
                        ],
                        db_default="",
                        default="",
                        editable=False,
                        max_length=10,
                        verbose_name="ground of the withdrawal",
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
                            hash="1426b55d2bbaee1297e29cc57ce7f1df692e8e2c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_f091b",
                            table="grants_reviewevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="grants.review"
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="grants.criterion"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=4, null=True, verbose_name="mark (0-10)"
                    ),
                ),
                ("reason", models.TextField(blank=True, max_length=5000, verbose_name="reason")),
            ],
            options={
                "ordering": ["criterion__order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "criterion"), name="one_score_per_criterion"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", True), ("value__range", (Decimal("0"), Decimal("10"))), _connector="OR"
                        ),
                        name="score_0_to_10",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="frozen_when_sent",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE state text;",
                            func="\n                    SELECT status INTO state FROM grants_review\n                    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.review_id ELSE NEW.review_id END;\n                    IF state IN ('sent', 'excluded') THEN\n                        RAISE EXCEPTION 'scores of a sent review are frozen' USING ERRCODE = 'check_violation';\n                    END IF;\n                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                    RETURN NEW;\n                ",
                            hash="e278829d19f187448b080f581c7f3c5407a12458",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_when_sent_0d9f6",
                            table="grants_score",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reversal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reversals", to="grants.disbursement"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("failed", "The payment did not go through or came back"),
                            ("wrong_entry", "The payment was entered wrong"),
                            ("money_returned", "The startup paid money back"),
                        ],
                        max_length=16,
                        verbose_name="what happened",
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="amount (đồng)")),
                ("happened_on", models.DateField(verbose_name="on")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=60, verbose_name="reference of the bank or treasury"),
                ),
                ("reason", models.TextField(max_length=5000, verbose_name="reason")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "Waits for a second person"),
                            ("confirmed", "Confirmed"),
                            ("refused", "Not confirmed"),
                        ],
                        default="requested",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "entry",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversal",
                        to="grants.disbursement",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="reversal_has_an_amount"),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="reversal_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "confirmed"), _negated=True),
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                models.Q(("decided_by", models.F("requested_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="who_asks_for_a_reversal_does_not_confirm_it",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "requested")),
                        fields=("payment",),
                        name="one_open_reversal_of_a_payment",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="reversal_not_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="3c90ecc1c163fe23bcf6baa26951031d51682166",
                            operation="DELETE",
                            pgid="pgtrigger_reversal_not_deleted_0efe2",
                            table="grants_reversal",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "grants_reversalevent" ("amount", "created_at", "decided_at", "decided_by_id", "entry_id", "happened_on", "id", "kind", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reference", "requested_at", "requested_by_id", "status", "updated_at") VALUES (NEW."amount", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."entry_id", NEW."happened_on", NEW."id", NEW."kind", NEW."payment_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."reference", NEW."requested_at", NEW."requested_by_id", NEW."status", NEW."updated_at"); RETURN NULL;',
                            hash="90bcdb7bb9f20856c34bf7ac14483a99d4924dd0",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_65cbe",
                            table="grants_reversal",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "grants_reversalevent" ("amount", "created_at", "decided_at", "decided_by_id", "entry_id", "happened_on", "id", "kind", "payment_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reference", "requested_at", "requested_by_id", "status", "updated_at") VALUES (NEW."amount", NEW."created_at", NEW."decided_at", NEW."decided_by_id", NEW."entry_id", NEW."happened_on", NEW."id", NEW."kind", NEW."payment_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."reference", NEW."requested_at", NEW."requested_by_id", NEW."status", NEW."updated_at"); RETURN NULL;',
                            hash="356b2e112e79ddcb49954281fb31f8ab757b858b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_15184",
                            table="grants_reversal",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReversalEvent",
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
                        to="grants.reversal",
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
                    "payment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grants.disbursement",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("failed", "The payment did not go through or came back"),
                            ("wrong_entry", "The payment was entered wrong"),
                            ("money_returned", "The startup paid money back"),
                        ],
                        max_length=16,
                        verbose_name="what happened",
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="amount (đồng)")),
                ("happened_on", models.DateField(verbose_name="on")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=60, verbose_name="reference of the bank or treasury"),
                ),
                ("reason", models.TextField(max_length=5000, verbose_name="reason")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("requested", "Waits for a second person"),
                            ("confirmed", "Confirmed"),
                            ("refused", "Not confirmed"),
                        ],
                        default="requested",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("requested_at", models.DateTimeField()),
                (
                    "decided_by",
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
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="grants.disbursement",
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
                            hash="3b94ccf938ea387fffdf4872910989582131f638",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_c32d6",
                            table="grants_reversalevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="amendments", to="grants.call"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("closes_at", "Closing time"),
                            ("evaluators", "Evaluators"),
                            ("contact", "Contact"),
                            ("name", "Name"),
                            ("name_en", "Name in English"),
                            ("summary", "Summary"),
                            ("summary_en", "Summary in English"),
                        ],
                        max_length=12,
                        verbose_name="what was changed",
                    ),
                ),
                ("old", models.TextField(blank=True, verbose_name="before")),
                ("new", models.TextField(blank=True, verbose_name="after")),
                ("old_closes_at", models.DateTimeField(blank=True, null=True)),
                ("new_closes_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.TextField(max_length=5000, verbose_name="reason")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "part__in",
                                ["closes_at", "evaluators", "contact", "name", "name_en", "summary", "summary_en"],
                            )
                        ),
                        name="amended_part_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="amendment_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("new_closes_at__gt", models.F("old_closes_at")),
                                ("new_closes_at__gte", models.F("created_at")),
                                ("old_closes_at__isnull", False),
                                ("part", "closes_at"),
                            ),
                            models.Q(
                                models.Q(("part", "closes_at"), _negated=True),
                                ("new_closes_at__isnull", True),
                                ("old_closes_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="amended_deadline_is_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part", "closes_at"), models.Q(("old", models.F("new")), _negated=True), _connector="OR"
                        ),
                        name="amendment_changes_something",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="af863413f05067a96f039d850e681ff5a4bb13df",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_889eb",
                            table="grants_amendment",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlineExtension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="grants.call"
                    ),
                ),
                (
                    "startup",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="startups.startup"
                    ),
                ),
                ("until", models.DateTimeField(null=True, verbose_name="until")),
                ("reason", models.TextField(max_length=5000, verbose_name="reason")),
                (
                    "granted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["call", "startup", "-id"], name="extension_of_startup")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="extension_has_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True), ("until__gt", models.F("created_at")), _connector="OR"
                        ),
                        name="extension_ends_in_the_future",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="45aa5c3bade3872e9d86b2efe6f44a5e532e0b6e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_ce0a8",
                            table="grants_deadlineextension",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ContractAnnex",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("correction", "Correction of a mistake"),
                            ("extension", "Extension of time"),
                            ("other", "Other change"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("reason", models.TextField(max_length=5000, verbose_name="reason")),
                ("signed_file", models.FileField(blank=True, max_length=200, upload_to="", verbose_name="signed copy")),
                ("signed_file_name", models.CharField(blank=True, max_length=200)),
                ("signed_file_type", models.CharField(blank=True, max_length=100)),
                ("signed_file_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="annexes", to="grants.contract"
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["contract", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("contract", "number"), name="annex_number_in_contract"),
                    models.CheckConstraint(condition=models.Q(("number__gt", 0)), name="annex_is_numbered_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["correction", "extension", "other"])),
                        name="annex_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="annex_has_a_reason"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6500ad888b1c45e4d369949a40668cab7e847657",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_79673",
                            table="grants_contractannex",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AnnexChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("number", "Contract number"),
                            ("signed_on", "Day of signing"),
                            ("starts_on", "First day of the contract"),
                            ("ends_on", "Last day of the contract"),
                            ("due_on", "Due day of the deliverable"),
                            ("deliverable", "Title of the deliverable"),
                        ],
                        max_length=11,
                        verbose_name="what was changed",
                    ),
                ),
                ("old", models.CharField(blank=True, max_length=500, verbose_name="before")),
                ("new", models.CharField(blank=True, max_length=500, verbose_name="after")),
                ("old_day", models.DateField(blank=True, null=True)),
                ("new_day", models.DateField(blank=True, null=True)),
                (
                    "tranche",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="grants.tranche",
                    ),
                ),
                (
                    "annex",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="grants.contractannex"
                    ),
                ),
            ],
            options={
                "ordering": ["annex", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("part__in", ["number", "signed_on", "starts_on", "ends_on", "due_on", "deliverable"])
                        ),
                        name="annex_part_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("part__in", ("due_on", "deliverable")), ("tranche__isnull", False)),
                            models.Q(
                                models.Q(("part__in", ("due_on", "deliverable")), _negated=True),
                                ("tranche__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="annex_change_names_its_tranche",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("new_day__isnull", True),
                                ("old_day__isnull", True),
                                ("part__in", ("number", "deliverable")),
                                models.Q(("old", models.F("new")), _negated=True),
                            ),
                            models.Q(
                                ("new", ""),
                                ("new_day__isnull", False),
                                ("old", ""),
                                ("old_day__isnull", False),
                                models.Q(("part__in", ("number", "deliverable")), _negated=True),
                                models.Q(("old_day", models.F("new_day")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="annex_changes_something",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f4f8ad667a817882629f98e82d8a8e596b5115b6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_487ac",
                            table="grants_annexchange",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        ecosystem.core.operations.InstallTriggers(),
        migrations.RunSQL(
            sql=STARTUP_IS_COPIED,
            reverse_sql=STARTUP_IS_NOT_COPIED,
        ),
        # Without these the planner takes filters for independent, and walks a whole list where no row has both values.
        migrations.RunSQL(
            sql=[
                "CREATE STATISTICS application_filters_together (dependencies, ndistinct, mcv) ON status, holder, call_id, kind FROM grants_application",
                "ALTER STATISTICS application_filters_together SET STATISTICS 1000",
                "CREATE STATISTICS award_filters_together (dependencies, ndistinct, mcv) ON status, end_reason, call_id, budget_line_id FROM grants_award",
                "ALTER STATISTICS award_filters_together SET STATISTICS 1000",
                "CREATE STATISTICS tranche_filters_together (dependencies, ndistinct, mcv) ON status, call_id FROM grants_tranche",
            ],
            reverse_sql=[
                "DROP STATISTICS tranche_filters_together",
                "DROP STATISTICS award_filters_together",
                "DROP STATISTICS application_filters_together",
            ],
        ),
        # From a small sample the planner cannot tell how rare a part of a word is.
        migrations.RunSQL(
            sql=[
                "ALTER TABLE grants_application ALTER COLUMN search_folded SET STATISTICS 1000",
                "ALTER TABLE grants_award ALTER COLUMN search_folded SET STATISTICS 1000",
                "ALTER TABLE grants_tranche ALTER COLUMN search_folded SET STATISTICS 1000",
                "ALTER TABLE grants_review ALTER COLUMN search_folded SET STATISTICS 1000",
            ],
            reverse_sql=migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name="call",
            index=django.contrib.postgres.indexes.GinIndex(
                ecosystem.core.models.functions.SearchWords(
                    ecosystem.core.models.functions.JoinedText("name", "name_en", "summary", "summary_en")
                ),
                name="call_words",
            ),
        ),
        migrations.AddIndex(
            model_name="call",
            index=django.contrib.postgres.indexes.GinIndex(
                ecosystem.core.models.functions.SearchWords(
                    ecosystem.core.models.functions.JoinedText("name", "name_en")
                ),
                name="call_name_words",
            ),
        ),
    ]
