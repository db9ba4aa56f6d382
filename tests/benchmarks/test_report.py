"""The benchmark on a report: folding, ranks, tags by section, and the whole command on a small corpus of our own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.matching import folded
from benchmarks.ranking import measure
from benchmarks.section_tags import check_sections, load_sections
from indexer.corpus.taxonomy import load_taxonomy
from indexer.records.passage import Passage, Span
from indexer.settings import ROOT
from tests.conftest import FIXTURES
from tests.shared import SHARED, needs_shared

TAXONOMY = load_taxonomy(ROOT / "corpus" / "taxonomy.toml")


@pytest.mark.parametrize(
    ("text", "string"),
    [
        ("The **first** toolkit\nfor  Huila", "first toolkit for huila"),
        ("la inspección del trabajo", "Inspeccion del trabajo"),
        ("a “capacity-building” workshop", '"capacity building"'.replace(" ", "")),
        ("US\\$2.6 billion", "US$2.6 billion"),
        ("workers’ rights", "workers' rights"),
        ("the <u>code</u> of con\u00adduct", "code of conduct"),
    ],
)
def test_folding_forgives_layout(text: str, string: str) -> None:
    """Case, accents, white space, quotation marks, hyphens and Markdown marks make no difference."""
    assert folded(string) in folded(text)


def test_measures_of_ranks() -> None:
    """Of five queries: two first, one third, one beyond the depth, one not found."""
    found = measure([1, 1, 3, 11, None])
    assert (found.n, found.hit_1, found.hit_5, found.mrr_10) == (5, 0.4, 0.6, round((2 + 1 / 3) / 5, 4))


def test_no_ranks_no_measures() -> None:
    """A kind without queries has zeros, not an error."""
    assert measure([]).as_dict() == {"n": 0, "hit@1": 0.0, "hit@5": 0.0, "mrr@10": 0.0}


def passage(text: str, **tags: tuple[str, ...]) -> Passage:
    return Passage("p", 0, "d", "en", (), text, (Span(1, 0, len(text)),), tags)


def test_tags_are_checked_by_section(tmp_path: Path) -> None:
    """A missing country and one too many are errors; a country that the passage names may be tagged."""
    (tmp_path / "report.md").write_text(
        "General words about many things in supply.\nWorkers on boats rest for ten hours a day.\n"
    )
    sections = tmp_path / "sections.json"
    general = {"lines": [1, 1], "country": None, "sector": None}
    namibia = {"lines": [2, 2], "country": "Namibia", "sector": "fisheries"}
    sections.write_text(json.dumps({"text": "report.md", "sections": [general, namibia]}))
    found = check_sections(
        [
            passage("General words about many things.", country=()),
            passage("General words about many things.", country=("NAM",)),
            passage("General words about many things in supply, in Namibia.", country=("NAM",)),
            passage("Workers on boats rest for ten hours.", country=("NAM",), sector=("fisheries",)),
            passage("Workers on boats rest for ten hours.", country=(), sector=("fisheries",)),
            passage("Something else altogether, from another document.", country=("NAM",)),
        ],
        load_sections(sections, TAXONOMY),
        TAXONOMY,
    )
    assert found.n == 5
    assert (found.country, found.sector) == (0.6, 1.0)
    assert [error.missing + error.surplus for error in found.wrong] == [("NAM",), ("NAM",)]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "benchmarks.report", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)


def test_the_command_prints_json_alone(tmp_path: Path) -> None:
    """`--json` gives the measures by kind on stdout and nothing else."""
    queries = tmp_path / "queries.json"
    query = {"id": "q", "kind": "toolkit", "query": "inspections on board", "relevant": ["77 labour inspections"]}
    filtered = query | {"id": "f", "kind": "filtered", "query": "agua potable", "country": "Colombia"}
    queries.write_text(json.dumps([query | {"country": None}, filtered | {"relevant": ["el agua potable"]}]))
    outcome = run("--source", str(FIXTURES), "--queries", str(queries), "--json")
    assert outcome.returncode == 0, outcome.stderr
    found = json.loads(outcome.stdout)
    assert found["kinds"]["toolkit"] == {"n": 1, "hit@1": 1.0, "hit@5": 1.0, "mrr@10": 1.0}
    assert found["kinds"]["filtered"]["hit@1"] == 1.0


@needs_shared
def test_the_report_is_found_and_tagged() -> None:
    """On the report's text the ranking and the tags keep the floors that were agreed."""
    evaluation = SHARED / "eval"
    outcome = run(
        *("--source", str(SHARED / "corpus" / "report.md"), "--queries", str(evaluation / "report-queries.json")),
        *("--sections", str(evaluation / "report-sections.json"), "--json"),
    )
    found = json.loads(outcome.stdout)
    counted = [found["kinds"][kind] for kind in ("question", "commitment", "toolkit", "phrase", "filtered")]
    total = sum(kind["n"] for kind in counted)
    assert sum(kind["hit@1"] * kind["n"] for kind in counted) / total >= 0.85
    assert sum(kind["hit@5"] * kind["n"] for kind in counted) / total >= 0.96
    for facet in ("country", "sector"):
        assert (1 - found["sections"][facet]) * found["sections"]["n"] <= 1.01
