"""Puts portions together: out of their files those of a whole generation, as if it had been written in one go."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np

from indexer.index.facet_file import FacetFile, join_facets
from indexer.index.generation import DEMOTED, DOCUMENTS, IDS, WHOOSH
from indexer.index.image_writer import write_image
from indexer.index.page_file import join_pages
from indexer.index.passage_file import NAME as PASSAGES
from indexer.index.record_file import RECORD_TYPES, join_records, read_json
from indexer.index.segment_writer import segment_file, segment_name, write_contents
from indexer.records.document import Document
from indexer.segments.segment import PORTIONS, Portion, share


@dataclass(frozen=True, slots=True)
class Joined:
    """What was put together: the documents in order, the languages with the most frequent first, and counts."""

    documents: tuple[Document, ...]
    languages: tuple[str, ...]
    passages: int
    statements: int
    figures: int


def join(folder: Path, portions: Sequence[Portion]) -> Joined:
    """Makes the generation in this folder of the portions that lie in it, in their order. Raises BuildError."""
    folders = [folder / PORTIONS / portion.name for portion in portions]
    firsts = list(accumulate((portion.passages for portion in portions), initial=0))
    for name in (PASSAGES, *RECORD_TYPES):
        join_records(folder, name, folders)
    ids = [text for each in folders if (text := (each / IDS).read_text(encoding="utf-8"))]
    (folder / IDS).write_text("\n".join(ids), encoding="utf-8")
    demoted = [first + ordinal for first, each in zip(firsts, folders, strict=False) for ordinal in _demoted(each)]
    (folder / DEMOTED).write_text("\n".join(map(str, demoted)), encoding="ascii")
    facets = join_facets(folder, folders)
    join_pages(folder, folders)
    _join_index(folder, portions)
    return Joined(
        documents=tuple(
            document.with_first(first + document.first)
            for first, each in zip(firsts, folders, strict=False)
            for document in read_json(each / DOCUMENTS, tuple[Document, ...])
        ),
        languages=_languages(facets),
        passages=firsts[-1],
        statements=sum(portion.statements for portion in portions),
        figures=sum(portion.figures for portion in portions),
    )


def _demoted(folder: Path) -> Iterator[int]:
    return map(int, (folder / DEMOTED).read_text(encoding="ascii").split())


def _join_index(folder: Path, portions: Sequence[Portion]) -> None:
    """The Whoosh index of all portions that have passages, each a segment of it, and its image."""
    (folder / WHOOSH).mkdir()
    held = [portion for portion in portions if portion.passages]
    for portion in held:
        file = segment_file(portion.name)
        share(folder / PORTIONS / portion.name / file, folder / WHOOSH / file)
    write_contents(folder / WHOOSH, [(portion.name, portion.passages, portion.lengths) for portion in held])
    total = sum((Counter(portion.lengths) for portion in held), Counter[str]())
    folders = [folder / PORTIONS / portion.name for portion in portions]
    write_image(folder, folders, [segment_name(portion.name) for portion in held], total)


def _languages(facets: FacetFile) -> tuple[str, ...]:
    found = Counter[str]()
    for values, count in zip(facets.combinations, np.bincount(facets.places).tolist(), strict=True):
        found.update(dict.fromkeys(values["language"], count))
    return tuple(sorted(found, key=lambda code: (-found[code], code)))
