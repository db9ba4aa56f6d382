"""Measures the running service under load, beside a minimal FastAPI application over tantivy with the same answers.

    python -m benchmarks.http --passages ../shared/bench/passages-100k.jsonl.xz --size 20000

Both serve `/api/v1/search` as JSON of the same shape, with one worker and with two. The load is wrk's where that is
installed, else that of a separate process. During the load, a new generation can be switched in every few seconds.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import httpx
import typer
from fastapi import FastAPI
from rich.console import Console
from rich.table import Table

from benchmarks.engines import ENGINES, open_tantivy
from benchmarks.load import load
from benchmarks.passages import read_rows, slug
from benchmarks.processes import run_in_process
from benchmarks.queries import BenchmarkQuery, make_queries
from indexer.index.folders import live_folder, new_folder, publish
from indexer.index.generation import open_generation
from indexer.records.document import Document
from indexer.records.passage import Passage, Span
from indexer.records.source import Source
from indexer.settings import Settings
from service.app import create_app
from service.schemas.search import SearchResponse
from service.search.protocol import FacetCount, Hit, IndexInfo, ResultPage, SearchRequest, TextSpan
from service.web.facet_labels import FacetLabels
from service.web.urls import Urls

FOLDER = "VERBATIM_BENCHMARK_FOLDER"
"""The environment variable with the folder of the indexes, for the server processes."""

WORKERS = (1, 2)

CONNECTIONS_OF_EACH = 16
"""Connections made for each worker before the load starts, so that every worker has served one."""

_notes = Console(stderr=True)


def main(
    passages: Annotated[Path, typer.Option(help="Passages, one JSON object per line; .xz or not.")],
    size: Annotated[int, typer.Option(help="How many of them to index.")] = 20_000,
    seconds: Annotated[float, typer.Option(help="How long each server is asked.")] = 20.0,
    switch: Annotated[float, typer.Option(help="Seconds between new generations; 0 for none.")] = 0.0,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")] = False,
) -> None:
    """Serve both engines and ask them under load."""
    with tempfile.TemporaryDirectory(prefix="verbatim-http-") as temporary:
        folder = Path(temporary)
        _notes.print(f"building from {size:,} passages")
        asked = Load(run_in_process(_prepare, passages, size, folder), seconds, switch)
        found = {
            str(workers): {name: _measure(name, folder, workers, asked) for name in SERVERS} for workers in WORKERS
        }
    if as_json:
        typer.echo(json.dumps({"sizes": {str(size): {"workers": found}}}))
        return
    for workers, figures in found.items():
        table = Table(f"{workers} workers", *SERVERS)
        for what in next(iter(figures.values())):
            table.add_row(what, *(f"{figures[name][what]:,g}" for name in SERVERS))
        Console().print(table)


def verbatim_server() -> FastAPI:
    """Return the service as it runs everywhere."""
    return create_app(Settings(data_dir=Path(os.environ[FOLDER]) / "verbatim"))


def tantivy_server() -> FastAPI:
    """Return the least that serves the same JSON over tantivy."""
    folder = Path(os.environ[FOLDER])
    job = open_tantivy(folder / "tantivy")
    generation = open_generation(live_folder(folder / "verbatim"))
    names = FacetLabels.of(
        IndexInfo(generation.name, (), (), generation.count, generation.taxonomy, briefing_only=False)
    )
    addresses = Urls("")
    app = FastAPI()

    @app.get("/api/v1/search")
    def search(q: str, match: str = "all", country: str = "") -> SearchResponse:
        kind = "phrase" if q.startswith('"') else "prefix" if q.endswith("*") else match
        answer = job(BenchmarkQuery(kind, tuple(q.strip('"*').split()), country))  # type: ignore[arg-type]  # a kind as the address has it
        counts = {"country": answer.countries, "sector": answer.sectors}
        page = ResultPage(
            request=SearchRequest(q, {"country": (country,)} if country else {}, match="any"),
            mode="any",
            total=answer.total,
            others=0,
            hits=tuple(_hit(fields, snippet) for fields, snippet in answer.best),
            facets={
                name: tuple(FacetCount(*each, False) for each in counts.get(name, {}).items())
                for name in names.taxonomy.names
            },
            ignored=(),
            generation="",
        )
        return SearchResponse.of(page, (), names, addresses)

    return app


SERVERS = {"verbatim": verbatim_server, "tantivy": tantivy_server}


def _hit(fields: dict[str, list[str]], snippet: str) -> Hit:
    """Return a hit with what tantivy stores of it."""
    [text], [name], [title] = fields["text"], fields["document"], fields["title"]
    source = Source(name, title, "report", year=2020, languages=("en",))
    tags = {"country": tuple(fields.get("country", ())), "sector": tuple(fields["sector"])}
    passage = Passage(name, 0, name, "en", (title,), text, (Span(1, 0, len(text)),), tags)
    parts = [part.partition("</b>") for part in snippet.split("<b>")]
    fragments = [TextSpan(parts[0][0], match=False)]
    for marked, _, plain in parts[1:]:
        fragments += [TextSpan(marked, match=True), TextSpan(plain, match=False)]
    return Hit(passage, Document(source, name, "", ("1",), (), (), 0, 1), 1.0, "all", (tuple(fragments),))


def _prepare(passages: Path, size: int, folder: Path) -> list[str]:
    """Build both indexes and return the addresses to ask for."""
    rows = read_rows(passages, size)
    for name in SERVERS:
        ENGINES[name][0](rows, folder / name)
    return [_address(query) for query in make_queries(rows, 50)]


def _address(query: BenchmarkQuery) -> str:
    text = " ".join(query.words)
    text = {"phrase": f'"{text}"', "prefix": f"{text}*"}.get(query.kind, text)
    asked = {"q": text, "match": "any" if query.kind in ("any", "filtered") else "all"}
    return str(httpx.URL("/api/v1/search", params=asked | ({"country": slug(query.country)} if query.country else {})))


@dataclass(frozen=True, slots=True)
class Load:
    """What is asked for, for how many seconds, and after how many a new generation comes each time (0: never)."""

    addresses: Sequence[str]
    seconds: float
    switch: float


def _measure(name: str, folder: Path, workers: int, asked: Load) -> dict[str, float]:
    """Return requests a second, milliseconds and errors of one server."""
    _notes.print(f"{name} with {workers} workers: {asked.seconds:g} seconds")
    with _server(name, folder, workers) as base, ThreadPoolExecutor(1) as pool:
        loading = pool.submit(load, base, asked.addresses, asked.seconds)
        while asked.switch and name == "verbatim" and not loading.done():
            time.sleep(asked.switch)
            _switch(folder / "verbatim")
        return loading.result()


def _switch(data: Path) -> None:
    """Publish a copy of the live generation."""
    fresh = new_folder(data, f"g{time.time_ns()}")
    fresh.rmdir()
    shutil.copytree(live_folder(data), fresh, copy_function=os.link)
    publish(data, fresh)


@contextmanager
def _server(name: str, folder: Path, workers: int) -> Iterator[str]:
    """Yield the base URL of a running server with `workers` workers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "benchmarks.serve", f"benchmarks.http:{name}_server", str(port)]
    environment = os.environ | {FOLDER: str(folder)}
    running = [subprocess.Popen(command, env=environment) for _ in range(workers)]  # noqa: S603 - our own words
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(CONNECTIONS_OF_EACH * workers):
            _wait(base)
        yield base
    finally:
        for server in running:
            server.terminate()
        for server in running:
            server.wait(20)


def _wait(base: str) -> None:
    """Wait until a server answers on a new connection."""
    for _ in range(300):
        try:
            httpx.get(f"{base}/api/v1/search", params={"q": "report"}, timeout=20)
        except httpx.TransportError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError(f"the server at {base} does not answer")


if __name__ == "__main__":
    typer.run(main)
