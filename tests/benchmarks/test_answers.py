"""The measures of answers to an evaluation set."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.answers import AnswerMeasures, SetAnswer, accuracy, measure_answers, show_answers
from benchmarks.set_index import build_set
from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from service.search.local_engine import LocalEngine
from tests.benchmarks.answer_set import answer_set


def test_measures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A small set is measured, found and given, and its answers are written one per line."""
    given = answer_set()
    index = build_set(given, tmp_path / "data")
    generation = open_generation(live_folder(tmp_path / "data"))
    measured = measure_answers(LocalEngine(tmp_path / "data"), given, index, generation, tmp_path / "run")
    assert measured is not None
    assert measured.n == len(given.questions)
    assert measured.answer_given_passage >= 0.75
    assert {"answer", "answer_given_passage", "abstained"} <= measured.as_dict().keys()
    for name in ("answers", "given"):
        lines = (tmp_path / "run" / f"small.{name}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        assert [row["id"] for row in rows] == [question.id for question in given.questions]
        assert all(row.keys() == {"id", "text", "confidence", "passage"} for row in rows)
    show_answers({"small": measured})
    assert "small" in capsys.readouterr().out


def test_sets_without_answers(tmp_path: Path) -> None:
    """A set whose questions have no gold answers has no measures of answers."""
    given = answer_set()
    bare = replace(given, questions=tuple(replace(question, answers=()) for question in given.questions))
    index = build_set(bare, tmp_path)
    generation = open_generation(live_folder(tmp_path))
    assert measure_answers(LocalEngine(tmp_path), bare, index, generation) is None


def test_accuracy() -> None:
    """An answer is right where it holds a gold answer; no answer is wrong."""
    first, second, *_ = answer_set().questions
    answers = [SetAnswer("q0", "Built in 1911.", 0.9, "quay"), SetAnswer("q1", "", 0.0, "")]
    assert accuracy([first, second], answers) == 0.5


def test_names_for_programs() -> None:
    """The count of questions stays out of the JSON of a set, which has its own."""
    assert "n" not in AnswerMeasures(1, 1.0, 1.0, 1.0, 1.0, 0.0).as_dict()
