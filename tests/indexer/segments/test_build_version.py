"""The version of indexing."""

import shutil
from pathlib import Path

import pytest

from indexer.segments.build_version import PACKAGE, UNRELATED, build_version


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the indexer's code."""
    return shutil.copytree(PACKAGE, tmp_path / "indexer", ignore=shutil.ignore_patterns("__pycache__"))


def test_the_version_is_a_digest_of_the_code(package: Path) -> None:
    """The same code has the same version wherever it is."""
    assert build_version(package) == build_version()
    assert len(build_version()) == 64


@pytest.mark.parametrize("name", ["analysis/terms.py", "build.py", "fetch/urls.py", "statements/new_rule.toml"])
def test_a_change_that_decides_what_is_indexed_changes_the_version(package: Path, name: str) -> None:
    """So does a change of a comment, and a new file of data."""
    with (package / name).open("a", encoding="utf-8") as file:
        file.write("\n# a change\n")
    assert build_version(package) != build_version()


def test_code_that_indexes_nothing_does_not_count(package: Path) -> None:
    """A change of the command that checks rebuilds no index; the folders left out exist."""
    for name in UNRELATED:
        (package / name / "__init__.py").write_text("# a change\n", encoding="utf-8")
    assert build_version(package) == build_version()


def test_indexing_imports_nothing_that_does_not_count() -> None:
    """No module that counts, the commands aside, imports one of the folders left out."""
    counted = [path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] not in UNRELATED]
    for path in counted:
        if path.name != "cli.py":
            code = path.read_text(encoding="utf-8")
            assert not any(f"indexer.{name}" in code for name in UNRELATED), path
