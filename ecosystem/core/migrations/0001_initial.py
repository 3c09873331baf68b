import django.contrib.postgres.fields
import django.contrib.postgres.operations
import django.utils.timezone
from django.db import migrations, models

FOLD = r"""
CREATE FUNCTION vn_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$f$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize($1, NFC))) $f$
"""
SEARCH = r"""
CREATE FUNCTION vn_search(text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $f$
SELECT setweight(to_tsvector('simple', n), 'A') || setweight(to_tsvector('simple', public.vn_fold(n)), 'B')
FROM (SELECT regexp_replace(lower(normalize($1, NFC)), '[^[:alnum:]]+', ' ', 'g') AS n) q $f$
"""
IDENTIFIER_KEY = r"""
CREATE FUNCTION identifier_key(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $f$
SELECT upper(btrim(regexp_replace(regexp_replace(regexp_replace(normalize($1, NFKC),
    '[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]', '', 'g'), '[\u2010-\u2015\u2212]', '-', 'g'), '\s+', ' ', 'g')))
$f$
"""
SORT_KEY = r"""
CREATE FUNCTION vn_sortkey(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $f$
SELECT translate(n, E'\u0306\u0302\u031B\u0300\u0309\u0303\u0301\u0323', '{|}') || E'\x01' ||
       translate(n, E'\u0306\u0302\u031B\u0300\u0309\u0303\u0301\u0323', E'{|}\u2460\u2461\u2462\u2463\u2464')
FROM (SELECT replace(lower(normalize($1, NFD)), 'đ', 'd{') n) q $f$
"""
NOTE_PAGE_SOURCE_CHANGE = """
CREATE FUNCTION note_page_source_change() RETURNS trigger LANGUAGE plpgsql AS
$f$ BEGIN INSERT INTO core_pagesourcechange (source) VALUES (TG_TABLE_NAME); RETURN NULL; END $f$
"""
# A function, because the server plans its statement once for each connection: planning takes longer than reading.
STORED_PAGE = """
CREATE FUNCTION stored_page(wanted text, moment timestamptz) RETURNS TABLE (body bytea, headers jsonb)
LANGUAGE plpgsql STABLE AS $f$
BEGIN
    RETURN QUERY SELECT p.body, p.headers FROM core_storedpage p WHERE p.key = wanted AND p.valid_until > moment
    AND p.change_mark = (SELECT count(*) || ':' || coalesce(sum(c.id), 0) || ':' || coalesce(sum(hashint8extended(c.id, 0)), 0)
        FROM core_pagesourcechange c WHERE c.source = ANY(p.sources));
END $f$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        django.contrib.postgres.operations.UnaccentExtension(),
        django.contrib.postgres.operations.TrigramExtension(),
        django.contrib.postgres.operations.BtreeGistExtension(),
        django.contrib.postgres.operations.BtreeGinExtension(),
        migrations.RunSQL(
            sql=FOLD,
            reverse_sql="DROP FUNCTION vn_fold(text)",
        ),
        migrations.RunSQL(
            sql=SEARCH,
            reverse_sql="DROP FUNCTION vn_search(text)",
        ),
        migrations.RunSQL(
            sql=IDENTIFIER_KEY,
            reverse_sql="DROP FUNCTION identifier_key(text)",
        ),
        migrations.RunSQL(
            sql=SORT_KEY,
            reverse_sql="DROP FUNCTION vn_sortkey(text)",
        ),
        migrations.CreateModel(
            name="PageSourceChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=63)),
            ],
            options={"indexes": [models.Index(models.F("source"), models.F("id"), name="page_source_changes")]},
        ),
        migrations.CreateModel(
            name="StoredPage",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("body", models.BinaryField()),
                ("headers", models.JSONField()),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=63), size=None),
                ),
                ("change_mark", models.CharField(max_length=100)),
                ("valid_until", models.DateTimeField()),
                ("stored_at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(models.F("stored_at"), name="stored_pages_by_age")]},
        ),
        migrations.RunSQL(
            sql=NOTE_PAGE_SOURCE_CHANGE,
            reverse_sql="DROP FUNCTION note_page_source_change()",
        ),
        migrations.RunSQL(
            sql=STORED_PAGE,
            reverse_sql="DROP FUNCTION stored_page(text, timestamptz)",
        ),
        migrations.CreateModel(
            name="FigureChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="CachedFigure",
            fields=[
                ("key", models.CharField(max_length=200, primary_key=True, serialize=False)),
                ("stamp", models.CharField(max_length=200)),
                ("change_mark", models.CharField(max_length=100)),
                ("value", models.TextField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="MeasureCell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("measure", models.CharField(max_length=40)),
                ("cube", models.CharField(max_length=40)),
                ("since", models.DateField()),
                (
                    "dims",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(null=True), size=None),
                ),
                ("number", models.BigIntegerField()),
                ("amount", models.BigIntegerField()),
                ("is_folded", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["measure", "cube", "since", "dims"], name="measure_cell_of_group"),
                    models.Index(condition=models.Q(("is_folded", False)), fields=["id"], name="measure_cell_to_fold"),
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("series", models.CharField(max_length=20)),
                ("year", models.PositiveSmallIntegerField()),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name_plural": "number series",
                "constraints": [models.UniqueConstraint(fields=("series", "year"), name="one_series_per_year")],
            },
        ),
        migrations.CreateModel(
            name="UnfinishedWork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=200)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("interruptions", models.PositiveSmallIntegerField(default=0)),
                ("started_at", models.DateTimeField(null=True)),
                ("next_try_at", models.DateTimeField(default=django.utils.timezone.now, null=True)),
                ("parked_at", models.DateTimeField(null=True)),
                ("last_error", models.TextField(blank=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="one_row_per_unfinished_work")],
            },
        ),
    ]
