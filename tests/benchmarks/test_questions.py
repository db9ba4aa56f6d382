"""The benchmark of labelled questions, with and without the names of countries."""

import json
from pathlib import Path

import pytest

from benchmarks.country_names import with_country, without_country
from benchmarks.questions import LabelledQuestion, ask_all, load_questions, main_country, show, summary
from indexer.corpus.taxonomy import load_taxonomy
from indexer.settings import ROOT
from service.search.local_engine import LocalEngine

TAXONOMY = load_taxonomy(ROOT / "corpus" / "taxonomy.toml")
QUESTIONS = [
    LabelledQuestion(
        "How many labour inspections did the harbour office carry out in 2031?", "en", ("77",), "harbour-notes.md", True
    ),
    LabelledQuestion("How many inspectors were certified in Namibia?", "en", ("42",), None, True),
    LabelledQuestion("How many inspectors were certified in Namibia?", "en", ("nothing",), None, True),
    LabelledQuestion("Who is the king of Norway?", "en", (), None, False),
]


@pytest.mark.parametrize(
    ("question", "without"),
    [
        ("How many boats sank in Namibia?", "How many boats sank?"),
        ("In Viet Nam, who paints boats?", ", who paints boats?"),
        ("What is Colombia's price of coffee?", "What is price of coffee?"),
        ("¿Cuántas barcas hay en Colombia?", "¿Cuántas barcas hay?"),
        ("How many boats sank?", "How many boats sank?"),
    ],
)
def test_without_country(question: str, without: str) -> None:
    """A country's name goes with the words that join it to the question."""
    assert without_country(question, TAXONOMY) == without


def test_with_country() -> None:
    """A country is named before the question mark."""
    assert with_country("How many boats sank?", "Namibia", "en") == "How many boats sank in Namibia?"
    assert with_country("¿Cuántas barcas hay?", "Perú", "es") == "¿Cuántas barcas hay en Perú?"


def test_replies(small_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Right, wrong and refused answers are counted, as asked and without the country; pairs that agree, too."""
    replies = ask_all(LocalEngine(small_index), QUESTIONS)
    counts = summary(replies)
    assert counts["asked"] == {"n": 3, "right": 2, "wrong": 1, "refused": 0}
    assert (counts["without_country"]["n"], counts["with_country"]["n"], counts["pairs"]["n"]) == (2, 1, 3)
    assert counts["unanswerable"] == {"n": 1, "refused": 1}
    show(replies)
    assert "wrong: How many inspectors were certified in Namibia?" in capsys.readouterr().out


def test_main_country(small_index: Path) -> None:
    """A document is about the country that most of its passages are tagged with."""
    engine = LocalEngine(small_index)
    countries = {main_country(engine, document) for document in engine.info().documents}
    assert "NAM" in countries
    assert main_country(engine, None) is None


def test_files(tmp_path: Path) -> None:
    """Questions are read from a list, or from labelled documents."""
    path = tmp_path / "questions.json"
    rows = [{"question": "Who?", "language": "fr", "answers": ["Bell"], "document": "a.pdf", "answerable": True}]
    path.write_text(json.dumps(rows))
    [question] = load_questions(path)
    assert (question.language, question.answers, question.document) == ("fr", ("Bell",), "a.pdf")
    asked = {"lang": "fr", "question": "Who?", "answers": ["Bell"]}
    document = {"file": "a.pdf", "questions": [asked], "unanswerable": [{"lang": "en", "question": "Why?"}]}
    path.write_text(json.dumps({"documents": [document]}))
    known, unknown = load_questions(path)
    assert known == question
    assert (unknown.answerable, unknown.answers, unknown.document) == (False, (), None)
