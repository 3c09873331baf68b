import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ('programmes', '0011_trail_that_only_grows'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NewsItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('slug', models.SlugField(editable=False, max_length=120, unique=True)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('summary', models.CharField(max_length=400, verbose_name='in one or two sentences')),
                ('summary_en', models.CharField(blank=True, max_length=400, verbose_name='the same in English')),
                ('body', models.TextField(max_length=20000, verbose_name='text')),
                ('body_en', models.TextField(blank=True, max_length=20000, verbose_name='text in English')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='address of the source')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('withdrawn', 'Taken off the portal')], default='draft', editable=False, max_length=10, verbose_name='state')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('created_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('pillar', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='news', to='programmes.pillar', verbose_name='pillar')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='NewsItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='created at')),
                ('updated_at', models.DateTimeField(auto_now=True, verbose_name='updated at')),
                ('slug', models.SlugField(db_index=False, editable=False, max_length=120)),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('title_en', models.CharField(blank=True, max_length=200, verbose_name='title in English')),
                ('summary', models.CharField(max_length=400, verbose_name='in one or two sentences')),
                ('summary_en', models.CharField(blank=True, max_length=400, verbose_name='the same in English')),
                ('body', models.TextField(max_length=20000, verbose_name='text')),
                ('body_en', models.TextField(blank=True, max_length=20000, verbose_name='text in English')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='address of the source')),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published'), ('withdrawn', 'Taken off the portal')], default='draft', editable=False, max_length=10, verbose_name='state')),
                ('published_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='published')),
                ('is_demo', models.BooleanField(default=False, editable=False)),
                ('created_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programmes.newsitem')),
                ('pillar', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programmes.pillar', verbose_name='pillar')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='newsitem',
            index=models.Index(models.OrderBy(models.F('published_at'), descending=True), models.OrderBy(models.F('id'), descending=True), condition=models.Q(('status', 'published')), name='news_public'),
        ),
        migrations.AddConstraint(
            model_name='newsitem',
            constraint=models.CheckConstraint(condition=models.Q(('status', 'draft'), ('published_at__isnull', False), _connector='OR'), name='published_news_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='newsitem',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['draft', 'published', 'withdrawn'])), name='news_status_is_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='newsitem',
            trigger=pgtrigger.compiler.Trigger(name='news_address_is_stable', sql=pgtrigger.compiler.UpsertTriggerSql(func='RAISE EXCEPTION \'pgtrigger: Cannot update of "slug" rows from % table\', TG_TABLE_NAME;', hash='b14dd339b993bf418a905a39c0afd874a04be123', operation='UPDATE OF "slug"', pgid='pgtrigger_news_address_is_stable_64bda', table='programmes_newsitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='newsitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programmes_newsitemevent" ("body", "body_en", "created_at", "created_by_id", "id", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "slug", "source_url", "status", "summary", "summary_en", "title", "title_en", "updated_at") VALUES (NEW."body", NEW."body_en", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_demo", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."pillar_id", NEW."published_at", NEW."slug", NEW."source_url", NEW."status", NEW."summary", NEW."summary_en", NEW."title", NEW."title_en", NEW."updated_at"); RETURN NULL;', hash='d0c6bfffe5a00ae8535c643a939618112c216b59', operation='INSERT', pgid='pgtrigger_insert_insert_19d64', table='programmes_newsitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='newsitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programmes_newsitemevent" ("body", "body_en", "created_at", "created_by_id", "id", "is_demo", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pillar_id", "published_at", "slug", "source_url", "status", "summary", "summary_en", "title", "title_en", "updated_at") VALUES (NEW."body", NEW."body_en", NEW."created_at", NEW."created_by_id", NEW."id", NEW."is_demo", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."pillar_id", NEW."published_at", NEW."slug", NEW."source_url", NEW."status", NEW."summary", NEW."summary_en", NEW."title", NEW."title_en", NEW."updated_at"); RETURN NULL;', hash='acc722ae7bdf84f9335f284eb688d8cc6c761318', operation='UPDATE', pgid='pgtrigger_update_update_aee16', table='programmes_newsitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='newsitemevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='5fea96c023ac51d6cc21dad79ae0e6eefc972764', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a0056', table='programmes_newsitemevent', when='BEFORE')),
        ),
    ]
