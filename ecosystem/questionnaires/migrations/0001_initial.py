import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import ecosystem.core.models.functions
import ecosystem.core.models.identifiers
import ecosystem.core.operations


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("core", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Questionnaire",
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
                ("purpose", models.CharField(editable=False, max_length=40, verbose_name="used for")),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisationunit",
                        verbose_name="unit in charge",
                    ),
                ),
                ("is_shipped", models.BooleanField(default=False, editable=False)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("is_demo", models.BooleanField(default=False, editable=False)),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.SortKey("name"),
                        output_field=models.TextField(db_collation="C"),
                    ),
                ),
                (
                    "search_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.Fold(
                            django.db.models.functions.text.Concat(
                                "name",
                                models.Value(" "),
                                "name_en",
                                models.Value(" "),
                                "code",
                                output_field=models.TextField(),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "ordering": ["sort_key", "pk"],
                "indexes": [
                    models.Index(models.F("sort_key"), models.F("id"), name="questionnaire_in_name_order"),
                    models.Index(fields=["purpose", "id"], name="questionnaire_of_purpose"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_folded"), name="gin_trgm_ops"),
                        name="questionnaire_search",
                    ),
                ],
                "constraints": [
                    ecosystem.core.models.identifiers.IdentifierConstraint("code", name="questionnaire_code_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "questionnaires_questionnaireevent" ("archived_at", "code", "created_at", "id", "is_demo", "is_shipped", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "unit_id", "updated_at") VALUES (NEW."archived_at", NEW."code", NEW."created_at", NEW."id", NEW."is_demo", NEW."is_shipped", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose", NEW."unit_id", NEW."updated_at"); RETURN NULL;',
                            hash="d79e2cbe419249d34f3e5e87d8c60a7d981421e1",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_25e94",
                            table="questionnaires_questionnaire",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."archived_at" IS DISTINCT FROM (NEW."archived_at") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."is_shipped" IS DISTINCT FROM (NEW."is_shipped") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_en" IS DISTINCT FROM (NEW."name_en") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))',
                            func='INSERT INTO "questionnaires_questionnaireevent" ("archived_at", "code", "created_at", "id", "is_demo", "is_shipped", "name", "name_en", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose", "unit_id", "updated_at") VALUES (NEW."archived_at", NEW."code", NEW."created_at", NEW."id", NEW."is_demo", NEW."is_shipped", NEW."name", NEW."name_en", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose", NEW."unit_id", NEW."updated_at"); RETURN NULL;',
                            hash="5e6028cd78aaac6b6c5bd70fbc3e7d24c2e09f26",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_1ac9f",
                            table="questionnaires_questionnaire",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionnaireEvent",
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
                        to="questionnaires.questionnaire",
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
                ("purpose", models.CharField(editable=False, max_length=40, verbose_name="used for")),
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
                        verbose_name="unit in charge",
                    ),
                ),
                ("is_shipped", models.BooleanField(default=False, editable=False)),
                ("archived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("is_demo", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1f476a2bed6ea931c005a2cf21e861fdc6fe9255",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_315e9",
                            table="questionnaires_questionnaireevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionnaireVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="questionnaires.questionnaire",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "In use"), ("retired", "Replaced")],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("content", models.JSONField(default=dict, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("published_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["questionnaire", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("questionnaire", "number"), name="version_number_in_questionnaire"),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "draft")),
                        fields=("questionnaire",),
                        name="one_draft_of_a_questionnaire",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "published")),
                        fields=("questionnaire",),
                        name="one_version_in_use_of_a_questionnaire",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "published", "retired"])),
                        name="questionnaire_version_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "draft"), ("published_at__isnull", False), _connector="OR"),
                        name="published_version_has_its_time",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "questionnaires_questionnaireversionevent" ("content", "created_at", "created_by_id", "edited_by_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "questionnaire_id", "status", "updated_at", "version") VALUES (NEW."content", NEW."created_at", NEW."created_by_id", NEW."edited_by_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."questionnaire_id", NEW."status", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="3bc23e67272025a173397a3619d1f60502dbb6eb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_272ee",
                            table="questionnaires_questionnaireversion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "questionnaires_questionnaireversionevent" ("content", "created_at", "created_by_id", "edited_by_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "published_by_id", "questionnaire_id", "status", "updated_at", "version") VALUES (NEW."content", NEW."created_at", NEW."created_by_id", NEW."edited_by_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."published_by_id", NEW."questionnaire_id", NEW."status", NEW."updated_at", NEW."version"); RETURN NULL;',
                            hash="ec1b4452a551bfd6110705073c50736dcb4f4cb4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_b285f",
                            table="questionnaires_questionnaireversion",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="published_version_is_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (NOT (OLD."status" = \'draft\') AND (OLD."content" IS DISTINCT FROM (NEW."content") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."questionnaire_id" IS DISTINCT FROM (NEW."questionnaire_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR NEW."status" = \'draft\'))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="6e960a01bf2867cb037944fc94f688b741db9e8c",
                            operation="UPDATE",
                            pgid="pgtrigger_published_version_is_frozen_59443",
                            table="questionnaires_questionnaireversion",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="published_version_not_deleted",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (NOT (OLD.\"status\" = 'draft'))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="ee7bdd70484c58cb6b130b4bbebba93d239cf8ee",
                            operation="DELETE",
                            pgid="pgtrigger_published_version_not_deleted_d6f92",
                            table="questionnaires_questionnaireversion",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionnaireVersionEvent",
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
                        to="questionnaires.questionnaireversion",
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
                    "questionnaire",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="questionnaires.questionnaire",
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "In use"), ("retired", "Replaced")],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("content", models.JSONField(default=dict, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
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
                    "edited_by",
                    models.ForeignKey(
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
                    "published_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("published_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e8d52231e50a10adaed6a275079682c8f0d478cd",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_67745",
                            table="questionnaires_questionnaireversionevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionnaireResponse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "questionnaire_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responses",
                        to="questionnaires.questionnaireversion",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("open_questions", models.JSONField(editable=False, null=True)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "copied_from",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="questionnaires.questionnaireresponse",
                    ),
                ),
                ("is_test", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_test", True)),
                        fields=["questionnaire_version", "created_by"],
                        name="test_response_of_version",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="questionnaires.questionnaireresponse",
                    ),
                ),
                ("question", models.CharField(max_length=90)),
                ("row", models.CharField(blank=True, default="", max_length=20)),
                ("position", models.PositiveIntegerField(default=0)),
                ("value", models.JSONField(null=True)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "edited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "number",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                django.db.models.lookups.Exact(
                                    models.Func(
                                        models.F("value"), function="jsonb_typeof", output_field=models.TextField()
                                    ),
                                    "number",
                                ),
                                then=django.db.models.functions.comparison.Cast(
                                    "value", models.DecimalField(decimal_places=2, max_digits=20)
                                ),
                            )
                        ),
                        output_field=models.DecimalField(decimal_places=2, max_digits=20),
                    ),
                ),
                (
                    "text",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                models.Q(
                                    django.db.models.lookups.Exact(
                                        models.Func(
                                            models.F("value"), function="jsonb_typeof", output_field=models.TextField()
                                        ),
                                        "string",
                                    ),
                                    django.db.models.lookups.Exact(
                                        models.Func(
                                            models.F("value"), function="jsonb_typeof", output_field=models.TextField()
                                        ),
                                        "boolean",
                                    ),
                                    _connector="OR",
                                ),
                                then=django.db.models.functions.text.Left(
                                    models.Func(
                                        models.F("value"),
                                        output_field=models.TextField(),
                                        template="(%(expressions)s #>> '{}')",
                                    ),
                                    200,
                                ),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("number__isnull", False)),
                        fields=["question", "number"],
                        name="answer_by_number",
                    ),
                    models.Index(
                        condition=models.Q(("text__isnull", False)), fields=["question", "text"], name="answer_by_text"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("response", "question", "row"), name="one_answer_of_a_question")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="closed_response_is_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    PERFORM FROM questionnaires_questionnaireresponse\n    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.response_id ELSE NEW.response_id END AND closed_at IS NOT NULL;\n    IF FOUND THEN\n        RAISE EXCEPTION 'answers of a closed response are frozen' USING ERRCODE = 'check_violation';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                            hash="d44661abf10432d638e1a579725fa8952fab7008",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_closed_response_is_frozen_2dcd4",
                            table="questionnaires_answer",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LostAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lost_answers",
                        to="questionnaires.questionnaireresponse",
                    ),
                ),
                (
                    "questionnaire_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="questionnaires.questionnaireversion",
                    ),
                ),
                ("question", models.CharField(max_length=90)),
                ("value", models.JSONField()),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("response", "questionnaire_version", "question"), name="answer_of_a_version_lost_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AnswerFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                (
                    "response",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="questionnaires.questionnaireresponse",
                    ),
                ),
                ("question", models.CharField(max_length=90)),
                ("file", models.FileField(max_length=200, upload_to="")),
                ("original_name", models.CharField(max_length=200, verbose_name="file name")),
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
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("response", "question", "sha256"),
                        name="same_file_once_per_question",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="closed_response_is_frozen",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    PERFORM FROM questionnaires_questionnaireresponse\n    WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.response_id ELSE NEW.response_id END AND closed_at IS NOT NULL;\n    IF FOUND THEN\n        RAISE EXCEPTION 'answers of a closed response are frozen' USING ERRCODE = 'check_violation';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                            hash="66165cd23eea9baa23f45d8c9e7a6314e1194b20",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_closed_response_is_frozen_79f7d",
                            table="questionnaires_answerfile",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        ecosystem.core.operations.InstallTriggers(),
    ]
