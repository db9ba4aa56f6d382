"""The benchmark on evaluation sets: the whole command on a small set of our own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.evaluation_set import load_set
from indexer.settings import ROOT

PASSAGES = [
    {"id": "x 1", "doc": "tea / one", "title": "Tea", "lang": "en", "text": "Green tea is picked by hand in spring."},
    {"id": "x 2", "doc": "tea / one", "title": "Tea", "lang": "en", "text": "Black tea is dried twice before sale."},
    {"id": "x 3", "doc": "salt", "title": "Salt", "lang": "en", "text": "Salt is gathered when the sea has dried."},
]
QUESTIONS: list[dict[str, object]] = [
    {"id": "q1", "lang": "en", "question": "Who picks green tea?", "relevant": ["x 1"], "answer_text": ["by hand"]},
    {"id": "q2", "lang": "en", "question": "What is dried?", "relevant": ["x 3"], "doc": "salt", "answer_text": []},
]


def written(folder: Path, questions: list[dict[str, object]]) -> Path:
    folder.mkdir()
    for name, rows in (("passages", PASSAGES), ("questions", questions)):
        lines = [json.dumps(row) for row in rows]
        (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def test_the_command_measures_a_set_and_writes_its_run(tmp_path: Path) -> None:
    """Both questions are answered, the second inside its document; the run has the set's own ids."""
    folder = written(tmp_path / "drinks", QUESTIONS)
    command = [sys.executable, "-m", "benchmarks.relevance", str(folder), "--json", "--run", str(tmp_path / "runs")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)["sets"]["drinks"]
    assert (found["n"], found["hit@1"], found["r@100"]) == (2, 1.0, 1.0)
    assert set(found["bm25s"]) == {"hit@1", "hit@5", "mrr@10", "ndcg@10", "r@100"}
    lines = (tmp_path / "runs" / "drinks.run").read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == ["q1", "Q0", "x 1", "1", "100", "verbatim"]
    assert [line.split("\t")[2] for line in lines if line.startswith("q2")] == ["x 3"]


def test_a_question_about_a_passage_that_is_not_there(tmp_path: Path) -> None:
    """A set that does not agree with itself is refused."""
    with pytest.raises(ValueError, match="x 9"):
        load_set(written(tmp_path / "bad", [{**QUESTIONS[0], "relevant": ["x 9"]}]))
