"""Measures the ranking and the answers on evaluation sets, with bm25s on the same sets in the same run.

    python -m benchmarks.relevance DIR... [--json] [--run FOLDER]

Each DIR holds a set (benchmarks/evaluation_set.py). Its passages are indexed with the product's own analysis, its
questions asked through the same call as over HTTP.
"""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.answers import AnswerMeasures, measure_answers, show_answers
from benchmarks.bm25s_baseline import bm25s_run
from benchmarks.evaluation_set import EvaluationSet, load_set
from benchmarks.retrieval import DEPTH, Retrieval, Run, hits, measure, sign_test
from benchmarks.set_index import SetIndex, build_set
from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from service.answers.answer import Answerer
from service.search.local_engine import LocalEngine
from service.search.protocol import Engine, SearchRequest


@dataclass(frozen=True, slots=True)
class SetMeasures:
    """The measures of one set.

    `difference` is the probability that chance alone makes hit@1 differ so much from that of bm25s.
    """

    name: str
    ours: Retrieval
    bm25s: Retrieval
    difference: float
    answers: AnswerMeasures | None = None

    def as_dict(self) -> dict[str, Any]:
        answers = self.answers.as_dict() if self.answers else {}
        theirs = {"bm25s": self.bm25s.as_dict(), "p": round(self.difference, 4)}
        return {"n": self.ours.n, **self.ours.as_dict(), **answers, **theirs}


def main(
    folders: Annotated[list[Path], typer.Argument(help="Folders with a set each.", metavar="DIR...")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")] = False,
    run: Annotated[Path | None, typer.Option(help="A folder for the rankings, as TREC runs, and the answers.")] = None,
) -> None:
    """Index each set, ask its questions and print the measures."""
    measured = []
    for folder in folders:
        with tempfile.TemporaryDirectory(prefix="verbatim-relevance-") as data:
            measured.append(measure_set(load_set(folder), Path(data), run))
    if as_json:
        typer.echo(json.dumps({"sets": {each.name: each.as_dict() for each in measured}}))
    else:
        show(measured)
        show_answers({each.name: each.answers for each in measured if each.answers})


def measure_set(given: EvaluationSet, data: Path, run: Path | None = None) -> SetMeasures:
    """Index a set in the folder `data`, ask its questions and measure what is found."""
    index = build_set(given, data)
    engine = LocalEngine(data)
    found = ask_all(engine, given, index)
    if run:
        run.mkdir(parents=True, exist_ok=True)
        write_run(run / f"{given.name}.run", found)
    theirs = bm25s_run(given)
    grades = {question.id: question.grades for question in given.questions}
    return SetMeasures(
        name=given.name,
        ours=measure(found, grades),
        bm25s=measure(theirs, grades),
        difference=sign_test(hits(found, grades), hits(theirs, grades)),
        answers=measure_answers(engine, given, index, open_generation(live_folder(data)), run),
    )


def ask_all(engine: Engine, given: EvaluationSet, index: SetIndex) -> Run:
    """Return the passages that are found for each question, in the order in which they are shown."""
    run, answerer = {}, Answerer(engine)
    for question in given.questions:
        filters = {"document": (index.documents[question.doc],)} if question.doc else {}
        page = answerer.search(SearchRequest(text=question.text, filters=filters, page_size=DEPTH)).page
        run[question.id] = [index.passages[hit.passage.ordinal] for hit in page.hits]
    return run


def write_run(path: Path, run: Run) -> None:
    """Write a run in TREC's format; the scores only say the order."""
    with path.open("w", encoding="utf-8") as lines:
        for question, found in run.items():
            for rank, passage in enumerate(found, start=1):
                print(question, "Q0", passage, rank, DEPTH + 1 - rank, "verbatim", sep="\t", file=lines)


def show(measured: list[SetMeasures]) -> None:
    """Print the measures for a person: ours, and in brackets those of bm25s."""
    table = Table("set", "n", "hit@1", "hit@5", "MRR@10", "nDCG@10", "R@100", "p of hit@1")
    for each in measured:
        theirs = each.bm25s.as_dict()
        cells = [f"{value:.3f} ({theirs[name]:.3f})" for name, value in each.ours.as_dict().items()]
        table.add_row(each.name, str(each.ours.n), *cells, f"{each.difference:.3f}")
    Console().print(table)
    if measured:
        gain = sum(each.ours.hit_1 - each.bm25s.hit_1 for each in measured) / len(measured)
        print(f"hit@1 above bm25s by {100 * gain:.1f} points on average over {len(measured)} sets")


if __name__ == "__main__":
    typer.run(main)
