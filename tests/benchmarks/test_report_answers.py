"""The measures of answers to a report's questions."""

from pathlib import Path

import pytest

from benchmarks.report_answers import answer_queries, answer_unanswerable, show_report_answers
from service.answers.answer import Answerer
from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest

QUERIES = [
    {"query": "How many labour inspections did the harbour office carry out in 2031?", "answers": ["77"]},
    {"query": "¿Qué porcentaje de las fincas visitadas corrigió sus faltas?", "answers": ["90"]},
    {"query": "How many inspectors were trained in Kenya?", "answers": ["12"]},
    {"query": "labour inspection", "answers": []},
]


def test_measures(small_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Right, wrong and refused answers are counted over the queries that have an answer."""
    answerer = Answerer(LocalEngine(small_index))
    answers = answer_queries(answerer, QUERIES, lambda query: SearchRequest(query["query"]))
    assert (answers.n, round(answers.accuracy, 2), round(answers.refused, 2)) == (3, 0.33, 0.33)
    refused = answer_unanswerable(answerer, [QUERIES[0], QUERIES[2]])
    assert refused.as_dict() == {"n": 2, "abstained": 0.5}
    show_report_answers(answers, refused)
    printed = capsys.readouterr().out
    assert "(refused)" in printed
    assert str(QUERIES[0]["query"]) in printed
