"""Pinned floors."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from benchmarks.floors import collected, compare, digest
from indexer.settings import ROOT
from tests.shared import SHARED, needs_shared

FLOORS = ROOT / "tests" / "relevance" / "floors.toml"
PINNED = tomllib.loads(FLOORS.read_text(encoding="utf-8"))


def written(folder: Path, first: float) -> Path:
    path = folder / "sets.json"
    path.write_text(json.dumps({"sets": {"drinks": {"n": 2, "hit@1": first}}}), encoding="utf-8")
    return path


@pytest.mark.parametrize(("first", "code"), [(0.5, 0), (0.4, 1)])
def test_the_command_fails_below_a_floor(tmp_path: Path, first: float, code: int) -> None:
    """A measure at its floor passes; one below it makes the command fail and is named."""
    floors = tmp_path / "floors.toml"
    floors.write_text('[digests]\n[floors.drinks]\n"hit@1" = 0.5\n"hit@5" = 0.9\n', encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.floors", "--floors", str(floors), "--data", str(tmp_path)]
    done = subprocess.run(
        [*command, str(written(tmp_path, first))], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert ("FALLEN" in done.stdout) == bool(code)
    assert "hit@5: not measured" in done.stdout


def test_a_reports_figures(tmp_path: Path) -> None:
    """A report's measures are over all kinds of queries; its further figures keep their names."""
    kinds = {
        "question": {"n": 3, "hit@1": 1.0, "hit@5": 1.0, "mrr@10": 1.0},
        "typo": {"n": 1, "hit@1": 0.0, "hit@5": 1.0, "mrr@10": 0.5},
    }
    path = tmp_path / "report-md.json"
    path.write_text(json.dumps({"kinds": kinds, "sections": {"country": 0.9}}), encoding="utf-8")
    found = collected([path])
    [row, other, kind] = compare(found, {"report-md": {"hit@1": 0.8, "sections.country": 0.9, "typo.hit@5": 1.0}})
    assert (row.value, row.fallen, other.fallen) == (0.75, True, False)
    assert kind.value == 1.0


@needs_shared
def test_the_floors_are_for_the_data_that_is_there() -> None:
    """The pinned digests are those of the evaluation data beside the checkout."""
    for name, pinned in PINNED["digests"].items():
        assert digest(SHARED / "eval" / name) == pinned, name
