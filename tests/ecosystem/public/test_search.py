"""The search box: finds what one may see, however it is typed, in few statements; and nothing else."""

import unicodedata

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from ecosystem.accounts.roles import Role
from ecosystem.core.text import fold_text, highlight
from ecosystem.public.search import Group
from programmes.grants.models import Award, AwardStatus, Contract, Recommendation
from startups.models import Publication
from tests.factories import (
    ApplicationFactory,
    AreaFactory,
    BudgetLineFactory,
    CallFactory,
    IndicatorFactory,
    NewsFactory,
    OrganisationFactory,
    PillarFactory,
    PolicyFactory,
    SchemeFactory,
    StartupFactory,
    UserFactory,
    person,
)
from tests.thorough import SIZES, sample

pytestmark = pytest.mark.django_db
SEARCH = "/search/"


def groups(response):
    """The titles of each group."""
    return {one.group.value: [hit.title for hit in one.hits] for one in response.context["results"]}


def find(client, words, **more):
    response = client.get(SEARCH, {"q": words, **more})
    assert response.status_code == 200
    return groups(response)


def public_startup(name, **fields):
    officer = person(Role.OFFICER)
    return StartupFactory(
        name=name, status=Publication.PUBLIC, verified_by=officer, verified_at=timezone.now(), summary="…", **fields
    )


# --- However it is typed ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "words",
    [
        "Công nghệ Đất Lành",
        "cong nghe dat lanh",
        "CONG NGHE DAT LANH",
        "dat lanh",
        "đất",
        unicodedata.normalize("NFD", "Công nghệ Đất Lành"),
        "c\u200bong nghe\u200b dat",
        "\u202edat lanh\u202c",
        "cogn nghe dat lanh",
        "dta lanh",
        "dat lahn",
        "dat lanh\x00",
        "   dat   lanh  ",
        "cong ty tnhh cong nghe dat lanh",
    ],
)
def test_name_is_found_without_accents_and_with_mistakes(client, words):
    public_startup("Công ty TNHH Công nghệ Đất Lành")
    public_startup("Công ty TNHH Sóng Xa")

    assert find(client, words) == {"startups": ["Công ty TNHH Công nghệ Đất Lành"]}


@pytest.mark.parametrize(
    "words",
    ["", "   ", "%", "_", "%%%", "'", '"', "\\", "\x00", "\u200b\u200b", "\u202e", "--", "();"],
)
def test_nothing_but_signs_finds_nothing_and_helps(client, words):
    public_startup("Công ty TNHH Sóng Xa")

    response = client.get(SEARCH, {"q": words})

    assert groups(response) == {}
    assert "cong nghe" in response.content.decode()


@pytest.mark.parametrize("words", ["a%z", "S_ng", "x'; DROP TABLE startups_startup; --", "a" * 10_000, "sóng " * 3000])
def test_hostile_query_is_plain_text(client, words):
    public_startup("Công ty TNHH Xyzt")

    assert find(client, words) == {}


def test_query_that_is_too_long_is_truncated_with_a_notice(client):
    text = client.get(SEARCH, {"q": "sóng " * 3000}).content.decode()

    assert "100 ký tự đầu" in text
    assert "sóng " * 30 not in text


def test_script_in_names_and_words_is_escaped_and_matches_are_marked(client):
    public_startup("<script>alert(1)</script> Đèn & Sách")

    text = client.get(SEARCH, {"q": "<script>alert(1)</script> den"}).content.decode()

    assert "<script>alert" not in text
    assert "<mark>Đèn</mark> &amp; Sách" in text


def test_best_match_ranks_first_and_weak_matches_are_omitted(client):
    public_startup("Công ty TNHH Trại Nông Vàng")
    public_startup("Công ty TNHH Nông Trại")
    public_startup("Công ty TNHH Nóng Trời")

    assert find(client, "nong trai") == {"startups": ["Công ty TNHH Nông Trại", "Công ty TNHH Trại Nông Vàng"]}


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Đường Đất", ["dat"], "Đường <mark>Đất</mark>"),
        (unicodedata.normalize("NFD", "Đất"), ["dat"], f"<mark>{unicodedata.normalize('NFD', 'Đất')}</mark>"),
        ("a<b>a", ["a"], "<mark>a</mark>&lt;b&gt;<mark>a</mark>"),
        ("không", ["co"], "không"),
        ("", ["a"], ""),
        ("ươm tạo", ["uom", "tao"], "<mark>ươm</mark> <mark>tạo</mark>"),
    ],
)
def test_matched_letters_are_highlighted(text, words, shown):
    assert highlight(text, words) == shown


def test_folded_text_is_what_the_database_folds():
    text = "Ứng dụng ĐỀ ÁN Ỷ Lan — Cà phê 1.000"

    with connection.cursor() as cursor:
        cursor.execute("SELECT vn_fold(%s)", [text])
        by_database = cursor.fetchone()[0]

    assert fold_text(text)[0].replace("—", "-") == by_database.replace("—", "-")


# --- What one may see ---------------------------------------------------------------------------------
@pytest.fixture
def world():
    """A record of each group, all with the word in their names, and those that may leak."""
    owner = UserFactory(full_name="Chủ Zebra")
    scheme = SchemeFactory(name="Đề án Zebra")
    PillarFactory(scheme=scheme, name="Nhóm Zebra")
    IndicatorFactory(scheme=scheme, name="Chỉ tiêu Zebra")
    policy = PolicyFactory(name="Chính sách Zebra")
    call = CallFactory(name="Đợt Zebra", policy=policy)
    CallFactory(name="Đợt Zebra nháp", policy=policy, status="draft")
    AreaFactory(name="Phường Zebra")
    OrganisationFactory(name="Vườn ươm Zebra", is_public=True)
    OrganisationFactory(name="Quỹ Zebra kín")
    NewsFactory(title="Tin Zebra")
    NewsFactory(title="Tin Zebra nháp", status="draft", published_at=None)
    public_startup("Zebra Công Khai")
    mine = StartupFactory(name="Zebra Của Tôi", members=[owner])
    StartupFactory(name="Zebra Kín")
    ApplicationFactory(startup=mine, call=call, title="Dự án Zebra", status="evaluating")
    ApplicationFactory(title="Bản nháp Zebra của người khác")
    ApplicationFactory(title="Dự án Zebra của người khác", status="evaluating")
    return {"owner": owner, "scheme": scheme}


PUBLIC = {
    "calls": {"Đợt Zebra"},
    "services": {"Chính sách Zebra"},
    "schemes": {"Đề án Zebra", "Nhóm Zebra", "Chỉ tiêu Zebra"},
    "news": {"Tin Zebra"},
    "wards": {"Phường Zebra"},
    "organisations": {"Vườn ươm Zebra"},
}


def titles_found_by(client, user):
    if user:
        client.force_login(user)
    return {group: set(titles) for group, titles in find(client, "zebra").items()}


def test_without_sign_in_only_public_things_are_found(client, world):
    assert titles_found_by(client, None) == {**PUBLIC, "startups": {"Zebra Công Khai"}}


def test_applicant_finds_the_own_and_the_public(client, world):
    assert titles_found_by(client, world["owner"]) == {
        **PUBLIC,
        "startups": {"Zebra Công Khai", "Zebra Của Tôi"},
        "applications": {"Dự án Zebra"},
    }


def test_officer_finds_what_was_sent(client, world):
    assert titles_found_by(client, person(Role.OFFICER)) == {
        **PUBLIC,
        "startups": {"Zebra Công Khai", "Zebra Của Tôi", "Zebra Kín"},
        "applications": {"Dự án Zebra", "Dự án Zebra của người khác"},
        "calls": {"Đợt Zebra", "Đợt Zebra nháp"},
        "organisations": {"Vườn ươm Zebra", "Quỹ Zebra kín"},
    }


def test_administrator_finds_people_and_no_dossier(client, world):
    assert titles_found_by(client, person(Role.ADMINISTRATOR)) == {
        **PUBLIC,
        "startups": {"Zebra Công Khai"},
        "people": {"Chủ Zebra"},
    }


def test_links_lead_where_the_person_may_go(client, world):
    for user in (None, world["owner"], person(Role.OFFICER), person(Role.ADMINISTRATOR), person(Role.COUNCIL)):
        client.logout()
        if user:
            client.force_login(user)
        for one in client.get(SEARCH, {"q": "zebra"}).context["results"]:
            for hit in one.hits:
                assert client.get(hit.url).status_code == 200, hit


# --- Numbers ------------------------------------------------------------------------------------------
def test_number_of_a_dossier_finds_it_alone(client):
    officer = person(Role.OFFICER)
    wanted = ApplicationFactory(status="evaluating", number="HS-2026-000123", title="Một")
    ApplicationFactory(status="evaluating", number="HS-2026-000124", title="Hai")
    client.force_login(officer)

    response = client.get(SEARCH, {"q": "hs-2026-000123"})

    assert groups(response) == {"applications": ["Một"]}
    assert response.context["results"][0].hits[0].url == reverse("grants:application_detail", args=[wanted.pk])
    client.force_login(UserFactory())
    assert find(client, "HS-2026-000123") == {}


def test_tax_code_is_for_the_department_alone(client):
    startup = public_startup("Công ty Thuế")
    client.force_login(person(Role.OFFICER))
    assert find(client, startup.tax_code) == {"startups": ["Công ty Thuế"]}

    client.logout()

    assert find(client, startup.tax_code) == {}


def test_decision_and_contract_are_found_by_their_numbers(client):
    officer, owner = person(Role.OFFICER), UserFactory()
    application = ApplicationFactory(status="contracted", startup=StartupFactory(name="Zebra", members=[owner]))
    award = Award.objects.create(
        application=application,
        budget_line=BudgetLineFactory(),
        recommendation=Recommendation.GRANT,
        amount=10**6,
        reason="Tốt",
        status=AwardStatus.APPROVED,
        proposed_by=UserFactory(),
        proposed_at=timezone.now(),
        decided_by=UserFactory(),
        decided_at=timezone.now(),
        decision_number="77/QĐ-SKHCN",
    )
    today = timezone.localdate()
    Contract.objects.create(
        award=award, number="77/2026/HĐ", signed_on=today, starts_on=today, ends_on=today, signed_by=officer
    )

    for user in (officer, owner):
        client.force_login(user)
        assert find(client, "77/qd") == {"awards": ["77/QĐ-SKHCN"]}
        assert find(client, "77/2026/hd") == {"awards": ["77/2026/HĐ"]}
    client.force_login(UserFactory())
    assert find(client, "77/2026/hd") == {}


# --- The page -----------------------------------------------------------------------------------------
def test_more_than_five_lead_to_the_list_with_the_same_words(client):
    client.force_login(person(Role.OFFICER))
    for number in range(7):
        StartupFactory(name=f"Zebra {number}")
        CallFactory(name=f"Đợt zebra {number}")

    response = client.get(SEARCH, {"q": "zebra"})

    assert [(one.group, len(one.hits), one.has_more) for one in response.context["results"]] == [
        (Group.CALL, 5, True),
        (Group.STARTUP, 5, True),
    ]
    text = response.content.decode()
    for address in ("/manage/startups/?q=zebra", "/search/?q=zebra&amp;group=calls"):
        assert f'href="{address}"' in text
        assert client.get(address.replace("&amp;", "&")).status_code == 200
    assert len(find(client, "zebra", group="calls")["calls"]) == 7
    assert "startups" not in find(client, "zebra", group="calls")


def test_group_that_is_not_searched_is_refused(client):
    assert client.get(SEARCH, {"q": "x", "group": "users"}).status_code == 400


def test_english_reader_finds_by_and_reads_english_names(client):
    CallFactory(name="Đợt Một", name_en="First zebra call")
    client.cookies["portal_language"] = "en"

    with translation.override("en"):
        assert find(client, "zebra") == {"calls": ["First zebra call"]}


def test_suggestions_are_a_listbox_of_what_one_may_see(client, world):
    text = client.get("/search/suggestions/", {"q": "zebra"}).content.decode()

    assert 'role="listbox"' in text
    assert text.count('role="option"') == 9
    assert "<mark>Zebra</mark> Công Khai" in text
    assert "Kín" not in text


@pytest.mark.parametrize("role", sample([None, Role.OFFICER, Role.ADMINISTRATOR, "applicant"], at_most=2))
def test_search_takes_the_same_queries_at_every_size_and_at_most_twelve(client, role):
    owner = UserFactory()
    if role:
        client.force_login(owner if role == "applicant" else person(role))
    counted, made = {}, 0
    for size in SIZES:
        while made < size:
            startup = StartupFactory(name=f"Zebra {made}", members=[owner])
            ApplicationFactory(title=f"Dự án zebra 1 {made}", startup=startup, status="evaluating")
            CallFactory(name=f"Đợt zebra {made}")
            public_startup(f"Zebra 1 công khai {made}")
            UserFactory(full_name=f"Zebra 1 {made}")
            made += 1
        with CaptureQueriesContext(connection) as captured:
            find(client, "zebra 1")
        counted[size] = len(captured)

    assert len(set(counted.values())) == 1, counted
    assert counted[1] <= 12


def test_large_tables_are_answered_by_their_indexes(client):
    """With sequential scans forbidden, each condition on a large table names its index."""
    client.force_login(person(Role.OFFICER))
    with CaptureQueriesContext(connection) as captured:
        find(client, "nông trại 12")
    statements = [query["sql"] for query in captured if "SIMILARITY" in query["sql"]]
    plans = []
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        for statement in statements:
            if statement.startswith("("):  # the small tables
                continue
            cursor.execute(f"EXPLAIN {statement}")
            plans.append("\n".join(row[0] for row in cursor.fetchall()))

    for index in (
        "startup_core_name",
        "startup_name_words",
        "startup_search_words",
        "application_by_title",
        "application_title_words",
        "application_search_words",
        "feedback_subject_words",
        "feedback_search_words",
    ):
        assert any(index in plan for plan in plans), index


def test_box_is_on_every_page_and_works_without_script(client):
    for address in (reverse("public:home"), reverse("account_login")):
        text = client.get(address).content.decode()
        assert text.count('id="search-everything"') == 1
        assert 'role="search" method="get" action="/search/"' in text
