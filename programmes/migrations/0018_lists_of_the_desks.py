import datetime
import django.contrib.postgres.indexes
import django.db.models.functions.comparison
import django.db.models.functions.text
import ecosystem.core.models
import pgtrigger.compiler
import pgtrigger.migrations
import programmes.models.feedback
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0017_followers'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='newsitem',
            name='update_update',
        ),
        migrations.AddField(
            model_name='feedback',
            name='desk_key',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(status__in=['received', 'in_progress'], then=django.db.models.functions.comparison.Coalesce('due_on', models.Value(datetime.date(8000, 1, 1)))), default=programmes.models.feedback.AfterAllThatWaits('created_at')), output_field=models.DateField()),
        ),
        migrations.AddField(
            model_name='feedback',
            name='search_folded',
            field=models.GeneratedField(db_persist=True, expression=ecosystem.core.models.Fold(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Coalesce('number', models.Value('')), models.Value(' '), 'subject', models.Value(' '), 'name', models.Value(' '), 'email', models.Value(' '), 'text', output_field=models.TextField())), output_field=models.TextField()),
        ),
        migrations.AddField(
            model_name='feedback',
            name='sort_key',
            field=models.GeneratedField(db_persist=True, expression=ecosystem.core.models.SortKey('subject'), output_field=models.TextField(db_collation='C')),
        ),
        migrations.AddField(
            model_name='newsitem',
            name='published_key',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('published_at', models.Value(datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc))), output_field=models.DateTimeField()),
        ),
        migrations.AddField(
            model_name='newsitem',
            name='search_folded',
            field=models.GeneratedField(db_persist=True, expression=ecosystem.core.models.Fold(django.db.models.functions.text.Concat('title', models.Value(' '), 'title_en', models.Value(' '), 'summary', models.Value(' '), 'summary_en', output_field=models.TextField())), output_field=models.TextField()),
        ),
        migrations.AddField(
            model_name='newsitem',
            name='sort_key',
            field=models.GeneratedField(db_persist=True, expression=ecosystem.core.models.SortKey('title'), output_field=models.TextField(db_collation='C')),
        ),
        migrations.AddIndex(
            model_name='feedback',
            index=models.Index(fields=['desk_key', 'id'], name='feedback_in_desk_order'),
        ),
        migrations.AddIndex(
            model_name='feedback',
            index=models.Index(fields=['sort_key', 'id'], name='feedback_in_subject_order'),
        ),
        migrations.AddIndex(
            model_name='feedback',
            index=models.Index(fields=['status', 'desk_key', 'id'], name='feedback_in_state_order'),
        ),
        migrations.AddIndex(
            model_name='feedback',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('search_folded'), name='gin_trgm_ops'), name='feedback_search'),
        ),
        migrations.AddIndex(
            model_name='newsitem',
            index=models.Index(fields=['sort_key', 'id'], name='news_in_title_order'),
        ),
        migrations.AddIndex(
            model_name='newsitem',
            index=models.Index(fields=['status', 'id'], name='news_in_state_order'),
        ),
        migrations.AddIndex(
            model_name='newsitem',
            index=models.Index(fields=['published_key', 'id'], name='news_in_published_order'),
        ),
        migrations.AddIndex(
            model_name='newsitem',
            index=models.Index(fields=['updated_at', 'id'], name='news_in_changed_order'),
        ),
        migrations.AddIndex(
            model_name='newsitem',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass(models.F('search_folded'), name='gin_trgm_ops'), name='news_search'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='newsitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."body" IS DISTINCT FROM (NEW."body") OR OLD."body_en" IS DISTINCT FROM (NEW."body_en") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_demo" IS DISTINCT FROM (NEW."is_demo") OR OLD."pillar_id" IS DISTINCT FROM (NEW."pillar_id") OR OLD."published_at" IS DISTINCT FROM (NEW."published_at") OR OLD."slug" IS DISTINCT FROM (NEW."slug") OR OLD."source_url" IS DISTINCT FROM (NEW."source_url") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."summary" IS DISTINCT FROM (NEW."summary") OR OLD."summary_en" IS DISTINCT FROM (NEW."summary_en") OR OLD."title" IS DISTINCT FROM (NEW."title") OR OLD."title_en" IS DISTINCT FROM (NEW."title_en") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at"))', func='INSERT INTO "programmes_newsitemevent" ("body", "body_en", "created_at", "created_by_id", "id", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "slug", "source_url", "status", "summary", "summary_en", "title", "title_en", "updated_at") VALUES (NEW."body", NEW."body_en", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_demo", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pillar_id", NEW."published_at", NEW."slug", NEW."source_url", NEW."status", NEW."summary", NEW."summary_en", NEW."title", NEW."title_en", NEW."updated_at"); RETURN NULL;', hash='1b885dc91b31386ffafce0b019a88911bd7518ce', operation='UPDATE', pgid='pgtrigger_update_update_aee16', table='programmes_newsitem', when='AFTER')),
        ),
    ]
