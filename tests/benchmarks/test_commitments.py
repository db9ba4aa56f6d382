"""The benchmark of statements: its forms of gold, its measures, and the floors that the rules keep."""

import json
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec
import pytest

from benchmarks.commitments import (
    Judged,
    fold_digest,
    judge_labels,
    judge_sections,
    judge_sentences,
    measure,
    measured_toml,
)
from indexer.index.folders import live_folder
from indexer.index.generation import Generation, open_generation
from indexer.settings import ROOT
from indexer.statements.rules import load_statement_rules
from service.registers.measured import Measured
from tests.conftest import build_index
from tests.shared import SHARED, needs_shared

LABELS = ROOT / "tests" / "fixtures" / "commitments"
RULES = load_statement_rules(ROOT / "corpus" / "rules")
TEXT = """# Notes on ports

The Council adopted a plan for the ports of Namibia. The Ministry of Labour of Namibia will publish it in May. Prices
rose by a tenth. Governments should inspect more boats.
"""


def generation_of(folder: Path, *sources: Path) -> Generation:
    return open_generation(live_folder(build_index(folder, *sources, briefing="never")))


@pytest.fixture(scope="module")
def ports(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """An index of four sentences."""
    source = tmp_path_factory.mktemp("source") / "ports.md"
    source.write_text(TEXT, encoding="utf-8")
    return generation_of(tmp_path_factory.mktemp("data"), source)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """An index of the labelled documents and the report."""
    names = "undp_fpa jiu_rep_2025 es_bol_nt es_hnd_metod fr_ner_stateco fr_mar_nomencl ilo_wcms_422401".split()
    sources = [SHARED / "library" / f"{name}.pdf" for name in names]
    return generation_of(tmp_path_factory.mktemp("data"), *sources, SHARED / "corpus" / "report.md")


def test_scores_are_written_for_the_service() -> None:
    """The file has the scores of all sentences, and of each status the share that is right, drawn towards one half."""
    judged = [
        Judged("a", "decided", "decided", "x"),
        Judged("b", "planned", None, ""),
        Judged("c", None, "decided", ""),
    ]
    written = msgspec.convert(tomllib.loads(measured_toml(judged, 2)), Measured)
    assert (written.documents, written.sentences, written.precision, written.recall) == (2, 3, 0.5, 0.5)
    assert (written.confidence["decided"], written.confidence["planned"]) == (0.5, 0.5)


def rows(name: str) -> list[list[str]]:
    lines = (LABELS / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_measures() -> None:
    """Finding counts apart from the status that is found."""
    judged = [
        Judged("a", "decided", "decided", "r"),
        Judged("b", "decided", "planned", "r"),
        Judged("c", "expected", None, ""),
        Judged("d", None, "planned", "r"),
        Judged("e", None, None, ""),
    ]
    outcome = measure(judged)
    assert (outcome["precision"], outcome["recall"], outcome["f1"]) == (0.6667, 0.6667, 0.6667)
    assert outcome["status_accuracy"] == 0.5
    assert outcome["by_status"]["decided"]["recall"] == 0.5


def test_gold_by_sections(ports: Generation) -> None:
    """Sentences of the named sections count, but for the ignored; a labelled one that is not met is missed."""
    gold = {
        "sections": ["Namibia"],
        "statements": [
            {"section": "Namibia", "text": "Council adopted a plan", "status": "decided"},
            {"section": "Namibia", "text": "No such sentence", "status": "planned"},
        ],
        "ignore": ["inspect more boats"],
    }
    judged = list(judge_sections(ports, gold))
    assert [(each.label, each.found) for each in judged] == [
        ("decided", "decided"),
        (None, "planned"),
        (None, None),
        ("planned", None),
    ]


def test_gold_by_sentences(ports: Generation) -> None:
    """Just the given sentences count, found however they are folded, or judged by themselves."""
    gold: list[dict[str, Any]] = [
        {"text": "the council ADOPTED a plan for the ports of Namibia", "status": "decided"},
        {"text": "Prices rose by a tenth.", "status": None},
        {"text": "The Assembly ratified the treaty.", "status": "decided"},
    ]
    assert [each.found for each in judge_sentences(ports, gold, RULES)] == ["decided", None, "decided"]


def test_gold_without_text(ports: Generation) -> None:
    """A label names its sentence by document and digest; a part may be asked for, the ignored count neither way."""
    sha256 = next(iter(ports.documents.values())).sha256
    digest = fold_digest("Prices rose by a tenth.")
    labels = [
        [sha256, "1", "0", "9", digest, "open", "none"],
        [sha256, "1", "0", "9", digest, "held", "planned"],
        [sha256, "1", "0", "9", digest, "open", "ignore"],
        ["another", "1", "0", "9", digest, "open", "decided"],
    ]
    assert [each.label for each in judge_labels(ports, labels, None)] == [None, "planned"]
    assert [each.label for each in judge_labels(ports, labels, "open")] == [None]


def test_the_command_prints_json(tmp_path: Path) -> None:
    """The command indexes the source and prints the scores as one object."""
    source, gold = tmp_path / "ports.md", tmp_path / "gold.json"
    source.write_text(TEXT, encoding="utf-8")
    sentences = [
        {"text": "Prices rose by a tenth.", "status": None},
        {"text": "The Council adopted a plan for the ports of Namibia.", "status": "decided"},
    ]
    gold.write_text(json.dumps({"sentences": sentences}), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.commitments", "--source", str(source), "--gold", str(gold), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    outcome = json.loads(done.stdout)
    assert {"precision", "recall", "f1", "status_accuracy", "by_status"} <= outcome.keys()
    assert outcome["f1"] == 1.0


@needs_shared
@pytest.mark.parametrize("name", ["report.md", "report.pdf"])
def test_the_report_keeps_its_floors(name: str, tmp_path: Path) -> None:
    """Statements of four sections of the report: recall, precision and status."""
    gold = json.loads((SHARED / "eval" / "report-commitments.json").read_text(encoding="utf-8"))
    outcome = measure(list(judge_sections(generation_of(tmp_path, SHARED / "corpus" / name), gold)))
    assert outcome["recall"] >= 0.9
    assert outcome["precision"] >= 0.85
    assert outcome["status_accuracy"] >= 0.9


@needs_shared
@pytest.mark.parametrize("part", ["open", "held"])
def test_other_documents_keep_their_floor(library: Generation, part: str) -> None:
    """Statements of seven documents in three languages."""
    assert measure(list(judge_labels(library, rows("library.tsv"), part)))["f1"] >= 0.75


@needs_shared
def test_actors_keep_their_floor(library: Generation) -> None:
    """Who acts, by group, in labelled statements of the report and of other documents."""
    labels = {digest: set(groups.split(",")) - {"-"} for digest, groups in rows("actors.tsv")}
    found = {fold_digest(each.sentence): {actor.group for actor in each.actors} for each in library.statements}
    met = [digest for digest in labels if digest in found]
    right = [digest for digest in met if labels[digest] == found[digest]]
    assert len(met) >= 0.9 * len(labels)
    assert len(right) >= 0.85 * len(met), sorted(set(met) - set(right))


@needs_shared
def test_every_figure_of_the_report_is_registered(library: Generation) -> None:
    """Each number in the report's passages, in digits, is a figure of the register, at its place in the page.

    Numbers that are part of a name ("COVID-19", "No. 188") count nothing, and a day belongs to its year.
    """
    name = re.compile(r"(?:[A-Z]-|No\. )$")
    day = re.compile(r" [A-Z][a-z]+ \d{4}")
    report = next(each for each in library.documents.values() if each.file == "report.md")
    covered: dict[int, set[int]] = defaultdict(set)
    for figure in library.figures:
        if figure.document == report.id:
            places = [(span.page, place) for span in figure.spans for place in range(span.start, span.end)]
            for page, place in places[figure.start : figure.end]:
                covered[page].add(place)
    numbers = 0
    for ordinal in report.ordinals:
        for span in library.passage(ordinal).spans:
            text = library.pages.text(report.id, span.page)
            for match in re.finditer(r"\d+", text[span.start : span.end]):
                before, after = text[: span.start + match.start()], text[span.start + match.end() :]
                if name.search(before) or day.match(after):
                    continue
                numbers += 1
                assert span.start + match.start() in covered[span.page], text[span.start + match.start() - 40 :][:60]
    assert numbers > 50
