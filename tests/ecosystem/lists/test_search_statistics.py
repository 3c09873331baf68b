"""Lists of large tables search a column of folded words, whose statistics tell the planner how rare a word is."""

import pytest
from django.db import connection

from programmes.grants.models import Application, Award, Review, Tranche
from startups.models import Startup

TARGET = "SELECT attstattarget FROM pg_attribute WHERE attrelid = %s::regclass AND attname = 'search_folded'"


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Application, Award, Tranche, Review, Startup], ids=lambda model: model.__name__)
def test_searched_words_have_a_large_sample(model) -> None:
    with connection.cursor() as cursor:
        cursor.execute(TARGET, [model._meta.db_table])
        assert cursor.fetchone() == (1000,)
