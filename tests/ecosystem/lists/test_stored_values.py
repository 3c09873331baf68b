"""Files made of stored columns are byte for byte those made of model instances, in both languages, for every list."""

import pytest
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import override

import ecosystem.urls  # noqa: F401 - lists register when it imports their modules
from ecosystem.accounts.demo import ACCOUNTS
from ecosystem.accounts.models import User
from ecosystem.accounts.roles import Role
from ecosystem.lists.files import Reader, csv_export, export_lines, matching_rows
from ecosystem.lists.listing import LISTINGS, ListState
from ecosystem.lists.values import StoredValue
from programmes.feedback.models import FeedbackStatus
from tests.demo.planting import plant, prepare
from tests.factories import UnitFactory, person
from tests.programmes.feedback.cases import in_state

pytestmark = pytest.mark.django_db
# Every column of these lists, of which a city has a hundred thousand rows, is made of stored columns.
LARGE = ("application", "award", "payment", "startup", "feedback", "review")


def with_stored_columns():
    return sorted(slug for slug, listing in LISTINGS.items() if any(column.stored_value for column in listing.columns))


def every_column(listing) -> ListState:
    keys = ",".join(column.key for column in listing.columns if column.stored_value)
    return ListState(listing, QueryDict(f"cols={keys}"))


@pytest.mark.parametrize("slug", LARGE)
def test_every_column_of_a_large_list_is_stored(slug):
    assert [column.key for column in LISTINGS[slug].columns if column.stored_value is None] == []


def test_files_of_stored_columns_are_those_of_model_instances():
    prepare()
    plant(timezone.localdate(), startups=60, applications=90)
    for status in FeedbackStatus.values:
        in_state(status, person(Role.OFFICER), subject="=1+1", text="Dòng một\nDòng hai, “trích”", unit=UnitFactory())
    compared = {}
    for slug in with_stored_columns():
        listing = LISTINGS[slug]
        readers = [User.objects.get(email=account.email) for account in ACCOUNTS]
        for reader in filter(listing.may_open, readers):
            for language in ("vi", "en"):
                with override(language):
                    state = every_column(listing)
                    rows = matching_rows(state, Reader(reader))
                    stored = "".join(csv_export(state, export_lines(state, rows, reader)))
                    instances = "".join(csv_export(state, state.lines(rows)))
                assert stored == instances, (slug, reader.email, language)
                compared[slug] = max(compared.get(slug, 0), stored.count("\r\n") - 1)

    assert [slug for slug in LARGE if compared[slug] == 0] == []


def test_applicants_file_shows_the_title_that_the_startup_has_not_sent_again():
    listing = LISTINGS["application"]
    applicant = User()
    applicant.grants = []

    assert listing.reads_stored(applicant) is False


def test_stored_value_cannot_be_made_without_both_ways_to_read():
    class Half(StoredValue):
        def __call__(self, row):
            return ""

    with pytest.raises(TypeError, match="reader"):
        Half()
