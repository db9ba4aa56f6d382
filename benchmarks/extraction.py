"""Measures how much of a build's time the extraction of statements and figures takes.

    python -m benchmarks.extraction --source library

Builds an index, then extracts and writes the records of all its passages once more by themselves.
"""

import json
import tempfile
import time
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.source_index import SilentProgress
from indexer.build import Corpus, build, load_corpus
from indexer.index.folders import live_folder
from indexer.index.generation import Generation, open_generation
from indexer.settings import Settings
from indexer.statements.extract import Extractor


def main(
    source: Annotated[list[Path], typer.Option(help="A file or folder to index; may be repeated.")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")] = False,
) -> None:
    """Print the seconds of a build and of its extraction, and what the extraction adds to the rest."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data_dir=Path(folder))
        corpus = load_corpus(settings, source)
        started = time.perf_counter()
        build(corpus, settings.data_dir, SilentProgress(), briefing="never")
        total = time.perf_counter() - started
        generation = open_generation(live_folder(settings.data_dir))
        extraction = _seconds(corpus, generation)
        measured = {
            "passages": generation.count,
            "statements": len(generation.statements),
            "figures": len(generation.figures),
            "build_seconds": round(total, 2),
            "extraction_seconds": round(extraction, 2),
            "added": round(extraction / (total - extraction), 4),
        }
    if as_json:
        typer.echo(json.dumps(measured))
    else:
        for name, value in measured.items():
            typer.echo(f"{name:20} {value}")


def _seconds(corpus: Corpus, generation: Generation) -> float:
    """Return how long it takes to extract the records of all passages, which are read beforehand."""
    documents = [list(passages) for _, passages in groupby(generation.passages, key=lambda each: each.document)]
    extractor = Extractor(corpus.rules)
    started = time.perf_counter()
    for passages in documents:
        extractor.extract(passages)
    return time.perf_counter() - started


if __name__ == "__main__":
    typer.run(main)
