"""Lock files pin every package with hashes, and name no index."""

import re
from pathlib import Path

import pytest

from indexer.settings import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_every_package_is_pinned_with_hashes(lock: Path) -> None:
    """Each requirement has one exact version and at least one hash; the file has no URL of an index."""
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) > 1
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry
    assert "://" not in text


def test_what_runs_is_what_is_tested() -> None:
    """Every package of the runtime has the same version in the development lock."""
    runtime, development = (
        dict(re.findall(r"^([a-z0-9._-]+)==([^\s;]+)", (ROOT / "requirements" / name).read_text(), re.MULTILINE))
        for name in ("runtime.txt", "development.txt")
    )
    assert runtime.items() <= development.items()
