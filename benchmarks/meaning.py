"""Measures what words of similar meaning cost: the vectors of a build, and queries in another language.

    python -m benchmarks.meaning --passages ../shared/bench/passages-100k.jsonl.xz --size 20000

Queries are three words each of the corpus's glossary, in Spanish, whose English names are frequent in the passages, and
as a question; "words" are the same in English. Each is asked once, so every word is encoded. CPU time is what counts.
"""

import json
import random
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Annotated, Any

import typer

from benchmarks.passages import Row, build_generation, read_rows
from benchmarks.processes import folder_size, run_in_process
from indexer.corpus.glossary import glossary_files, load_glossary
from indexer.index.vocabulary import Vocabulary
from indexer.index.word_vectors import FOLDER
from indexer.settings import ROOT
from service.search.local_engine import LocalEngine
from service.search.protocol import SearchRequest

MEBIBYTE = 1 << 20
FREQUENT = 0.002
"""The share of passages that have an English name of the glossary that is asked for."""


def main(
    passages: Annotated[Path, typer.Option(help="Passages, one JSON object per line; .xz or not.")],
    size: Annotated[list[int], typer.Option(help="How many of them to index; may be repeated.")],
    queries: Annotated[int, typer.Option(help="How many queries.")] = 100,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")] = False,
) -> None:
    """Build an index of each size with vectors, ask, and print times and sizes."""
    found = {str(each): measure(read_rows(passages, each), queries) for each in size}
    if as_json:
        typer.echo(json.dumps({"sizes": found}))
        return
    for each, figures in found.items():
        print(f"{int(each):,} passages: " + ", ".join(f"{name} {value}" for name, value in figures.items()))


def measure(rows: list[Row], of_each: int) -> dict[str, Any]:
    """Return the figures of an index of some passages."""
    pairs = draw(rows, of_each)
    with tempfile.TemporaryDirectory(prefix="verbatim-meaning-") as folder:
        data = Path(folder)
        started = time.process_time()
        build_generation(rows, data)
        plain = time.process_time() - started
        started = time.process_time()
        generation = build_generation(rows, data, Vocabulary("", data))
        with_vectors = time.process_time() - started
        size = folder_size(generation / FOLDER) if pairs else 0
        asked = run_in_process(ask, data, pairs)  # as in a worker of the service
    return {
        "build_cpu_seconds": round(with_vectors, 1),
        "build_to_plain": round(with_vectors / plain, 2),
        "vectors_mebibytes": round(size / MEBIBYTE, 1),
        **asked,
    }


def ask(data: Path, pairs: list[tuple[str, str]]) -> dict[str, float]:
    """Return what queries cost, and the memory that the encoder takes: of this process alone, and shared."""
    engine = LocalEngine(data)
    engine.search(SearchRequest("Where is the port of the boats?"))
    before = _memory()
    engine.search(SearchRequest("¿Dónde está el puerto de los barcos?"))
    after = _memory()
    words = [_timed(engine, english) for english, _ in pairs]
    meaning = [_timed(engine, spanish) for _, spanish in pairs]
    return {
        "worker_mebibytes": round(after[0] - before[0], 1),
        "shared_mebibytes": round(after[1] - before[1], 1),
        "words_p50_ms": round(median(words), 2),
        "meaning_p50_ms": round(median(meaning), 2),
        "meaning_p95_ms": round(quantiles(meaning, n=20)[-1], 2),
        "meaning_to_words": round(median(meaning) / median(words), 2),
    }


def draw(rows: list[Row], count: int) -> list[tuple[str, str]]:
    """Return questions in English and in Spanish, of three words each that are frequent in the passages."""
    rng = random.Random(1)  # noqa: S311 - nothing secret
    glossary = load_glossary(glossary_files(ROOT / "corpus" / "glossary"))
    texts = [row.text.casefold() for row in rows[:: max(1, len(rows) // 5_000)]]
    frequent = [
        (entry["en"][0], entry["es"][0])
        for entry in glossary
        if sum(entry["en"][0] in text for text in texts) >= FREQUENT * len(texts)
    ]
    drawn = [rng.sample(frequent, 3) for _ in range(count)]
    return [
        (f"How do {' and '.join(en for en, _ in each)} work?", f"¿Cómo funcionan {' y '.join(es for _, es in each)}?")
        for each in drawn
    ]


def _timed(engine: LocalEngine, text: str) -> float:
    """Return the CPU milliseconds of a search."""
    started = time.process_time()
    engine.search(SearchRequest(text))
    return 1_000 * (time.process_time() - started)


def _memory() -> tuple[float, float]:
    """Return the mebibytes of memory of this process that are its own, and those mapped from files."""
    sizes = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines())
    own, mapped = (int(sizes[name].split()[0]) / 1_024 for name in ("RssAnon", "RssFile"))
    return own, mapped


if __name__ == "__main__":
    typer.run(main)
