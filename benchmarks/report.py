"""Asks the product's own engine about a report, and measures where the relevant passages rank.

    python -m benchmarks.report --source report.pdf --queries queries.json --sections sections.json
        --unanswerable questions.json

A query hits when a passage's own text holds one of the query's `relevant` strings, both folded.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.matching import folded
from benchmarks.ranking import DEPTH, Ranking, measure
from benchmarks.report_answers import answer_queries, answer_unanswerable, show_report_answers
from benchmarks.section_tags import SectionTags, check_sections, load_sections
from benchmarks.source_index import source_index
from indexer.index.folders import live_folder
from indexer.index.generation import open_generation
from service.answers.answer import Answerer
from service.search.local_engine import LocalEngine
from service.search.protocol import Engine, SearchRequest

KINDS_THAT_COUNT = ("question", "commitment", "toolkit", "phrase", "filtered")
"""The kinds of query that plain lexical search must answer; the others need expansion or correction."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A query and the rank of its first relevant passage, from 1, or None."""

    query: dict[str, Any]
    rank: int | None


def main(
    source: Annotated[list[Path], typer.Option(help="A file or folder to index; may be repeated.")],
    queries: Annotated[Path, typer.Option(help="The queries, as a JSON list.")],
    sections: Annotated[Path | None, typer.Option(help="What the report's sections speak of.")] = None,
    unanswerable: Annotated[Path | None, typer.Option(help="Questions that are not answered, as a JSON list.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")] = False,
) -> None:
    """Build an index of the sources and measure the engine on the queries."""
    with source_index(source) as data:
        generation = open_generation(live_folder(data))
        engine = LocalEngine(data)
        asked = json.loads(queries.read_text(encoding="utf-8"))
        outcomes = [ask(engine, query) for query in asked]
        answerer = Answerer(engine)
        answers = answer_queries(answerer, asked, lambda query: request_of(engine, query))
        refused = (
            answer_unanswerable(answerer, json.loads(unanswerable.read_text(encoding="utf-8")))
            if unanswerable
            else None
        )
        tags = None
        if sections:
            report = load_sections(sections, generation.taxonomy)
            tags = check_sections(generation.passages, report, generation.taxonomy)
    kinds = by_kind(outcomes)
    if as_json:
        measured: dict[str, Any] = {"kinds": {kind: ranking.as_dict() for kind, ranking in kinds.items()}}
        measured["answers"] = answers.as_dict()
        if refused:
            measured["unanswerable"] = refused.as_dict()
        if tags:
            measured["sections"] = tags.as_dict()
        typer.echo(json.dumps(measured))
    else:
        _show(kinds, outcomes, tags)
        show_report_answers(answers, refused)


def ask(engine: Engine, query: dict[str, Any]) -> Outcome:
    """Return the rank of the first relevant passage for a query."""
    page = Answerer(engine).search(request_of(engine, query)).page
    relevant = [folded(string) for string in query["relevant"]]
    for rank, hit in enumerate(page.hits, start=1):
        text = folded(hit.passage.text)
        if any(string in text for string in relevant):
            return Outcome(query, rank)
    return Outcome(query, None)


def request_of(engine: Engine, query: dict[str, Any]) -> SearchRequest:
    """Return the search that a query asks for. Raise ValueError where its country is not known."""
    filters = {}
    if query.get("country"):
        country = engine.info().taxonomy.find("country", query["country"])
        if country is None:
            raise ValueError(f"query {query['id']}: the taxonomy has no country {query['country']!r}")
        filters = {"country": (country.slug,)}
    return SearchRequest(text=query["query"], filters=filters, page_size=DEPTH)


def by_kind(outcomes: list[Outcome]) -> dict[str, Ranking]:
    """Return the measures of each kind of query, in the order of the file."""
    ranks: dict[str, list[int | None]] = defaultdict(list)
    for outcome in outcomes:
        ranks[outcome.query["kind"]].append(outcome.rank)
    return {kind: measure(found) for kind, found in ranks.items()}


def _show(kinds: dict[str, Ranking], outcomes: list[Outcome], tags: SectionTags | None) -> None:
    """Print the measures for a person, with every query whose first result is not relevant."""
    table = Table("kind", "n", "hit@1", "hit@5", "MRR@10")
    counted = measure([outcome.rank for outcome in outcomes if outcome.query["kind"] in KINDS_THAT_COUNT])
    named = " + ".join(KINDS_THAT_COUNT)
    for kind, ranking in (*kinds.items(), (named, counted), ("all", measure([outcome.rank for outcome in outcomes]))):
        table.add_row(kind, str(ranking.n), f"{ranking.hit_1:.3f}", f"{ranking.hit_5:.3f}", f"{ranking.mrr_10:.3f}")
    console = Console()
    console.print(table)
    for outcome in outcomes:
        if outcome.rank != 1:
            console.print(f"rank {outcome.rank}: {outcome.query['id']} {outcome.query['query']}", markup=False)
    if tags:
        console.print(f"{tags.n} passages of the report: country right {tags.country:.3f}, sector {tags.sector:.3f}")
        for error in tags.wrong:
            console.print(
                f"{error.facet} missing {error.missing} surplus {error.surplus}: {error.passage.text[:200]!r}"
            )


if __name__ == "__main__":
    typer.run(main)
