"""Queries as people type them, with the first result that a judge expects of each."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.utils import timezone

from ecosystem.accounts.roles import Role
from ecosystem.public.search import Group, Query, search
from ecosystem.reference.models import Sector
from programmes.grants.models import Award, AwardStatus, Contract, Disbursement, Recommendation, Tranche
from programmes.plan.models import SupportPolicy
from startups.models import Publication
from tests.factories import (
    ApplicationFactory,
    BudgetLineFactory,
    CallFactory,
    FeedbackFactory,
    NewsFactory,
    OrganisationFactory,
    StartupFactory,
    UserFactory,
    person,
)
from tests.sharing import shared_rows

pytestmark = pytest.mark.django_db
JUDGED = Path(__file__).with_name("judged_queries.csv")
HITS_AT_LEAST = 57
ROLES = {"public": None, "officer": Role.OFFICER, "council": Role.COUNCIL}

SPREAD_SYLLABLES = "Đẩy mạnh hoạt động hợp tác quốc tế"  # a pillar whose name has both syllables of "hop dong", apart

# Name and what it does; the names are those that a search by parts of words takes for each other.
PUBLIC_STARTUPS = (
    ("Công ty TNHH Ý Tưởng", "Tư vấn thương hiệu."),
    ("Công ty Cổ phần Ý Tưởng Xanh Farm", "Cảm biến cho nhà kính."),
    ("Công ty TNHH Ý Tưởng Kinh Tế", "Đào tạo tài chính cá nhân."),
    ("Công ty TNHH Sao Gia Định", "Sàn giao dịch đặc sản."),
    ("Công ty Cổ phần Sao Gia Định Fintech", "Ví điện tử cho tiểu thương."),
    ("Công ty TNHH Giao Duyên", "Chợ hoa trực tuyến."),
    ("Công ty TNHH Shop Đông Phong", "Cửa hàng điện máy."),
    ("Công ty TNHH Hộp Đồng Shop", "Hộp quà tặng."),
    ("Công ty TNHH Rạng Đông Shop", "Sàn giao dịch cho hợp tác xã."),
    ("Công ty TNHH Sông Xanh", "Lọc nước cho khu trọ."),
    ("Công ty TNHH Sóng Xa", "Thiết bị thu phát sóng."),
    ("Công ty TNHH Lúa Vàng Agri", "Nhật ký canh tác điện tử cho hợp tác xã."),
    ("Công ty TNHH Kho Lạnh Việt", "Thuê kho theo giờ."),
    ("Công ty TNHH Mây Số Cloud", "Phần mềm quản lý kho lạnh và vận chuyển."),
    ("Công ty Cổ phần Đất Phương Nam", "Bản đồ quy hoạch."),
    ("Công ty TNHH Biển Đông", "Giám sát tàu cá."),
    ("Công ty TNHH Khơi Tế", "Chăm sóc sức khỏe tại nhà."),
    ("Công ty TNHH Tre Việt Edu", "Lớp học trực tuyến."),
)


@pytest.fixture(scope="module")
def portal(django_db_setup, django_db_blocker):
    """The real reference data, and around them a little of everything that is searched."""
    with shared_rows(django_db_blocker):
        call_command("load_reference", verbosity=0)
        officer, owner = person(Role.OFFICER), UserFactory(full_name="Nguyễn Văn An")
        for name, summary in PUBLIC_STARTUPS:
            StartupFactory(
                name=name, summary=summary, status=Publication.PUBLIC, verified_by=officer, verified_at=timezone.now()
            )
        hidden = StartupFactory(name="Công ty TNHH Kín Đáo", members=[owner])
        call = CallFactory(
            name="Đợt 1 năm 2026: hỗ trợ dự án ươm tạo", policy=SupportPolicy.objects.get(code="nq20-incubation")
        )
        day = timezone.now() - timedelta(days=400)
        closed = CallFactory(
            name="Đợt 1 năm 2025", policy=call.policy, opens_at=day, closes_at=day + timedelta(days=30)
        )
        OrganisationFactory(name="Vườn ươm Bách Khoa", is_public=True)
        NewsFactory(title="Ngày hội khởi nghiệp sáng tạo 2026")
        NewsFactory(title="Thành phố mở đợt tiếp nhận hồ sơ")
        FeedbackFactory(subject="Thời hạn giải ngân đợt hai", number="PA-2026-000007")
        FeedbackFactory(subject="Hợp đồng hỗ trợ ký ở đâu", number="PA-2026-000008")
        ApplicationFactory(
            title="Lưới điện thông minh cho khu trọ",
            number="HS-2026-000123",
            startup=hidden,
            call=call,
            status="evaluating",
        )
        granted = ApplicationFactory(title="Bảng điện tử cho trạm xe", startup=hidden, call=closed, status="contracted")
        _pay(granted, officer)
        yield


def _pay(application, officer):
    """A decision, a contract and a payment of the application, each with its number."""
    today, now = timezone.localdate(), timezone.now()
    award = Award.objects.create(
        application=application,
        budget_line=BudgetLineFactory(),
        recommendation=Recommendation.GRANT,
        amount=10**6,
        reason="Tốt",
        status=AwardStatus.APPROVED,
        proposed_by=UserFactory(),
        proposed_at=now,
        decided_by=UserFactory(),
        decided_at=now,
        decision_number="77/QĐ-SKHCN",
    )
    contract = Contract.objects.create(
        award=award, number="12/2026/HĐ-SKHCN", signed_on=today, starts_on=today, ends_on=today, signed_by=officer
    )
    tranche = Tranche.objects.create(
        contract=contract, number=1, amount=10**6, due_on=today, status="paid", accepted_by=officer, accepted_at=now
    )
    Disbursement.objects.create(
        tranche=tranche, amount=10**6, paid_on=today, reference="UNC-2026-0045", paid_by=UserFactory()
    )


def judged():
    with JUDGED.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.row("F16")
def test_judged_queries_find_what_was_meant_first(portal, rf):
    users = {reader: person(role) if role else _anonymous() for reader, role in ROLES.items()}
    rows, misses = judged(), []
    for row in rows:
        results = search(users[row["reader"]], Query(row["query"]))
        first = (results[0].group.value, results[0].hits[0].title) if results else ("", "nothing")
        if first != (row["group"], row["first"]):
            misses.append(f"{row['reader']}: {row['query']}: {first[1]} ({first[0]}) instead of {row['first']}")

    print("\n".join(misses))
    assert len(rows) >= 60
    assert {row["reader"] for row in rows} == set(ROLES)
    assert len(rows) - len(misses) >= HITS_AT_LEAST * len(rows) / 60, "\n".join(misses)


def _anonymous():
    return AnonymousUser()


@pytest.mark.parametrize(
    ("query", "foreign"),
    [
        ("y tế", {"Công ty TNHH Ý Tưởng", "Công ty Cổ phần Ý Tưởng Xanh Farm", "Công ty TNHH Ý Tưởng Kinh Tế"}),
        ("y te", {"Công ty TNHH Ý Tưởng", "Công ty TNHH Ý Tưởng Kinh Tế"}),
        ("giáo dục", {"Công ty TNHH Sao Gia Định", "Công ty TNHH Giao Duyên"}),
        ("hop dong", {"Công ty TNHH Shop Đông Phong", "Công ty TNHH Rạng Đông Shop", SPREAD_SYLLABLES}),
        ("hợp đồng", {"Công ty TNHH Shop Đông Phong"}),
    ],
)
def test_parts_of_words_are_no_hits(portal, query, foreign):
    titles = {hit.title for result in search(_anonymous(), Query(query, limit=50)) for hit in result.hits}

    assert not titles & foreign


@pytest.mark.row("F16")
@pytest.mark.parametrize("query", ["a", "gi", "y t", "kh la", "so x"])
def test_one_or_two_letters_are_no_beginning_of_a_word(portal, query):
    for result in search(_anonymous(), Query(query, limit=50), Group.STARTUP):
        for hit in result.hits:
            words = set(hit.title.lower().split())
            assert words & set(query.split()), hit.title


def test_sector_leads_to_its_startups_services_and_open_calls(client, portal):
    policy = SupportPolicy.objects.get(code="nq20-incubation")
    policy.sectors.set([Sector.objects.get(code="health-care")])

    result = search(_anonymous(), Query("y tế"))[0]

    assert result.hits[0].url == "/startups/?sector=health-care"
    labels = [label for label, url in result.hits[0].links]
    assert labels[0] == "Đợt 1 năm 2026: hỗ trợ dự án ươm tạo"
    assert policy.name in labels
    for address in (result.hits[0].url, *(url for label, url in result.hits[0].links)):
        assert client.get(address).status_code == 200


def test_payment_orders_and_messages_are_for_who_may_see_them(portal):
    for query, group in (("UNC-2026-0045", Group.PAYMENT), ("thời hạn giải ngân", Group.FEEDBACK)):
        assert [one.group for one in search(person(Role.OFFICER), Query(query))] == [group]
        for user in (_anonymous(), UserFactory(), person(Role.COUNCIL), person(Role.ADMINISTRATOR)):
            assert search(user, Query(query)) == []
