"""Logos of startups: what is accepted, who may give, withdraw and remove one, and where the public sees it."""

import io
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.urls import reverse
from PIL import Image

from ecosystem.accounts.roles import Role
from ecosystem.core.models import AuditEntry
from ecosystem.core.workflow import RoleRefused, TransitionRefused
from ecosystem.documents.pictures import MAX_SIDE, read_squares
from ecosystem.notices.models import OutboxMessage
from startups.actions import profile as actions
from startups.actions.profile import remove_logo, set_logo, withdraw_logo
from startups.actions.publication import publish_startup, withdraw_publication
from startups.consent import LOGO_VERSION
from startups.models import LOGO_SIZES, Consent, ConsentPurpose, Logo, MemberRole, Publication, Startup
from tests.concurrency import add_barrier, remove_lock, run_concurrently
from tests.factories import UserFactory, person
from tests.startups.cases import member, startup_in, user_with_role
from tests.startups.pictures import picture, picture_bytes, pixel_bomb

pytestmark = pytest.mark.django_db


def with_logo(startup: Startup, by=None, **options) -> Logo:
    squares = read_squares(picture(**options), LOGO_SIZES.values())
    by = by or member(startup, MemberRole.OWNER)
    return set_logo(startup, by=by, squares=squares, alt="Một chiếc lá xanh", text_version=LOGO_VERSION)


def form_data(**changed) -> dict:
    return {"file": picture(), "alt": "Một chiếc lá", "consent": "on", "text_version": LOGO_VERSION} | changed


def public_url(logo: Logo, size: str = "small") -> str:
    return reverse("public:logo", args=[logo.startup.slug, size, logo.digest[:20]])


# What is accepted


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_picture_becomes_two_squares_without_its_metadata(form):
    exif = Image.Exif()
    exif[0x010E] = "Nha rieng 12 Le Loi"
    options = {"exif": exif.tobytes()} if form != "PNG" else {"exif": exif}

    squares = read_squares(picture(form, **options), LOGO_SIZES.values())

    assert b"Le Loi" in picture_bytes(form, **options)
    for side, data in squares.files.items():
        with Image.open(io.BytesIO(data)) as square:
            assert (square.format, square.size, dict(square.getexif())) == ("WEBP", (side, side), {})
        assert b"Le Loi" not in data
        assert b"EXIF" not in data
    assert sorted(squares.files) == [96, 320]


def test_a_wide_picture_is_not_cut():
    squares = read_squares(picture(size=(200, 100)), [96])
    with Image.open(io.BytesIO(squares.files[96])) as square:
        corner, centre, edge = (square.getpixel(place) for place in ((48, 5), (48, 48), (2, 48)))
    assert corner[3] == 0
    assert centre[3] == edge[3] == 255


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("logo.svg", SVG, "svg"),
        ("logo.png", SVG, "svg"),
        ("logo.png", b"", "empty"),
        ("logo.gif", picture_bytes(), "kind"),
        ("logo.png", picture_bytes("JPEG"), "content"),
        ("logo.jpg", b"<html>no picture</html>", "content"),
        ("logo.pdf", b"%PDF-1.4\n%%EOF", "kind"),
        ("logo.png", picture_bytes()[:60], "damaged"),
        ("logo.jpg", picture_bytes("JPEG", size=(800, 800))[:900], "damaged"),
        ("logo.png", pixel_bomb(), "pixels"),
        ("logo.png", pixel_bomb(MAX_SIDE + 1), "pixels"),
        ("logo.png", pixel_bomb(MAX_SIDE), "damaged"),
        ("logo.png", picture_bytes(size=(63, 400)), "small"),
        ("logo.png", picture_bytes() + b"\0" * (2 * 1024 * 1024), "large"),
    ],
)
def test_unfit_file_is_refused_with_its_reason(name, content, code):
    with pytest.raises(ValidationError) as refused:
        read_squares(SimpleUploadedFile(name, content), [96])
    assert refused.value.code == code


def test_refused_file_is_an_error_beside_the_field_and_other_input_stays(client):
    startup = startup_in(Publication.PUBLIC)
    client.force_login(member(startup, MemberRole.EDITOR))

    page = client.post(
        reverse("startups:logo_edit", args=[startup.pk]), form_data(file=SimpleUploadedFile("a.svg", SVG))
    )

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["file"]
    assert 'value="Một chiếc lá"' in page.content.decode()
    assert not Logo.objects.exists()


# Giving one


def test_logo_is_given_with_consent_by_owner_and_editor_alone(client):
    startup = startup_in(Publication.PUBLIC)
    people = {role: member(startup, role) for role in MemberRole.values}
    people |= {role: user_with_role(role) for role in [*Role.values, "none"]}
    squares = read_squares(picture(), LOGO_SIZES.values())

    may = set()
    for role, by in people.items():
        try:
            set_logo(startup, by=by, squares=squares, alt="Lá", text_version=LOGO_VERSION)
            may.add(role)
        except RoleRefused:
            continue

    assert may == {"owner", "editor"}


def test_consent_is_stored_with_person_time_and_version_and_no_box_is_ticked(client):
    startup = startup_in(Publication.PUBLIC)
    owner = member(startup, MemberRole.OWNER)
    client.force_login(owner)
    url = reverse("startups:logo_edit", args=[startup.pk])

    assert "checked" not in client.get(url).content.decode()
    assert client.post(url, form_data(consent="")).status_code == 422
    assert client.post(url, form_data(text_version="0")).status_code == 409
    assert not Logo.objects.exists()
    assert client.post(url, form_data()).status_code == 302

    consent = Consent.objects.get(purpose=ConsentPurpose.LOGO)
    assert (consent.given_by, consent.text_version, consent.withdrawn_at) == (owner, LOGO_VERSION, None)
    assert Logo.objects.get().alt == "Một chiếc lá"


def test_new_logo_of_a_public_startup_waits_for_a_second_look_and_a_publication_on_an_old_page_is_refused():
    public, requested = startup_in(Publication.PUBLIC), startup_in(Publication.REQUESTED)
    shown_version = requested.updated_at.isoformat()

    for startup in (public, requested):
        with_logo(startup)

    public.refresh_from_db()
    assert public.recheck_since is not None
    with pytest.raises(TransitionRefused):
        publish_startup(requested, by=person(Role.OFFICER), expected_version=shown_version)


def test_replaced_logo_has_another_address_and_its_files_are_deleted(client, django_capture_on_commit_callbacks):
    startup = startup_in(Publication.PUBLIC)
    owner = member(startup, MemberRole.OWNER)
    former = with_logo(startup, owner)
    former_url, names = public_url(former), former.file_names

    with django_capture_on_commit_callbacks(execute=True):
        logo = with_logo(startup, owner, colour="#00c")

    assert client.get(former_url).status_code == 404
    assert client.get(public_url(logo)).status_code == 200
    assert [default_storage.exists(name) for name in names + logo.file_names] == [False, False, True, True]
    standing = Consent.objects.filter(purpose=ConsentPurpose.LOGO)
    assert [consent.withdrawn_at is None for consent in standing.order_by("pk")] == [False, True]


def test_files_of_a_failed_upload_are_deleted(monkeypatch):
    startup = startup_in(Publication.PUBLIC)
    stored = []
    store = actions._store
    monkeypatch.setattr(actions, "_store", lambda data: stored.append(store(data)) or stored[-1])
    monkeypatch.setattr(actions, "give_consent", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        with_logo(startup)

    assert [default_storage.exists(name) for name in stored] == [False, False]


# Where it is shown


def test_public_sees_the_logo_in_directory_profile_and_similar_startups_and_initials_of_the_others(client):
    startup, other = startup_in(Publication.PUBLIC), startup_in(Publication.PUBLIC)
    other.sectors.set(startup.sectors.all())
    logo = with_logo(startup)
    image = f'src="{public_url(logo)}" alt="Một chiếc lá xanh"'

    cards = client.get(reverse("public:directory")).content.decode()
    profile = client.get(reverse("public:profile", args=[startup.slug])).content.decode()
    others = client.get(reverse("public:profile", args=[other.slug])).content.decode()

    assert (cards.count(image), profile.count(image), others.count(image)) == (1, 1, 1)
    assert (cards.count('class="initials'), others.count('class="initials')) == (1, 1)


def test_image_has_cache_headers_and_answers_304(client):
    logo = with_logo(startup_in(Publication.PUBLIC))

    image = client.get(public_url(logo))
    again = client.get(public_url(logo), headers={"if-none-match": image["ETag"]})

    assert (image["Content-Type"], image["Cache-Control"]) == ("image/webp", "public, max-age=3600")
    assert "sandbox" in image["Content-Security-Policy"]
    assert not image.cookies
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("size", ["medium", "digest", "alt", "pk"])
def test_other_sizes_and_digests_are_not_found(client, size):
    logo = with_logo(startup_in(Publication.PUBLIC))
    assert client.get(reverse("public:logo", args=[logo.startup.slug, size, logo.digest[:20]])).status_code == 404
    assert client.get(reverse("public:logo", args=[logo.startup.slug, "small", logo.digest[:3]])).status_code == 404


@pytest.mark.parametrize("status", [s for s in Publication.values if s != Publication.PUBLIC])
def test_logo_of_a_startup_outside_the_directory_is_visible_to_its_members_only(client, status):
    startup = startup_in(status)
    owner = member(startup, MemberRole.OWNER)
    logo = with_logo(startup, owner)
    private = reverse("startups:logo_image", args=[startup.pk, "large"])

    assert client.get(public_url(logo)).status_code == 404
    assert client.get(private).status_code == 302
    client.force_login(UserFactory())
    assert (client.get(public_url(logo)).status_code, client.get(private).status_code) == (404, 404)
    for user in (owner, person(Role.OFFICER)):
        client.force_login(user)
        assert client.get(public_url(logo)).status_code == 404
        assert (client.get(private).status_code, client.get(private)["Cache-Control"]) == (200, "private, no-store")


def test_logo_leaves_the_public_pages_with_its_startup(client):
    startup = startup_in(Publication.PUBLIC)
    owner = member(startup, MemberRole.OWNER)
    logo = with_logo(startup, owner)

    withdraw_publication(startup, by=owner)

    assert client.get(public_url(logo)).status_code == 404


# Withdrawing and removing


@pytest.mark.row("F2")
def test_withdrawn_logo_is_gone_at_once_and_its_consent_stays_as_proof(client, django_capture_on_commit_callbacks):
    startup = startup_in(Publication.PUBLIC)
    owner = member(startup, MemberRole.OWNER)
    logo = with_logo(startup, owner)
    client.force_login(owner)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("startups:logo_withdraw", args=[startup.pk]))

    assert answer.status_code == 302
    assert client.get(public_url(logo)).status_code == 404
    assert 'class="logo' not in client.get(reverse("public:profile", args=[startup.slug])).content.decode()
    assert [default_storage.exists(name) for name in logo.file_names] == [False, False]
    consent = Consent.objects.get(purpose=ConsentPurpose.LOGO)
    assert (consent.withdrawn_by, consent.withdrawn_at is not None) == (owner, True)
    assert Consent.objects.filter(purpose=ConsentPurpose.PUBLIC_PROFILE, withdrawn_at__isnull=True).exists()
    assert client.post(reverse("startups:logo_withdraw", args=[startup.pk])).status_code == 409


def test_department_removes_an_unfit_logo_with_a_reason_that_the_owners_read(client):
    startup = startup_in(Publication.PUBLIC)
    owner, editor = member(startup, MemberRole.OWNER), member(startup, MemberRole.EDITOR)
    logo = with_logo(startup, owner)
    officer = person(Role.OFFICER)
    client.force_login(officer)
    url = reverse("startups:logo_remove", args=[startup.pk])

    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Hình của người khác."}).status_code == 302

    assert client.get(public_url(logo)).status_code == 404
    mail = OutboxMessage.objects.get(kind="startup_logo_removed")
    assert (mail.recipient, "Hình của người khác." in mail.body) == (owner.email, True)
    entry = AuditEntry.objects.about(startup).get(transition="remove_logo")
    assert (entry.by, entry.reason) == (officer, "Hình của người khác.")
    history = client.get(reverse("startups:startup_history", args=[startup.pk])).content.decode()
    assert "Hình của người khác." in history
    assert editor.email != mail.recipient


def test_removing_and_withdrawing_are_for_their_own_side():
    startup = startup_in(Publication.PUBLIC)
    owner = member(startup, MemberRole.OWNER)
    with_logo(startup, owner)

    with pytest.raises(RoleRefused):
        remove_logo(startup, by=owner, reason="Không hợp.")
    for by in (person(Role.OFFICER), member(startup, MemberRole.READER), UserFactory()):
        with pytest.raises(RoleRefused):
            withdraw_logo(startup, by=by)
    assert Logo.objects.exists()


# Races


def _give_at_once(startup, owner):
    squares = [read_squares(picture(colour=colour), LOGO_SIZES.values()) for colour in ("#c00", "#0c0", "#00c", "#cc0")]
    return run_concurrently(
        lambda one=one: set_logo(startup, by=owner, squares=one, alt="Lá", text_version=LOGO_VERSION) for one in squares
    )


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_four_uploads_at_once_leave_one_logo_one_consent_and_its_files():
    startup = startup_in(Publication.PUBLIC)
    owner = member(startup, MemberRole.OWNER)

    answers = _give_at_once(startup, owner)

    logo = Logo.objects.get()
    assert [type(answer) for answer in answers] == [Logo] * 4
    assert Consent.objects.filter(purpose=ConsentPurpose.LOGO, withdrawn_at__isnull=True).count() == 1
    names = {name for answer in answers for name in answer.file_names}
    assert {name for name in names if default_storage.exists(name)} == set(logo.file_names)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_without_the_lock_uploads_collide(monkeypatch):
    """The negative control of the test above: all four find no logo before one of them saves its own."""
    remove_lock(monkeypatch, actions)
    add_barrier(monkeypatch, actions, "_store", before=True)
    startup = startup_in(Publication.PUBLIC)

    answers = _give_at_once(startup, member(startup, MemberRole.OWNER))

    assert Counter(type(answer) for answer in answers) == {Logo: 1, IntegrityError: 3}
