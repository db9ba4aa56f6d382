"""Compares the search with page search by other programs, on the same documents and questions in the same run.

    python -m benchmarks.peers --source FOLDER --questions questions.json [--json]

The other programs (benchmarks/page_search.py) rank whole pages by BM25: bm25s, and Xapian where it is installed. Each
question is asked as it is, as key words, and with one slip. The file is one of labelled questions, as in
benchmarks.questions, of which those with an answer are asked; or of queries with their `relevant` strings, as in
benchmarks.report.

A result is right where it is of the document that answers and holds one of the strings, or is on the page that
answers; a string of fewer than six characters shows nothing, where the page is known. Our results are passages. A
country that a query is filtered by is one of its words for the others.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.matching import folded, holds
from benchmarks.page_search import DEPTH, bm25s_pages, read_pages, xapian_pages, xapian_python
from benchmarks.query_variants import key_words, with_slip
from benchmarks.ranking import Ranking, measure
from benchmarks.retrieval import sign_test
from benchmarks.source_index import source_index
from service.answers.answer import Answerer
from service.search.local_engine import LocalEngine
from service.search.protocol import Engine, Filters, SearchRequest

VARIANTS = ("as asked", "key words", "one slip")

MIN_DISTINCTIVE = 6
"""The characters of a string that shows by itself that a page answers."""


@dataclass(frozen=True, slots=True)
class PeerQuestion:
    """A question, strings of which a right result holds one, and the file and its page that answer, where known."""

    text: str
    strings: tuple[str, ...]
    file: str | None = None
    page: int | None = None
    country: str | None = None
    language: str = ""

    def variant(self, name: str) -> str:
        """Return the question as it is asked in a variant."""
        if name == "key words":
            return key_words(self.text, self.language)
        return with_slip(self.text) if name == "one slip" else self.text


@dataclass(frozen=True, slots=True)
class Shown:
    """A result: its file, its pages from 1, and its text."""

    file: str
    pages: tuple[int, ...]
    text: str


Ranks = list[int | None]


def main(
    source: Annotated[list[Path], typer.Option(help="A file or folder to index; may be repeated.")],
    questions: Annotated[Path, typer.Option(help="The questions, as JSON.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")] = False,
) -> None:
    """Build an index of the sources, ask all programs, and print how often each has a right result first."""
    asked = load_peer_questions(questions)
    ranks = peer_ranks(source, asked)
    with source_index(source) as data:
        engine = LocalEngine(data)
        ranks = {variant: {"Verbatim": our_ranks(engine, asked, variant), **ranks[variant]} for variant in VARIANTS}
    if as_json:
        typer.echo(json.dumps(summary(ranks)))
    else:
        show(ranks, len(asked))


def load_peer_questions(path: Path) -> list[PeerQuestion]:
    """Read the questions of a file that have an answer."""
    content = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(content, dict):
        content = [{**row, "document": each["file"]} for each in content["documents"] for row in each["questions"]]
    return [_question(row) for row in content if row.get("answerable", True)]


def _question(row: dict[str, Any]) -> PeerQuestion:
    return PeerQuestion(
        text=row.get("question") or row["query"],
        strings=tuple(row.get("relevant") or row["answers"]),
        file=row.get("document"),
        page=row.get("page"),
        country=row.get("country"),
        language=row.get("language") or row.get("lang") or "",
    )


def is_right(question: PeerQuestion, shown: Shown) -> bool:
    """Return whether a result answers a question."""
    if question.file and shown.file != question.file:
        return False
    if question.page and question.page in shown.pages:
        return True
    distinctive = [each for each in question.strings if len(each) >= MIN_DISTINCTIVE or not question.page]
    text = folded(shown.text)
    return holds(shown.text, distinctive) or any(
        folded(each) in text for each in distinctive if len(each) >= MIN_DISTINCTIVE
    )


def rank_of(question: PeerQuestion, results: Sequence[Shown]) -> int | None:
    """Return the rank of the first right result, from 1, or None."""
    return next((rank for rank, each in enumerate(results, start=1) if is_right(question, each)), None)


def peer_ranks(source: Sequence[Path], asked: Sequence[PeerQuestion]) -> dict[str, dict[str, Ranks]]:
    """Return the ranks of the first right page, by variant and program."""
    pages = read_pages(source)
    python = xapian_python()
    if python is None:
        Console(stderr=True).print("Xapian is left out: no Python here has its module (Debian: python3-xapian)")
    ranks = {}
    for variant in VARIANTS:
        queries = [" ".join(filter(None, (each.variant(variant), each.country))) for each in asked]
        found = {"bm25s": bm25s_pages(pages, queries)}
        if python:
            found["Xapian"] = xapian_pages(pages, queries, python)
        ranks[variant] = {
            name: [
                rank_of(question, [Shown(page.file, (page.number,), page.text) for page in row])
                for question, row in zip(asked, rows, strict=True)
            ]
            for name, rows in found.items()
        }
    return ranks


def our_ranks(engine: Engine, asked: Sequence[PeerQuestion], variant: str) -> Ranks:
    """Return the ranks of our first right passage."""
    answerer = Answerer(engine)
    return [rank_of(question, list(_found(engine, answerer, question, variant))) for question in asked]


def _found(engine: Engine, answerer: Answerer, question: PeerQuestion, variant: str) -> Iterator[Shown]:
    country = engine.info().taxonomy.find("country", question.country) if question.country else None
    filters: Filters = {"country": (country.slug,)} if country else {}
    page = answerer.search(SearchRequest(text=question.variant(variant), filters=filters, page_size=DEPTH)).page
    for hit in page.hits:
        pages = tuple(sorted({span.page for span in hit.passage.spans}))
        yield Shown(hit.document.file, pages, hit.passage.text)


def summary(ranks: dict[str, dict[str, Ranks]]) -> dict[str, Any]:
    """Return the measures of each program by variant, with the sign tests of ours against each."""
    return {
        variant: {
            name: {**measure(found).as_dict(), **({} if name == "Verbatim" else _against(programs["Verbatim"], found))}
            for name, found in programs.items()
        }
        for variant, programs in ranks.items()
    }


def _against(ours: Ranks, theirs: Ranks) -> dict[str, Any]:
    """Return for how many questions only one of two rankings is right, first and in the first five, with p."""
    compared: dict[str, Any] = {}
    for name, limit in (("@1", 1), ("@5", 5)):
        one, other = ([rank is not None and rank <= limit for rank in each] for each in (ours, theirs))
        compared[f"won{name}"] = sum(a and not b for a, b in zip(one, other, strict=True))
        compared[f"lost{name}"] = sum(b and not a for a, b in zip(one, other, strict=True))
        compared[f"p{name}"] = round(sign_test(one, other), 4)
    return compared


def show(ranks: dict[str, dict[str, Ranks]], count: int) -> None:
    """Print the measures for a person."""
    table = Table("variant", "program", "hit@1", "hit@5", "MRR@10", "we : they @1 (p)", "we : they @5 (p)")
    for variant, programs in ranks.items():
        for name, found in programs.items():
            ranking: Ranking = measure(found)
            compared = ["", ""]
            if name != "Verbatim":
                against = _against(programs["Verbatim"], found)
                compared = [
                    f"{against[f'won{at}']} : {against[f'lost{at}']} ({against[f'p{at}']})" for at in ("@1", "@5")
                ]
            figures = (f"{value:.2f}" for value in (ranking.hit_1, ranking.hit_5, ranking.mrr_10))
            table.add_row(variant, name, *figures, *compared)
    console = Console()
    console.print(f"{count} questions")
    console.print(table)


if __name__ == "__main__":
    typer.run(main)
