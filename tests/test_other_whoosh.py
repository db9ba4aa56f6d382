"""The index can be read by another continuation of Whoosh, so that we do not depend on the one that wrote it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from indexer.index.folders import live_folder
from indexer.index.generation import WHOOSH, open_generation
from indexer.settings import ROOT

OTHER = ROOT / ".venv-whoosh-reloaded" / "bin" / "python"
SCRIPT = Path(__file__).with_name("whoosh_answers.py")


def output(python: str | Path, *words: str | Path) -> str:
    """Return the output of a program of an environment where our packages cannot be imported."""
    command = [python, "-I", *words]
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


@pytest.fixture(scope="module")
def other() -> Path:
    """The Python of the other environment."""
    if not OTHER.is_file():
        pytest.fail("There is no environment with whoosh-reloaded. Make it: run make setup")
    return OTHER


@pytest.fixture(scope="module")
def whoosh_folder(small_index: Path) -> Path:
    """The Whoosh part of the small index."""
    return live_folder(small_index) / WHOOSH


def test_the_other_environment_has_the_other_whoosh(other: Path) -> None:
    """The two Pythons have different packages, both imported as `whoosh`."""
    names = "import importlib.metadata as m; print(*sorted(m.packages_distributions()['whoosh']))"
    assert output(other, "-c", names).lower().split() == ["whoosh-reloaded"]
    assert output(sys.executable, "-c", names).split() == ["whoosh3"]


def test_both_give_the_same_answers(other: Path, small_index: Path, whoosh_folder: Path) -> None:
    """Both open the index and find the same passages with the same scores for every kind of query that we ask."""
    ours, theirs = (json.loads(output(python, SCRIPT, whoosh_folder)) for python in (sys.executable, other))
    assert ours == theirs
    assert ours["documents"] == open_generation(live_folder(small_index)).count
    answers: dict[str, dict[str, Any]] = ours["answers"]
    for name, answer in answers.items():
        assert 0 < len(answer["matching"]) < ours["documents"], f"{name}: this query shows nothing"
        assert answer["best"], name
