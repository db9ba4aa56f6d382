"""Measures builds, from files to a live index: of a new index, and after small changes.

    python -m benchmarks.build --passages ../shared/bench/passages-100k.jsonl.xz --size 20000

The passages become Markdown files, a file a document and a section a passage, which go through all that a build does. A
first build fills the caches of readings and of words' vectors, and is not counted. Then each of these is timed in a
separate process: a build from those caches without an index or segments, one with nothing changed, one with a document
of about 100 passages more, one with a document edited, and one with a document removed. CPU time is that of all
processes of a build; memory is the peak of its main process and of the largest other; sizes are those of the generation
and of all cached segments.
"""

import json
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.passages import Row, read_rows
from benchmarks.processes import cpu_seconds, folder_size, peak_memory, run_in_process
from benchmarks.source_index import SilentProgress
from indexer.build import build, load_corpus
from indexer.index.folders import CURRENT, GENERATIONS
from indexer.segments.segment import FOLDER as SEGMENTS
from indexer.settings import ROOT, Settings

ADDED = 100
"""How many passages the document has that is added."""

COLUMNS = ("wall_s", "cpu_s", "main_rss_mb", "child_rss_mb", "generation_mb", "segments_mb", "passages")

Figures = dict[str, float]

_notes = Console(stderr=True)


def main(
    passages: Annotated[Path, typer.Option(help="Passages, one JSON object per line; .xz or not.")],
    size: Annotated[int, typer.Option(help="How many of them to index.")] = 20_000,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")] = False,
) -> None:
    """Build an index of the passages, change its documents one by one, and print the costs of each build."""
    with tempfile.TemporaryDirectory(prefix="verbatim-build-") as temporary:
        found = dict(_measured(read_rows(passages, size + ADDED), Path(temporary)))
    if as_json:
        typer.echo(json.dumps({"size": size, "builds": found}))
    else:
        _show(size, found)


def _measured(rows: Sequence[Row], folder: Path) -> Iterator[tuple[str, Figures]]:
    """Yield the figures of each build by what was changed before it."""
    files, data = folder / "files", folder / "data"
    files.mkdir()
    written = [_write(files, list(group)) for _, group in groupby(rows[:-ADDED], key=lambda row: row.document)]
    _notes.print(f"filling the reading cache from {len(written):,} files")
    run_in_process(_build, files, data)
    for name in (GENERATIONS, SEGMENTS):
        shutil.rmtree(data / name)
    (data / CURRENT).unlink()
    yield "anew", _report("anew", files, data)
    yield "nothing changed", _report("nothing changed", files, data)
    _write(files, rows[-ADDED:], "added")
    yield "one added", _report("one added", files, data)
    middle = written[len(written) // 2]
    middle.write_text(middle.read_text(encoding="utf-8") + "\nOne more sentence.\n", encoding="utf-8")
    yield "one edited", _report("one edited", files, data)
    written[len(written) // 3].unlink()
    yield "one removed", _report("one removed", files, data)


def _write(folder: Path, rows: Sequence[Row], name: str = "") -> Path:
    """Write a document as Markdown, with a section for each of its passages."""
    parts = [f"# {rows[0].title}", *(f"## Part {number}\n\n{row.text}" for number, row in enumerate(rows, start=1))]
    path = folder / f"{name or rows[0].document}.md"
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return path


def _report(what: str, files: Path, data: Path) -> Figures:
    _notes.print(f"building: {what}")
    return run_in_process(_build, files, data)


def _build(files: Path, data: Path) -> Figures:
    settings = Settings(data_dir=data, corpus_dir=ROOT / "corpus")
    cpu, wall = cpu_seconds(), time.perf_counter()
    built = build(load_corpus(settings, (files,)), data, SilentProgress())
    return {
        "wall_s": round(time.perf_counter() - wall, 2),
        "cpu_s": round(cpu_seconds() - cpu, 2),
        "main_rss_mb": round(peak_memory(), 1),
        "child_rss_mb": round(peak_memory(resource.RUSAGE_CHILDREN), 1),
        "generation_mb": round(folder_size(built.folder) / 1e6, 1),
        "segments_mb": round(folder_size(data / SEGMENTS) / 1e6, 1),
        "passages": built.meta.passages,
    }


def _show(size: int, found: dict[str, Any]) -> None:
    """Print the figures as a table."""
    table = Table(f"{size:,} passages", *COLUMNS)
    for what, figures in found.items():
        table.add_row(what, *(f"{figures[column]:,g}" for column in COLUMNS))
    Console(file=sys.stdout).print(table)


if __name__ == "__main__":
    typer.run(main)
