"""Draws passages at random, to be looked at beside the pages that they are from.

    python -m benchmarks.sample --source reports --count 60

Whether a passage can be quoted without a change is a person's verdict. The seed is printed, so that the same passages
can be drawn again from the same files.
"""

import json
import random
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.source_index import source_index
from indexer.index.folders import live_folder
from indexer.index.generation import Generation, open_generation
from indexer.records.passage import Passage

MAX_SEED = 1_000_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """A passage, the file that it is from, and the numbers of its pages in that file."""

    id: str
    file: str
    pages: Sequence[int]
    section: Sequence[str]
    table: str
    demoted: bool
    text: str


def main(
    *,
    source: Annotated[list[Path] | None, typer.Option(help="A file or folder to index; may be repeated.")] = None,
    data: Annotated[Path | None, typer.Option(help="A data folder with an index to draw from instead.")] = None,
    count: Annotated[int, typer.Option(min=1, help="How many passages are drawn.")] = 60,
    seed: Annotated[int | None, typer.Option(help="Of the random numbers; another one each time by default.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON and nothing else on stdout.")] = False,
) -> None:
    """Print passages drawn at random, with their files and pages, and the seed."""
    seed = secrets.randbelow(MAX_SEED) if seed is None else seed
    if data:
        drawn = _drawn(open_generation(live_folder(data)), count, seed)
    elif source:
        with source_index(source) as folder:
            drawn = _drawn(open_generation(live_folder(folder)), count, seed)
    else:
        raise typer.BadParameter("give --source, the files to index, or --data, the folder of an index")
    if as_json:
        typer.echo(json.dumps({"seed": seed, "passages": list(map(asdict, drawn))}, ensure_ascii=False))
        return
    typer.echo(f"seed {seed}")
    for number, passage in enumerate(drawn, start=1):
        mark = " (demoted)" if passage.demoted else ""
        typer.echo(f"\n[{number}] {passage.file}, pages {passage.pages}{mark}: {' > '.join(passage.section)}")
        typer.echo(passage.text)


def _drawn(generation: Generation, count: int, seed: int) -> list[Drawn]:
    """Return passages drawn at random, in the order of documents."""
    numbers = random.Random(seed).sample(range(generation.count), min(count, generation.count))  # noqa: S311  # no secret
    files = {document.id: document.file for document in generation.documents.values()}
    return [_described(generation.passage(number), files) for number in sorted(numbers)]


def _described(passage: Passage, files: Mapping[str, str]) -> Drawn:
    pages = sorted({span.page for span in passage.spans})
    return Drawn(
        passage.id, files[passage.document], pages, passage.section, passage.table, passage.demoted, passage.text
    )


if __name__ == "__main__":
    typer.run(main)
