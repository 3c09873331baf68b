import datetime

import django.contrib.postgres.indexes
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
        ("plan", "0001_initial"),
        ("reference", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Follower",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("email", models.EmailField(max_length=254, verbose_name="email address")),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        limit_choices_to={"vocabulary": "support_stage"},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.term",
                        verbose_name="stage of support",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="reference.sector",
                        verbose_name="field",
                    ),
                ),
                ("language", models.CharField(default="vi", max_length=5)),
                (
                    "token",
                    models.CharField(
                        default=programmes.feedback.models.new_secret, editable=False, max_length=40, unique=True
                    ),
                ),
                ("confirmed_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("email", "stage", "sector"),
                        name="one_following_per_address_and_choice",
                        nulls_distinct=False,
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="NewsItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated at")),
                ("slug", models.SlugField(editable=False, max_length=120, unique=True)),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                ("summary", models.CharField(max_length=400, verbose_name="in one or two sentences")),
                ("summary_en", models.CharField(blank=True, max_length=400, verbose_name="the same in English")),
                ("body", models.TextField(max_length=20000, verbose_name="text")),
                ("body_en", models.TextField(blank=True, max_length=20000, verbose_name="text in English")),
                (
                    "pillar",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="news",
                        to="plan.pillar",
                        verbose_name="pillar",
                    ),
                ),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="address of the source")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("withdrawn", "Taken off the portal")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published")),
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
                ("is_demo", models.BooleanField(default=False, editable=False)),
                (
                    "sort_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.SortKey("title"),
                        output_field=models.TextField(db_collation="C"),
                    ),
                ),
                (
                    "search_folded",
                    models.GeneratedField(
                        db_persist=True,
                        expression=ecosystem.core.models.functions.Fold(
                            django.db.models.functions.text.Concat(
                                "title",
                                models.Value(" "),
                                "title_en",
                                models.Value(" "),
                                "summary",
                                models.Value(" "),
                                "summary_en",
                                output_field=models.TextField(),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
                (
                    "published_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            "published_at",
                            models.Value(datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.UTC)),
                        ),
                        output_field=models.DateTimeField(),
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("published_at"), descending=True),
                        models.OrderBy(models.F("id"), descending=True),
                        condition=models.Q(("status", "published")),
                        name="news_public",
                    ),
                    models.Index(fields=["sort_key", "id"], name="news_in_title_order"),
                    models.Index(fields=["status", "id"], name="news_in_state_order"),
                    models.Index(fields=["published_key", "id"], name="news_in_published_order"),
                    models.Index(fields=["updated_at", "id"], name="news_in_changed_order"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(models.F("search_folded"), name="gin_trgm_ops"),
                        name="news_search",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status", "draft"), ("published_at__isnull", False), _connector="OR"),
                        name="published_news_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "published", "withdrawn"])),
                        name="news_status_is_known",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="news_address_is_stable",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update of \"slug\" rows from % table', TG_TABLE_NAME;",
                            hash="d7a1616be0ba07b78a3027ecb6ce0c5507671a51",
                            operation='UPDATE OF "slug"',
                            pgid="pgtrigger_news_address_is_stable_771fb",
                            table="communication_newsitem",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "communication_newsitemevent" ("body", "body_en", "created_at", "created_by_id", "id", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "slug", "source_url", "status", "summary", "summary_en", "title", "title_en", "updated_at") VALUES (NEW."body", NEW."body_en", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_demo", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pillar_id", NEW."published_at", NEW."slug", NEW."source_url", NEW."status", NEW."summary", NEW."summary_en", NEW."title", NEW."title_en", NEW."updated_at"); RETURN NULL;',
                            hash="3f5f618b6c1baa9af069f4984820aaf49a59f291",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_17405",
                            table="communication_newsitem",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."body_en" IS DISTINCT FROM (NEW."body_en") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."pillar_id" IS DISTINCT FROM (NEW."pillar_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."source_url" IS DISTINCT FROM (NEW."source_url") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."summary_en" IS DISTINCT FROM (NEW."summary_en") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))',
                            func='INSERT INTO "communication_newsitemevent" ("body", "body_en", "created_at", "created_by_id", "id", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "slug", "source_url", "status", "summary", "summary_en", "title", "title_en", "updated_at") VALUES (NEW."body", NEW."body_en", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_demo", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pillar_id", NEW."published_at", NEW."slug", NEW."source_url", NEW."status", NEW."summary", NEW."summary_en", NEW."title", NEW."title_en", NEW."updated_at"); RETURN NULL;',
                            hash="fd443a884a4925f48accd7247d1517c8a14f449c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_07764",
                            table="communication_newsitem",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NewsItemEvent",
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
                        to="communication.newsitem",
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
                ("slug", models.SlugField(db_index=False, editable=False, max_length=120)),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("title_en", models.CharField(blank=True, max_length=200, verbose_name="title in English")),
                ("summary", models.CharField(max_length=400, verbose_name="in one or two sentences")),
                ("summary_en", models.CharField(blank=True, max_length=400, verbose_name="the same in English")),
                ("body", models.TextField(max_length=20000, verbose_name="text")),
                ("body_en", models.TextField(blank=True, max_length=20000, verbose_name="text in English")),
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
                        verbose_name="pillar",
                    ),
                ),
                ("source_url", models.URLField(blank=True, max_length=500, verbose_name="address of the source")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("withdrawn", "Taken off the portal")],
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="published")),
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
                ("is_demo", models.BooleanField(default=False, editable=False)),
            ],
            options={
                "abstract": False,
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="66c5d4a46af6934a0eeccc8f21a6970bbac4fc1d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_023b4",
                            table="communication_newsitemevent",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        ecosystem.core.operations.InstallTriggers(),
        migrations.AddIndex(
            model_name="newsitem",
            index=django.contrib.postgres.indexes.GinIndex(
                ecosystem.core.models.functions.SearchWords(
                    ecosystem.core.models.functions.JoinedText("title", "title_en", "summary", "summary_en")
                ),
                name="news_words",
            ),
        ),
    ]
