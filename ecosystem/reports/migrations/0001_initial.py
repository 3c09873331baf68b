import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import ecosystem.core.models.functions
import ecosystem.core.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("core", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("plan", "0001_initial"),
        ("questionnaires", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReportingPeriod",
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
                            ("month", "Month"),
                            ("quarter", "Quarter"),
                            ("first_half", "First half-year"),
                            ("second_half", "Second half-year"),
                            ("year", "Year"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "calendar",
                    models.CharField(
                        choices=[
                            ("nd09", "Reporting calendar (Decree 09/2019)"),
                            ("calendar", "Calendar (Decree 60/2018)"),
                        ],
                        default="nd09",
                        max_length=10,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField(default=1)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(help_text="The first day after the period.")),
                ("contributions_due_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Running"),
                            ("ended", "Ended, report not issued yet"),
                            ("closed", "Closed: report issued"),
                            ("earlier", "Before reporting in the portal"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["-ends_on", "kind"],
                "indexes": [
                    models.Index(fields=["starts_on", "id"], name="period_in_order_of_begin"),
                    models.Index(fields=["ends_on", "id"], name="period_in_order_of_end"),
                    models.Index(fields=["status", "ends_on", "id"], name="period_in_state_order"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("calendar", "kind", "starts_on"), name="each_period_once"),
                    models.CheckConstraint(
                        condition=models.Q(("starts_on__lt", models.F("ends_on"))), name="period_is_a_range"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_reportingperiodevent" ("calendar", "contributions_due_on", "created_at", "ends_on", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "status", "updated_at", "year") VALUES (NEW."calendar", NEW."contributions_due_on", NEW."created_at", NEW."ends_on", NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."status", NEW."updated_at", NEW."year"); RETURN NULL;',
                            hash="5e94697f78c47f4667e3940133721d554eddc185",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_32de6",
                            table="reports_reportingperiod",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "reports_reportingperiodevent" ("calendar", "contributions_due_on", "created_at", "ends_on", "id", "kind", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "status", "updated_at", "year") VALUES (NEW."calendar", NEW."contributions_due_on", NEW."created_at", NEW."ends_on", NEW."id", NEW."kind", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."status", NEW."updated_at", NEW."year"); RETURN NULL;',
                            hash="c9301a9bcf1f9dcd3f5ced3f102787d487671d2e",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2c6f4",
                            table="reports_reportingperiod",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportingPeriodEvent",
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
                        to="reports.reportingperiod",
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
                            ("month", "Month"),
                            ("quarter", "Quarter"),
                            ("first_half", "First half-year"),
                            ("second_half", "Second half-year"),
                            ("year", "Year"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "calendar",
                    models.CharField(
                        choices=[
                            ("nd09", "Reporting calendar (Decree 09/2019)"),
                            ("calendar", "Calendar (Decree 60/2018)"),
                        ],
                        default="nd09",
                        max_length=10,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveSmallIntegerField(default=1)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(help_text="The first day after the period.")),
                ("contributions_due_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Running"),
                            ("ended", "Ended, report not issued yet"),
                            ("closed", "Closed: report issued"),
                            ("earlier", "Before reporting in the portal"),
                        ],
                        default="open",
                        editable=False,
                        max_length=10,
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
                            hash="f8971e444a0cf32b5d7f7b801d9157fc308d50c9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_81603",
                            table="reports_reportingperiodevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="reports.reportingperiod",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="accounts.organisationunit",
                    ),
                ),
                (
                    "response",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contribution",
                        to="questionnaires.questionnaireresponse",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Being written"),
                            ("submitted", "Waiting for the unit's head"),
                            ("returned", "Sent back"),
                            ("approved", "Sent to the lead department"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                ("is_late", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "ordering": ["period", "unit"],
                "constraints": [
                    models.UniqueConstraint(fields=("period", "unit"), name="one_contribution_per_unit_and_period"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            ("written_by__isnull", True),
                            models.Q(("approved_by", models.F("written_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="who_writes_does_not_approve",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="authors_do_not_approve",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n            IF TG_OP = 'INSERT' THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSIF OLD.approved_by_id IS NOT NULL AND NEW.approved_by_id IS NULL THEN\n                NEW.authors := ARRAY[]::bigint[];\n            ELSE\n                NEW.authors := OLD.authors;\n                IF OLD.written_by_id IS NOT NULL AND NOT OLD.written_by_id = ANY(NEW.authors) THEN\n                    NEW.authors := NEW.authors || OLD.written_by_id::bigint;\n                END IF;\n            END IF;\n            IF NEW.written_by_id IS NOT NULL AND NOT NEW.written_by_id = ANY(NEW.authors) THEN\n                NEW.authors := NEW.authors || NEW.written_by_id::bigint;\n            END IF;\n            IF NEW.approved_by_id = ANY(NEW.authors)\n                AND (TG_OP = 'INSERT' OR NEW.approved_by_id IS DISTINCT FROM OLD.approved_by_id) THEN\n                RAISE EXCEPTION 'whoever wrote it does not approve it' USING ERRCODE = 'check_violation';\n            END IF;\n            RETURN NEW;\n        ",
                            hash="641ef564ff3a43a4c925d7bfc6b22f96c68b671f",
                            operation="INSERT OR UPDATE",
                            pgid="pgtrigger_authors_do_not_approve_44e48",
                            table="reports_contribution",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "reports_contributionevent" ("approved_at", "approved_by_id", "created_at", "id", "is_late", "period_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response_id", "status", "unit_id", "updated_at", "written_by_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."created_at", NEW."id", NEW."is_late", NEW."period_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."response_id", NEW."status", NEW."unit_id", NEW."updated_at", NEW."written_by_id"); RETURN NULL;',
                            hash="1a66ca602e36bee150167023bb522d6707153568",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_85b85",
                            table="reports_contribution",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_late" IS DISTINCT FROM (NEW."is_late") OR OLD."period_id" IS DISTINCT FROM (NEW."period_id") OR OLD."response_id" IS DISTINCT FROM (NEW."response_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."written_by_id" IS DISTINCT FROM (NEW."written_by_id"))',
                            func='INSERT INTO "reports_contributionevent" ("approved_at", "approved_by_id", "created_at", "id", "is_late", "period_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "response_id", "status", "unit_id", "updated_at", "written_by_id") VALUES (NEW."approved_at", NEW."approved_by_id", NEW."created_at", NEW."id", NEW."is_late", NEW."period_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."response_id", NEW."status", NEW."unit_id", NEW."updated_at", NEW."written_by_id"); RETURN NULL;',
                            hash="773ac1a6e5f7ce9430106b47b33f03f41232cbd0",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c75e4",
                            table="reports_contribution",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContributionEvent",
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
                        to="reports.contribution",
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
                    "period",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="reports.reportingperiod",
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
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Being written"),
                            ("submitted", "Waiting for the unit's head"),
                            ("returned", "Sent back"),
                            ("approved", "Sent to the lead department"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "written_by",
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
                    "approved_by",
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
                ("approved_at", models.DateTimeField(blank=True, null=True)),
                ("is_late", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fc5d95e3b7d9f07b9b58ae8879a8d38e1e93f557",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_7fb06",
                            table="reports_contributionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="IssuedReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="reports.reportingperiod",
                    ),
                ),
                (
                    "scheme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plan.scheme",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "status",
                    models.CharField(
                        choices=[("requested", "Being made"), ("parked", "Could not be made"), ("issued", "Issued")],
                        default="requested",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=40, null=True, unique=True)),
                ("snapshot", models.JSONField(blank=True, null=True)),
                ("snapshot_sha256", models.CharField(blank=True, max_length=64)),
                ("narrative", models.TextField(blank=True, max_length=20000, verbose_name="assessment")),
                ("correction_note", models.TextField(blank=True, verbose_name="what is corrected")),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("requested_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("issued_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["status", "id"], name="report_in_state_order")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "scheme", "version"),
                        name="one_report_per_period_and_version",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["requested", "parked"]),
                            models.Q(
                                ("issued_at__isnull", False), ("number__isnull", False), ("snapshot__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="issued_report_is_whole",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="issued_is_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"status\" = 'issued')",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="c9c3342c5bc61a6d685828bdd1dd52cfc4b0320f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_issued_is_frozen_a05bc",
                            table="reports_issuedreport",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="reports.issuedreport"
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("pdf", "PDF"),
                            ("docx", "Word"),
                            ("xlsx", "Excel"),
                            ("awards", "List of the grants (Excel)"),
                            ("late_entries", "List of the late entries (Excel)"),
                        ],
                        max_length=12,
                    ),
                ),
                ("rows", models.PositiveIntegerField(null=True)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("report", "format"), name="one_file_per_format")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="file_is_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="105bf3953511b6497bea137633401a21026fc7a7",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_file_is_frozen_c53c4",
                            table="reports_reportfile",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportFilePart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="reports.reportfile"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
            ],
            options={
                "ordering": ["file", "position"],
                "constraints": [models.UniqueConstraint(fields=("file", "position"), name="one_part_per_position")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="part_is_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1be4e18ea858caa146f597600d2aaa2420f226eb",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_part_is_frozen_98a1d",
                            table="reports_reportfilepart",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        ecosystem.core.operations.InstallTriggers(),
        migrations.AddIndex(
            model_name="issuedreport",
            index=django.contrib.postgres.indexes.GinIndex(
                ecosystem.core.models.functions.SearchWords(ecosystem.core.models.functions.JoinedText("number")),
                name="report_words",
            ),
        ),
    ]
