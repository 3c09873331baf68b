import datetime

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import ecosystem.core.models.functions
import ecosystem.core.operations
import programmes.feedback.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("core", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "number",
                    models.CharField(editable=False, max_length=20, null=True, unique=True, verbose_name="number"),
                ),
                ("key", models.UUIDField(editable=False)),
                ("digest", models.CharField(editable=False, max_length=64)),
                (
                    "token",
                    models.CharField(
                        default=programmes.feedback.models.new_secret, editable=False, max_length=40, unique=True
                    ),
                ),
                ("code", models.CharField(default=programmes.feedback.models.new_code, editable=False, max_length=8)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("question", "Question"),
                            ("proposal", "Feedback or proposal"),
                            ("complaint", "Complaint"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("about", models.CharField(blank=True, max_length=300, verbose_name="page or number of the dossier")),
                ("text", models.TextField(max_length=5000, verbose_name="what you want to say")),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="your name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                ("language", models.CharField(default="vi", editable=False, max_length=5)),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisationunit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("in_progress", "Being dealt with"),
                            ("answered", "Answered"),
                            ("closed", "Closed without an answer"),
                        ],
                        default="received",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("limit", models.PositiveSmallIntegerField(editable=False, null=True)),
                (
                    "limit_unit",
                    models.CharField(
                        choices=[("day", "days"), ("working_day", "working days")],
                        default="working_day",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("due_on", models.DateField(editable=False, null=True, verbose_name="due")),
                (
                    "handler",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dealt with by",
                    ),
                ),
                ("answer", models.TextField(blank=True, editable=False, max_length=10000, verbose_name="answer")),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                ("corrected_at", models.DateTimeField(editable=False, null=True)),
                ("closing_reason", models.TextField(blank=True, editable=False)),
                ("is_demo", models.BooleanField(default=False, editable=False)),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.SortKey("subject"),
                        output_field=models.TextField(db_collation="C"),
                    ),
                ),
                (
                    "search_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.Fold(
                            django.db.models.functions.text.Concat(
                                django.db.models.functions.comparison.Coalesce("number", models.Value("")),
                                models.Value(" "),
                                "subject",
                                models.Value(" "),
                                "name",
                                models.Value(" "),
                                "email",
                                models.Value(" "),
                                "text",
                                output_field=models.TextField(),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "subject_words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.SearchWords("subject"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "search_words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.SearchWords(
                            django.db.models.functions.text.Concat(
                                django.db.models.functions.comparison.Coalesce("number", models.Value("")),
                                models.Value(" "),
                                "subject",
                                models.Value(" "),
                                "name",
                                models.Value(" "),
                                "email",
                                models.Value(" "),
                                "text",
                                output_field=models.TextField(),
                            )
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "desk_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                status__in=["received", "in_progress"],
                                then=django.db.models.functions.comparison.Coalesce(
                                    "due_on", models.Value(datetime.date(8000, 1, 1))
                                ),
                            ),
                            default=programmes.feedback.models.SettledSortDate("created_at"),
                        ),
                        output_field=models.DateField(),
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
                    "answered_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "answered_at", models.Value(datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC))
                        ),
                        output_field=models.DateTimeField(),
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "feedback",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["received", "in_progress"])),
                        fields=["due_on", "id"],
                        name="feedback_due",
                    ),
                    models.Index(fields=["created_at"], name="feedback_received"),
                    models.Index(fields=["desk_key", "id"], name="feedback_in_desk_order"),
                    models.Index(fields=["sort_key", "id"], name="feedback_in_subject_order"),
                    models.Index(fields=["number_key", "id"], name="feedback_in_number_order"),
                    models.Index(fields=["answered_key", "id"], name="feedback_in_order_of_answer"),
                    models.Index(fields=["status", "desk_key", "id"], name="feedback_in_state_order"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_folded"), name="gin_trgm_ops"),
                        name="feedback_search",
                    ),
                    models.Index(ecosystem.core.models.functions.Fold("subject"), name="feedback_same_subject"),
                    django.contrib.postgres.indexes.GinIndex(fields=["subject_words"], name="feedback_subject_words"),
                    django.contrib.postgres.indexes.GinIndex(fields=["search_words"], name="feedback_search_words"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("key", "digest"), name="same_words_of_one_form_are_one_message"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "complaint"), _negated=True),
                            models.Q(("email", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="complaint_has_an_address_for_its_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False),
                                ("status", "answered"),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "answered"), _negated=True),
                                ("answer", ""),
                                ("answered_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="answered_feedback_has_its_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["in_progress", "answered"]), _negated=True),
                            ("handler__isnull", False),
                            _connector="OR",
                        ),
                        name="feedback_dealt_with_has_a_handler",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("corrected_at__isnull", True),
                            models.Q(("corrected_at__gt", models.F("answered_at")), ("status", "answered")),
                            _connector="OR",
                        ),
                        name="given_answer_is_what_is_corrected",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["received", "in_progress", "answered", "closed"])),
                        name="feedback_status_is_known",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "feedback_feedbackevent" ("about", "answer", "answered_at", "closing_reason", "corrected_at", "created_at", "due_on", "email", "handler_id", "id", "is_demo", "kind", "language", "limit", "limit_unit", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "subject", "text", "unit_id", "updated_at") VALUES (NEW."about", NEW."answer", NEW."answered_at", NEW."closing_reason", NEW."corrected_at", NEW."created_at", NEW."due_on", NEW."email", NEW."handler_id", NEW."id", NEW."is_demo", NEW."kind", NEW."language", NEW."limit", NEW."limit_unit", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status", NEW."subject", NEW."text", NEW."unit_id", NEW."updated_at"); RETURN NULL;',
                            hash="6333f3fcc8f71c0097427a8c1ef763ab13af606a",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_9e0f4",
                            table="feedback_feedback",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."answer" IS DISTINCT FROM (NEW."answer") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."closing_reason" IS DISTINCT FROM (NEW."closing_reason") OR OLD."corrected_at" IS DISTINCT FROM (NEW."corrected_at") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."handler_id" IS DISTINCT FROM (NEW."handler_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."language" IS DISTINCT FROM (NEW."language") OR OLD."limit" IS DISTINCT FROM (NEW."limit") OR OLD."limit_unit" IS DISTINCT FROM (NEW."limit_unit") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."subject" IS DISTINCT FROM (NEW."subject") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))',
                            func='INSERT INTO "feedback_feedbackevent" ("about", "answer", "answered_at", "closing_reason", "corrected_at", "created_at", "due_on", "email", "handler_id", "id", "is_demo", "kind", "language", "limit", "limit_unit", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status", "subject", "text", "unit_id", "updated_at") VALUES (NEW."about", NEW."answer", NEW."answered_at", NEW."closing_reason", NEW."corrected_at", NEW."created_at", NEW."due_on", NEW."email", NEW."handler_id", NEW."id", NEW."is_demo", NEW."kind", NEW."language", NEW."limit", NEW."limit_unit", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status", NEW."subject", NEW."text", NEW."unit_id", NEW."updated_at"); RETURN NULL;',
                            hash="8f2d8840391a7dc76f485468af9ce5b7fe7d4817",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d1df2",
                            table="feedback_feedback",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="feedback_not_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="b64be884ec6a4be28ddad00f1ded4ae56edcbe3f",
                            operation="DELETE",
                            pgid="pgtrigger_feedback_not_deleted_bb3e9",
                            table="feedback_feedback",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="measures_follow_a_row",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)\nSELECT *, FALSE FROM (\nSELECT 'messages', 'day', (CAST(NEW.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CASE WHEN NEW.status <> 'answered' THEN 'none' WHEN NEW.due_on IS NULL OR CAST(NEW.answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE) <= NEW.due_on THEN 'in_time' ELSE 'late' END AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.number IS NOT NULL\nUNION ALL SELECT 'messages', 'day', (CAST(OLD.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CASE WHEN OLD.status <> 'answered' THEN 'none' WHEN OLD.due_on IS NULL OR CAST(OLD.answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE) <= OLD.due_on THEN 'in_time' ELSE 'late' END AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.number IS NOT NULL\n) changes;\nRETURN NULL;",
                            hash="30b43a520e0fa46485c376641cee1e6f46b6bd2f",
                            operation="INSERT OR DELETE",
                            pgid="pgtrigger_measures_follow_a_row_fbc20",
                            table="feedback_feedback",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="measures_follow_a_change",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN ((CASE WHEN OLD.status <> 'answered' THEN 'none' WHEN OLD.due_on IS NULL OR CAST(OLD.answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE) <= OLD.due_on THEN 'in_time' ELSE 'late' END) IS DISTINCT FROM (CASE WHEN NEW.status <> 'answered' THEN 'none' WHEN NEW.due_on IS NULL OR CAST(NEW.answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE) <= NEW.due_on THEN 'in_time' ELSE 'late' END) OR (CAST(OLD.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) IS DISTINCT FROM (CAST(NEW.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)) OR (OLD.number IS NOT NULL) IS DISTINCT FROM (NEW.number IS NOT NULL))",
                            func="INSERT INTO core_measurecell (measure, cube, since, dims, number, amount, is_folded)\nSELECT *, FALSE FROM (\nSELECT 'messages', 'day', (CAST(NEW.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CASE WHEN NEW.status <> 'answered' THEN 'none' WHEN NEW.due_on IS NULL OR CAST(NEW.answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE) <= NEW.due_on THEN 'in_time' ELSE 'late' END AS TEXT)] AS TEXT[]), 1, (0) WHERE NEW.id IS NOT NULL AND NEW.number IS NOT NULL\nUNION ALL SELECT 'messages', 'day', (CAST(OLD.created_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)), CAST(ARRAY[CAST(CASE WHEN OLD.status <> 'answered' THEN 'none' WHEN OLD.due_on IS NULL OR CAST(OLD.answered_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE) <= OLD.due_on THEN 'in_time' ELSE 'late' END AS TEXT)] AS TEXT[]), -1, -(0) WHERE OLD.id IS NOT NULL AND OLD.number IS NOT NULL\n) changes;\nRETURN NULL;",
                            hash="e6b7995f65fd5c9a6148242609e3be6ebe3791f6",
                            operation="UPDATE",
                            pgid="pgtrigger_measures_follow_a_change_29f3d",
                            table="feedback_feedback",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="sent_words_are_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='RAISE EXCEPTION \'pgtrigger: Cannot update of "kind", "subject", "about", "text", "name", "email", "created_at", "token", "code" rows from % table\', TG_TABLE_NAME;',
                            hash="09efdb6738af936d0609c22f4b5211ddea5ad44d",
                            operation='UPDATE OF "kind", "subject", "about", "text", "name", "email", "created_at", "token", "code"',
                            pgid="pgtrigger_sent_words_are_frozen_07604",
                            table="feedback_feedback",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="day_of_the_answer_is_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"status\" = 'answered')",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update of \"answered_at\" rows from % table', TG_TABLE_NAME;",
                            hash="a7a398d9ee4e488edab76e19f841b901a58f9fbe",
                            operation='UPDATE OF "answered_at"',
                            pgid="pgtrigger_day_of_the_answer_is_frozen_078e4",
                            table="feedback_feedback",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="given_answer_is_kept",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"status\" = 'answered')",
                            func="\n    IF NEW.answer IS DISTINCT FROM OLD.answer OR NEW.corrected_at IS DISTINCT FROM OLD.corrected_at THEN\n        IF NEW.corrected_at IS NOT DISTINCT FROM OLD.corrected_at OR NOT EXISTS (\n            SELECT 1 FROM feedback_earlieranswer\n            WHERE feedback_id = OLD.id AND text = OLD.answer AND given_at = COALESCE(OLD.corrected_at, OLD.answered_at)\n        ) THEN\n            RAISE EXCEPTION 'an answer that was given is replaced only when it is kept among the earlier ones';\n        END IF;\n    END IF;\n    RETURN NEW;\n",
                            hash="8f360800173d4d03014258add13ea31272dab34e",
                            operation='UPDATE OF "answer", "corrected_at"',
                            pgid="pgtrigger_given_answer_is_kept_de119",
                            table="feedback_feedback",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FeedbackEvent",
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
                        to="feedback.feedback",
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
                ("number", models.CharField(editable=False, max_length=20, null=True, verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("question", "Question"),
                            ("proposal", "Feedback or proposal"),
                            ("complaint", "Complaint"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("about", models.CharField(blank=True, max_length=300, verbose_name="page or number of the dossier")),
                ("text", models.TextField(max_length=5000, verbose_name="what you want to say")),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="your name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                ("language", models.CharField(default="vi", editable=False, max_length=5)),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="accounts.organisationunit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "Received"),
                            ("in_progress", "Being dealt with"),
                            ("answered", "Answered"),
                            ("closed", "Closed without an answer"),
                        ],
                        default="received",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("limit", models.PositiveSmallIntegerField(editable=False, null=True)),
                (
                    "limit_unit",
                    models.CharField(
                        choices=[("day", "days"), ("working_day", "working days")],
                        default="working_day",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("due_on", models.DateField(editable=False, null=True, verbose_name="due")),
                (
                    "handler",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="dealt with by",
                    ),
                ),
                ("answer", models.TextField(blank=True, editable=False, max_length=10000, verbose_name="answer")),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                ("corrected_at", models.DateTimeField(editable=False, null=True)),
                ("closing_reason", models.TextField(blank=True, editable=False)),
                ("is_demo", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f722207f5bf9ee902a5e21f3fd2e356ed12dfbc9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_84c88",
                            table="feedback_feedbackevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EarlierAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "feedback",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="earlier_answers",
                        to="feedback.feedback",
                    ),
                ),
                ("text", models.TextField(max_length=10000)),
                ("given_at", models.DateTimeField()),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("reason", models.TextField(max_length=2000)),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("feedback", "given_at"), name="answer_is_replaced_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4bfe12ddfb482cf7837d66044f3278412eecba00",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_edba8",
                            table="feedback_earlieranswer",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        ecosystem.core.operations.InstallTriggers(),
    ]
