"""How good the rules of statements are, as measured on labelled sentences; benchmarks.commitments writes the file."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

MEASURED_FILE = Path(__file__).with_name("measured.toml")


class Measured(Struct, frozen=True, forbid_unknown_fields=True):
    """Precision and recall of finding statements in labelled sentences of some documents.

    `confidence` is the share of the sentences found with a status that are labelled with it, by status; of few
    sentences it is drawn towards one half (Laplace's rule of succession).
    """

    documents: int
    sentences: int
    precision: float
    recall: float
    confidence: Mapping[str, float]


MEASURED = msgspec.convert(tomllib.loads(MEASURED_FILE.read_text(encoding="utf-8")), Measured)
