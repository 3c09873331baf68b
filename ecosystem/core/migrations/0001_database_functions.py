"""Accent-free search and the Vietnamese alphabet's order, without ICU (docs/architecture.md)."""

from django.contrib.postgres.operations import BtreeGistExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

FOLD = """
CREATE FUNCTION vn_fold(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
$f$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize($1, NFC))) $f$
"""
SORTKEY = r"""
CREATE FUNCTION vn_sortkey(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $f$
SELECT translate(n, E'\u0306\u0302\u031B\u0300\u0309\u0303\u0301\u0323', '{|}') || E'\x01' ||
       translate(n, E'\u0306\u0302\u031B\u0300\u0309\u0303\u0301\u0323', E'{|}\u2460\u2461\u2462\u2463\u2464')
FROM (SELECT replace(lower(normalize($1, NFD)), 'đ', 'd{') n) q $f$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGistExtension(),
        migrations.RunSQL(FOLD, "DROP FUNCTION vn_fold(text)"),
        migrations.RunSQL(SORTKEY, "DROP FUNCTION vn_sortkey(text)"),
    ]
