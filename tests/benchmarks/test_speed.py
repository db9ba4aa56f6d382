"""The engines that are compared do the same job, and the queries are what they are said to be."""

from pathlib import Path

import pytest

from benchmarks.engines import ENGINES, JobResult, build_verbatim, open_answering, open_asking, question_of
from benchmarks.passages import Row
from benchmarks.queries import KINDS, BenchmarkQuery, make_queries
from benchmarks.speed import _percentiles
from service.query.questions import is_question

COUNTRIES = ("Namibia", "Colombia", "Malaysia")

ROWS = [
    Row(
        document=f"d{number // 20}",
        title=f"Title {number // 20}",
        text=f"The vessel number {number} of the port council, seen in harbour {'rarely' if number % 9 else 'twice'}"
        f" {'with gloves' if number % 2 else 'with rubber gloves'} and {'cotton' if number % 3 else 'coffee'} cargo"
        f" {'remote outpost' if number in (3, 33, 63, 93, 113) else 'central market'}.",
        countries=COUNTRIES[: number % 3 + 1],
        sector="one" if number % 4 else "two",
    )
    for number in range(120)
]

QUERIES = [
    BenchmarkQuery("rare", ("outpost",)),
    BenchmarkQuery("any", ("rubber", "cotton")),
    BenchmarkQuery("all", ("vessel", "rubber", "coffee")),
    BenchmarkQuery("phrase", ("with", "rubber", "gloves")),
    BenchmarkQuery("prefix", ("harb",)),
    BenchmarkQuery("filtered", ("rubber", "cotton"), "Malaysia"),
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[JobResult]]:
    """What each engine answers."""
    found = {}
    for name, (build, opened) in ENGINES.items():
        folder = tmp_path_factory.mktemp("engines") / name
        build(ROWS, folder)
        job = opened(folder)
        found[name] = [job(query) for query in QUERIES]
    return found


@pytest.mark.parametrize("place", range(len(QUERIES)), ids=[query.kind for query in QUERIES])
def test_all_engines_find_and_count_the_same(answers: dict[str, list[JobResult]], place: int) -> None:
    """Totals and counts agree, and each gives ten hits with marks, or all there are."""
    for name, found in answers.items():
        answer, expected = found[place], answers["tantivy"][place]
        assert answer.total == expected.total > 0
        assert {value: count for value, count in answer.sectors.items() if count} == expected.sectors
        if not QUERIES[place].country:
            assert {value: count for value, count in answer.countries.items() if count} == expected.countries
        assert len(answer.best) >= min(10, answer.total)
        if (name, QUERIES[place].kind) != ("tantivy", "prefix"):  # it has no marks for what a pattern finds
            assert all("<b" in snippet for _, snippet in answer.best[: answer.total])


def test_queries_are_of_each_kind_and_never_the_same() -> None:
    """The given number of each of six kinds is drawn, the same for the same seed."""
    drawn = make_queries(ROWS, 2)
    assert sorted(query.kind for query in drawn) == sorted([*KINDS, *KINDS])
    assert len(set(drawn)) == len(drawn)
    assert drawn == make_queries(ROWS, 2)


def test_words_put_as_questions_are_questions() -> None:
    """The search reads a measured question as a question, which is the same for the same query."""
    asked = [question_of(query) for query in make_queries(ROWS, 2)]
    assert all(is_question(text, "en") for text in asked)
    assert asked == [question_of(query) for query in make_queries(ROWS, 2)]


def test_a_question_is_answered_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    """The plain search finds and counts passages; the whole work does so too, and seeks an answer in them."""
    build_verbatim(ROWS, tmp_path)
    asked = BenchmarkQuery("any", ("rubber", "cotton"))
    page, *counted = open_asking(tmp_path)(asked)
    answer, *counted_too, corrections = open_answering(tmp_path)(asked)
    assert page.question
    assert page.total > 0
    assert all(counted)
    assert counted_too == counted
    assert not corrections
    assert [hit.passage.id for hit in answer.nearest] == [hit.passage.id for hit in page.hits[: len(answer.nearest)]]
    assert answer.passages == len(ROWS)


def test_percentiles() -> None:
    """The 95th of a hundred is reached by 95 of them."""
    figures = _percentiles([(float(number), 0.0) for number in range(100)])
    assert (figures["cpu_p50"], figures["cpu_p95"], figures["cpu_p99"]) == (49.5, 95.0, 99.0)
