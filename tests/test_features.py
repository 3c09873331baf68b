"""docs/features.md is what the marks of the tests and docs/features.csv say."""

from pathlib import Path

import pytest

from tests import features
from tests.features import Feature, FeatureError, Mark, main, read_features, read_marks, render

TABLE = [Feature("A4", "M", "Double click makes one application"), Feature("P1.2", "S", "A|B is free")]


def write_test(folder: Path, source: str) -> Path:
    (folder / "tests").mkdir()
    (folder / "tests" / "test_one.py").write_text(source, encoding="utf-8")
    return folder / "tests"


def test_features_document_is_up_to_date():
    assert features.DOCUMENT.read_text(encoding="utf-8") == render(read_features(), read_marks()), "run make features"


def test_check_compares_and_writes_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(features, "DOCUMENT", tmp_path / "features.md")

    assert main(["--check"]) == 1
    assert "run make features" in capsys.readouterr().err
    assert not features.DOCUMENT.exists()
    assert main([]) == 0
    assert main(["--check"]) == 0


def test_row_is_written_with_its_tests_or_not_yet():
    text = render(TABLE, [Mark("A4", "tests/test_one.py", 3, "test_once")])

    assert "| A4 | M | Double click makes one application | [test_once](../tests/test_one.py) |" in text
    assert "| P1.2 | S | A\\|B is free | not yet |" in text
    assert "| all | 2 | 1 | 1 |" in text


def test_mark_of_an_unknown_row_is_refused_with_its_place():
    with pytest.raises(FeatureError, match=r"tests/test_one\.py:3: docs/features\.csv has no row 'A99'"):
        render(TABLE, [Mark("A99", "tests/test_one.py", 3, "test_once")])


def test_marks_are_read_from_the_source_without_an_import(tmp_path):
    tests = write_test(
        tmp_path, 'import no_such_module\n\n@pytest.mark.row("A4", "P1.2")\n@pytest.mark.slow\ndef test_one(): ...\n'
    )

    assert read_marks(tests) == [Mark(row, "tests/test_one.py", 5, "test_one") for row in ("A4", "P1.2")]


@pytest.mark.parametrize(
    "source",
    [
        'pytestmark = pytest.mark.row("A4")\n',
        '@pytest.mark.row("A4")\ndef helper(): ...\n',
        "@pytest.mark.row(ROW)\ndef test_one(): ...\n",
        "@pytest.mark.row()\ndef test_one(): ...\n",
    ],
)
def test_mark_that_cannot_be_read_is_refused_with_its_place(tmp_path, source):
    with pytest.raises(FeatureError, match=r"tests/test_one\.py:1: "):
        read_marks(write_test(tmp_path, source))


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("A1,M,One\nA1,M,Two\n", "stands there twice"),
        ("A1,X,One\n", "class 'X'"),
        ("Z1,M,One\n", "name the section"),
    ],
)
def test_fault_in_the_table_is_reported(tmp_path, lines, words):
    table = tmp_path / "features.csv"
    table.write_text(f"row,class,sentence\n{lines}", encoding="utf-8")

    with pytest.raises(FeatureError, match=words):
        read_features(table)
