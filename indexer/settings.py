"""The indexer's settings, read from the environment once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
"""The folder that holds the code: a checkout, or the packages of an environment."""

_PACKAGED = Path(__file__).with_name("_corpus")

CORPUS = _PACKAGED if _PACKAGED.is_dir() else ROOT / "corpus"
"""The corpus that comes with the program: a wheel carries it inside the package."""


@dataclass(frozen=True, slots=True)
class IndexerSettings:
    """Where the indexer reads and writes.

    `data` (VERBATIM_DATA_DIR, default `var` in the current folder) holds the generations; `corpus`
    (VERBATIM_CORPUS_DIR, default the one that comes with the program) the manifest, the taxonomy and the documents.
    """

    data: Path
    corpus: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "IndexerSettings":
        return cls(
            data=Path(environment.get("VERBATIM_DATA_DIR") or "var"),
            corpus=Path(environment.get("VERBATIM_CORPUS_DIR") or CORPUS),
        )
