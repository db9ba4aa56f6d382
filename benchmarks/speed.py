"""Measures one whole search job of Verbatim beside tantivy's, SQLite FTS5's and plain Whoosh's, in one run.

    python -m benchmarks.speed --passages ../shared/bench/passages-100k.jsonl.xz --size 20000

Each engine builds and answers in separate processes, one after the other, with the same queries: a first pass on
files just opened, then a second ("warm"). No result is cached; a query occurs once in a pass. CPU time is what
counts on a machine that is shared. Whoosh is asked a part of the queries. Verbatim is
measured once more with reranking and correction of spelling, which are no part of the job that all do,
and with all that it does for a question ("answering"): the words of queries of three kinds are asked for in a question,
synonyms looked up, spelling corrected and an answer selected. For comparison: the plain search for the same question,
without these three, and the job that all do for its words.
"""

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from runpy import run_module
from statistics import median
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.engines import ENGINES, open_answering, open_asking, open_reranked
from benchmarks.passages import read_rows
from benchmarks.processes import cpu_seconds, folder_size, peak_memory, resident_memory, run_in_process
from benchmarks.queries import KINDS, BenchmarkQuery, Kind, make_queries

WHOOSH_QUERIES_OF_EACH = 5
PASSES = ("first", "warm")

ASKED: tuple[Kind, ...] = ("any", "all", "rare")
"""The kinds of queries whose words are put as questions."""

Figures = dict[str, Any]

_notes = Console(stderr=True)


def main(
    passages: Annotated[Path, typer.Option(help="Passages, one JSON object per line; .xz or not.")],
    size: Annotated[list[int], typer.Option(help="How many of them to index; may be repeated.")],
    queries: Annotated[int, typer.Option(help="How many queries of each kind.")] = 50,
    engine: Annotated[list[str] | None, typer.Option(help="An engine to measure alone; may be repeated.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")] = False,
) -> None:
    """Build, open and query each engine, and print the figures and their ratios."""
    run_in_process(_precompile)
    sizes = {str(each): _measure(passages, each, queries, engine or list(ENGINES)) for each in size}
    if as_json:
        typer.echo(json.dumps({"sizes": sizes}))
        return
    for each, found in sizes.items():
        _show(each, found)


def _measure(passages: Path, size: int, of_each: int, engines: Sequence[str]) -> dict[str, Figures]:
    """Return the figures of each engine at one size."""
    found: dict[str, Figures] = {}
    drawn = run_in_process(_draw, passages, size, of_each)
    with tempfile.TemporaryDirectory(prefix="verbatim-speed-") as temporary:
        for name in engines:
            asked = _few(drawn) if name == "whoosh" else drawn
            folder = Path(temporary) / name
            _notes.print(f"{name}: building from {size:,} passages, then {len(asked)} queries, twice")
            built = run_in_process(_build, name, passages, size, folder)
            found[name] = built | run_in_process(_ask_all, name, ENGINES[name][1], folder, asked)
            if name == "verbatim":
                found[name]["closer_look"] = run_in_process(_ask_all, name, open_reranked, folder, asked)
                questions = [query for query in asked if query.kind in ASKED]
                plain = run_in_process(_ask_all, name, ENGINES[name][1], folder, questions)
                searched = run_in_process(_ask_all, name, open_asking, folder, questions)
                answered = run_in_process(_ask_all, name, open_answering, folder, questions)
                found[name]["answering"] = answered | {"plain": searched, "job": plain}
            shutil.rmtree(folder)
    return found


def _precompile() -> None:
    """Compile the loops: the first start in a fresh clone is not what is measured."""
    run_module("service.search.precompile", run_name="__main__")


def _draw(passages: Path, size: int, of_each: int) -> list[BenchmarkQuery]:
    return make_queries(read_rows(passages, size), of_each)


def _few(queries: Sequence[BenchmarkQuery]) -> list[BenchmarkQuery]:
    """Return a few queries of each kind."""
    of_each = {kind: [query for query in queries if query.kind == kind] for kind in KINDS}
    return [query for found in of_each.values() for query in found[:WHOOSH_QUERIES_OF_EACH]]


def _build(name: str, passages: Path, size: int, folder: Path) -> Figures:
    rows = read_rows(passages, size)
    cpu, wall = cpu_seconds(), time.perf_counter()
    ENGINES[name][0](rows, folder)
    return {
        "build_cpu_s": round(cpu_seconds() - cpu, 2),
        "build_s": round(time.perf_counter() - wall, 2),
        "build_rss_mb": round(peak_memory(), 1),
        "size_mb": round(folder_size(folder) / 1e6, 1),
    }


def _ask_all(
    name: str,
    opened: Callable[[Path], Callable[[BenchmarkQuery], object]],
    folder: Path,
    queries: Sequence[BenchmarkQuery],
) -> Figures:
    """Open an engine, run all queries in two passes, and return what that took (milliseconds, mebibytes)."""
    sys.modules["scipy"] = None  # type: ignore[assignment]  # Numba would load it here, as it is not where Verbatim serves
    import fastapi  # noqa: F401, PLC0415 - what any service has loaded is not the engine's
    import uvicorn  # noqa: F401, PLC0415 - as above

    before = resident_memory()
    if name == "verbatim":
        import service.app  # noqa: F401, PLC0415 - the rest of the service is

    wall = time.perf_counter()
    job = opened(folder)
    figures: Figures = {"open_s": round(time.perf_counter() - wall, 3)}
    for each in PASSES:
        took = []
        for query in queries:
            cpu, wall = time.process_time(), time.perf_counter()
            job(query)
            took.append((query.kind, (time.process_time() - cpu) * 1e3, (time.perf_counter() - wall) * 1e3))
        figures[each] = _percentiles([(cpu, wall) for _, cpu, wall in took])
        figures[each]["kinds"] = {
            kind: _percentiles([(cpu, wall) for its, cpu, wall in took if its == kind])
            for kind in KINDS
            if any(its == kind for its, _, _ in took)
        }
    figures["rss_mb"] = round(resident_memory() - before, 1)
    return figures


def _percentiles(took: Sequence[tuple[float, float]]) -> Figures:
    figures: Figures = {}
    for place, what in enumerate(("cpu", "wall")):
        values = sorted(each[place] for each in took)
        figures[f"{what}_p50"] = round(median(values), 3)
        for percent in (95, 99):
            figures[f"{what}_p{percent}"] = round(values[min(len(values) - 1, len(values) * percent // 100)], 3)
    return figures


def _show(size: str, found: dict[str, Figures]) -> None:
    """Print the figures of one size for a person."""
    names = list(found)
    table = Table(f"{size} passages", *names, *(f"verbatim / {name}" for name in names[1:]))
    for each in PASSES:
        for what in ("cpu_p50", "cpu_p95", "cpu_p99", "wall_p50", "wall_p95"):
            table.add_row(f"{each} {what} ms", *_row([found[name][each][what] for name in names]))
    if verbatim := found.get("verbatim"):
        for row in _own(verbatim):
            table.add_row(*row)
    for kind in KINDS:
        for what in ("cpu_p50", "cpu_p95"):
            figures = [found[name]["warm"]["kinds"][kind][what] for name in names]
            table.add_row(f"warm {kind} {what} ms", *_row(figures), style="dim")
    for what in ("rss_mb", "open_s", "build_cpu_s", "build_s", "build_rss_mb", "size_mb"):
        table.add_row(what, *_row([found[name][what] for name in names]))
    Console(width=max(120, 24 * len(names)), file=sys.stdout).print(table)


def _own(verbatim: Figures) -> Iterator[tuple[str, str]]:
    """Return what is measured of Verbatim alone: reranked searches, and questions answered."""
    closer, answering = verbatim["closer_look"], verbatim["answering"]
    for what in ("cpu_p50", "cpu_p95"):
        yield f"warm {what} ms with reranking", f"{closer['warm'][what]:g}"
    for each in PASSES:
        for what in ("cpu_p50", "cpu_p95"):
            asked, plain, job = (found[each][what] for found in (answering, answering["plain"], answering["job"]))
            yield f"{each} {what} ms of a question", f"{asked:g} (plain search {plain:g}, job for its words {job:g})"
    for name, meant in (("plain", "plain search"), ("job", "job for its words")):
        ratio = answering["warm"]["cpu_p50"] / answering[name]["warm"]["cpu_p50"]
        yield f"warm cpu_p50, question / {meant}", f"{ratio:.2f}"


def _row(figures: Sequence[float]) -> list[str]:
    """Return figures, and the ratios of the first to each of the others."""
    ratios = [f"{figures[0] / other:.2f}" if other else "" for other in figures[1:]]
    return [*(f"{figure:,g}" for figure in figures), *ratios]


if __name__ == "__main__":
    typer.run(main)
