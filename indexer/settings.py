"""The indexer's settings, read from the environment once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
"""The folder that holds the code and the corpus."""


@dataclass(frozen=True, slots=True)
class IndexerSettings:
    """Where the indexer reads and writes.

    `data` (VERBATIM_DATA_DIR, default `var` in the current folder) holds the generations; `corpus`
    (VERBATIM_CORPUS_DIR, default the repository's own `corpus`) the manifest, the taxonomy and the documents.
    """

    data: Path
    corpus: Path

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "IndexerSettings":
        return cls(
            data=Path(environment.get("VERBATIM_DATA_DIR") or "var"),
            corpus=Path(environment.get("VERBATIM_CORPUS_DIR") or ROOT / "corpus"),
        )
