"""The facet values of every passage as combinations: most passages share their values with others.

`combinations` lists each distinct set of values once; the array has the index of its combination for every passage.
Counting facets over many passages is then counting combinations. The document is not among the values: passages of
one document follow each other, and with it nearly every combination would belong to one passage.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from indexer.index.record_file import read_json, write_json
from indexer.records.document import Document
from indexer.records.passage import Passage
from indexer.records.taxonomy import DOCUMENT, LANGUAGE, Taxonomy

COMBINATIONS = "facets.json"
COMBINATION_IDS = "facets.ids"

Values = Mapping[str, tuple[str, ...]]
Row = tuple[tuple[str, ...], ...]
"""The values of every combined facet, in their order."""


class _Stored(Struct):
    facets: tuple[str, ...]
    combinations: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class FacetFile:
    """The facets' names, the combinations of values by facet, and the index of each passage's combination.

    A passage has the values `combinations[combination_ids[ordinal]]`.
    """

    facets: tuple[str, ...]
    combinations: tuple[Values, ...]
    combination_ids: NDArray[np.uint32]


def combined_facets(taxonomy: Taxonomy) -> tuple[str, ...]:
    """Return the names of the facets whose values make a combination."""
    return tuple(name for name in taxonomy.names if name != DOCUMENT)


def facet_values(taxonomy: Taxonomy, passage: Passage, document: Document) -> dict[str, tuple[str, ...]]:
    """Return a passage's values of every combined facet: its own tags and those of its document."""
    values: dict[str, tuple[str, ...]] = {LANGUAGE: (passage.language,)}
    for name in combined_facets(taxonomy):
        if name != LANGUAGE:
            is_tag = taxonomy.facets[name].source != "document"
            values[name] = passage.tags.get(name, ()) if is_tag else document.source.values(name)
    return values


def write_facets(folder: Path, facets: Sequence[str], values: Iterable[Values]) -> None:
    """Write the values of these facets that passages have, given in the order of their ordinals."""
    found: dict[Row, int] = {}
    combination_ids = array("I")
    for each in values:
        combination_ids.append(found.setdefault(tuple(each[name] for name in facets), len(found)))
    _write(folder, facets, found, combination_ids.tobytes())


def read_facets(folder: Path) -> FacetFile:
    """Return the values of all passages."""
    stored = read_json(folder / COMBINATIONS, _Stored)
    combinations = tuple(dict(zip(stored.facets, row, strict=True)) for row in stored.combinations)
    return FacetFile(stored.facets, combinations, _combination_ids(folder))


def _combination_ids(folder: Path) -> NDArray[np.uint32]:
    return np.fromfile(folder / COMBINATION_IDS, dtype=np.uint32)


def _write(folder: Path, facets: Sequence[str], combinations: Iterable[Row], combination_ids: bytes) -> None:
    write_json(folder / COMBINATIONS, _Stored(tuple(facets), tuple(combinations)))
    (folder / COMBINATION_IDS).write_bytes(combination_ids)
