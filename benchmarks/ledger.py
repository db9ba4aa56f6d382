"""Measures how fast the register of commitments answers, over generated statements.

    python -m benchmarks.ledger --records 5000

The statements are written into documents, indexed as any others, and asked for through the service: filtered,
searched, ordered, grouped and paged in ways that a seed chooses. Times are in milliseconds, of the register alone
(find), and of the whole page from the request to the last byte of HTML, as wall time (page) and as CPU time (work).
Each request is sent three times and its best time counts, because the machine may be busy with something else.
"""

import asyncio
import json
import random
import statistics
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from time import perf_counter, process_time
from typing import Annotated
from urllib.parse import urlencode

import httpx
import typer
from rich.console import Console
from rich.table import Table
from starlette.datastructures import QueryParams

from indexer.build import build, load_corpus
from indexer.progress import BuildProgress
from indexer.settings import ROOT, Settings
from service.app import create_app
from service.registers.labels import RegisterLabels
from service.registers.request import parse_register_request
from service.registers.statements import STATEMENTS
from service.registers.store import GenerationRegisters
from service.web.facet_labels import FacetLabels

SEED = 20_250_601
PER_DOCUMENT = 250
PER_SECTION = 25
HALF = 0.5
TIMES = 3

WHO = (
    "The Ministry of Labour", "The Government", "The Employers' Federation", "The Trade Union Congress",
    "The tripartite committee", "The Organization", "The Fisheries Council", "The Chamber of Commerce",
)  # fmt: skip
DOES = ("decided to", "agreed to", "will", "plans to", "adopted a plan to", "should", "is expected to", "committed to")
WHAT = (
    "train inspectors", "ratify the Convention", "publish a guide on contracts", "set up a committee on wages",
    "review the law on safety", "extend social protection", "inspect vessels", "survey the suppliers of coffee",
)  # fmt: skip
WHERE = ("Namibia", "Colombia", "Madagascar", "Malaysia", "Viet Nam")
SECTORS = ("fisheries", "coffee", "textiles", "rubber gloves", "electronics")

_notes = Console(stderr=True)


def main(
    records: Annotated[int, typer.Option(help="How many statements to generate.")] = 5_000,
    requests: Annotated[int, typer.Option(help="How many requests to time.")] = 200,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")] = False,
) -> None:
    """Build an index of generated statements and time the register."""
    rng = random.Random(SEED)  # noqa: S311 - chosen by a seed to be the same each time
    with tempfile.TemporaryDirectory(prefix="verbatim-ledger-") as folder:
        data, source = Path(folder) / "data", Path(folder) / "source"
        _write(source, records, rng)
        with BuildProgress(_notes) as progress:
            corpus = load_corpus(Settings(data_dir=data, corpus_dir=ROOT / "corpus"), [source])
            build(corpus, data, progress, briefing="never")
        measured = _measure(data, requests, rng)
    if as_json:
        typer.echo(json.dumps(measured))
        return
    table = Table("", "p50 ms", "p95 ms", "most ms", title=f"{measured['records']} statements, {requests} requests")
    for name in ("find", "page", "work"):
        table.add_row(name, *(f"{measured[f'{name}_{part}_ms']:.1f}" for part in ("p50", "p95", "max")))
    Console().print(table)
    Console().print(f"opened once in {measured['open_ms']:.0f} ms")


def _write(folder: Path, records: int, rng: random.Random) -> None:
    """Write documents with this many statements, in sections about countries and sectors."""
    folder.mkdir(parents=True)
    for first in range(0, records, PER_DOCUMENT):
        lines = [f"# Minutes of meeting {first // PER_DOCUMENT + 1}", ""]
        for number in range(first, min(first + PER_DOCUMENT, records)):
            if number % PER_SECTION == 0:
                lines += [f"## {rng.choice(SECTORS).capitalize()} in {rng.choice(WHERE)}, part {number}", ""]
            year = f" by {rng.randint(2024, 2030)}" if rng.random() < HALF else ""
            who = rng.choice(WHO)
            lines += [f"{who} {rng.choice(DOES)} {rng.choice(WHAT)}{year}, as item {number} says.", ""]
        (folder / f"minutes-{first // PER_DOCUMENT + 1:03}.md").write_text("\n".join(lines), encoding="utf-8")


def _measure(data: Path, requests: int, rng: random.Random) -> dict[str, float]:
    """Return the times of the register and of its page."""
    app = create_app(Settings(data_dir=data))
    site = app.state.verbatim
    info = site.engine.info()
    started = perf_counter()
    store: GenerationRegisters = site.registers.of(info.generation)
    opened = 1_000 * (perf_counter() - started)
    labels = RegisterLabels(
        FacetLabels.of(info), STATEMENTS.facet_labels, store.value_labels, store.register(STATEMENTS.name)
    )
    asked = list(_addresses(store, requests, rng))

    def find(query: str) -> None:
        pairs = QueryParams(query).multi_items()
        store.register(STATEMENTS.name).find(parse_register_request(pairs, labels, STATEMENTS.fields))

    found = _timed(find, asked)
    pages = asyncio.run(_pages(app, asked, perf_counter))
    work = asyncio.run(_pages(app, asked, process_time))
    return {
        "records": len(store.records(STATEMENTS.name)),
        "requests": requests,
        "open_ms": opened,
        **_summary("find", found),
        **_summary("page", pages),
        **_summary("work", work),
    }


def _addresses(store: GenerationRegisters, count: int, rng: random.Random) -> Iterator[str]:
    """Yield the parameters of requests: any filters, words, order, group and page."""
    register = store.register(STATEMENTS.name)
    for _ in range(count):
        facets = rng.sample(("status", "country", "sector", "actor", "year", "document"), rng.randint(0, 3))
        pairs = [(name, rng.choice(register.values(name))) for name in facets if register.values(name)]
        pairs += [("q", rng.choice(("inspect*", "convention", '"social protection"', "guide -survey")))] * (
            rng.random() < HALF
        )
        pairs.append(("sort", rng.choice(STATEMENTS.fields.orders)))
        pairs += [("by", rng.choice(STATEMENTS.fields.groups))] * (rng.random() < HALF)
        pairs.append(("page", str(rng.randint(1, 3))))
        yield urlencode(pairs)


def _timed(call: Callable[[str], None], asked: Sequence[str]) -> list[float]:
    def once(query: str) -> float:
        started = perf_counter()
        call(query)
        return 1_000 * (perf_counter() - started)

    return [min(once(query) for _ in range(TIMES)) for query in asked]


async def _pages(app: object, asked: Sequence[str], clock: Callable[[], float]) -> list[float]:
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]  # an application, typed otherwise by httpx
    async with httpx.AsyncClient(transport=transport, base_url="http://verbatim.test") as client:

        async def once(query: str) -> float:
            started = clock()
            response = await client.get(f"/commitments?{query}")
            response.raise_for_status()
            return 1_000 * (clock() - started)

        return [min([await once(query) for _ in range(TIMES)]) for query in asked]


def _summary(name: str, times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        f"{name}_p50_ms": statistics.median(ordered),
        f"{name}_p95_ms": ordered[int(0.95 * (len(ordered) - 1))],
        f"{name}_max_ms": ordered[-1],
    }


if __name__ == "__main__":
    typer.run(main)
