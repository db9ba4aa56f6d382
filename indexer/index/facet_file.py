"""The facet values of every passage as combinations: few passages have values that no other has.

`combinations` lists each distinct set of values once; the array gives every ordinal the place of its own.
Counting facets over many passages is then counting combinations. The document is not among the values: passages of
one document follow each other, and with it nearly every combination would be a passage's own.
"""

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.records.document import Document
from indexer.records.passage import FACETS, TAGGED, Passage

COMBINATIONS = "facets.json"
PLACES = "facets.places"

COMBINED = tuple(name for name in FACETS if name != "document")
"""The facets whose values make a combination."""

Values = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FacetFile:
    """`places[ordinal]` is the index into `combinations` of a passage's values by facet name."""

    combinations: tuple[Values, ...]
    places: NDArray[np.uint32]


def facet_values(passage: Passage, document: Document) -> dict[str, tuple[str, ...]]:
    """Return a passage's values of every combined facet: its own tags and those of its document."""
    own = {name: getattr(passage.tags, name) for name in TAGGED}
    rest = {"kind": (document.source.kind,), "language": (passage.language,)}
    return {name: (own | rest)[name] for name in COMBINED}


def write_facets(folder: Path, values: Iterable[Values]) -> None:
    """Write the values of all passages, given in the order of their ordinals."""
    found: dict[tuple[tuple[str, ...], ...], int] = {}
    places = array("I")
    for each in values:
        places.append(found.setdefault(tuple(each[name] for name in COMBINED), len(found)))
    _write(folder, list(found), places.tobytes())


def read_facets(folder: Path) -> FacetFile:
    """Return the values of all passages."""
    stored = json.loads((folder / COMBINATIONS).read_text(encoding="utf-8"))
    names = stored["facets"]
    combinations = tuple(
        {name: tuple(values) for name, values in zip(names, row, strict=True)} for row in stored["combinations"]
    )
    return FacetFile(combinations, np.fromfile(folder / PLACES, dtype=np.uint32))


def _write(folder: Path, combinations: Sequence[tuple[tuple[str, ...], ...]], places: bytes) -> None:
    stored = {"facets": COMBINED, "combinations": combinations}
    (folder / COMBINATIONS).write_text(json.dumps(stored), encoding="utf-8")
    (folder / PLACES).write_bytes(places)
