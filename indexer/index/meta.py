"""The metadata of a generation: `meta.json`, written last."""

from pathlib import Path

from msgspec import Struct

from indexer.errors import IndexVersionMismatch
from indexer.index.record_file import read_json, write_json
from indexer.index.schema import SCHEMA_VERSION
from indexer.records.document import SkippedFile

META = "meta.json"

GET_DOCUMENTS = (
    "Only the briefing can be searched so far. To get the published documents:"
    " python -m indexer fetch && python -m indexer build"
)
"""The line on the terminal while a generation has no official document."""


class Meta(Struct, frozen=True):
    """The metadata of a generation.

    `pipeline` names the versions of the code that made it, `corpus` is the digest of everything it was made from,
    `stepped_aside` the ids of briefing documents left out because the official document is there, `languages` those of
    its passages. `encoder` is the digest of the encoder of its words' vectors, and `vectors` the number of them by
    language; both are empty where there are none. `briefing_only` is true where no official document is in it.
    """

    schema: int
    pipeline: tuple[str, ...]
    corpus: str
    built: str
    documents: int
    passages: int
    statements: int
    figures: int
    languages: tuple[str, ...]
    skipped: tuple[SkippedFile, ...]
    stepped_aside: tuple[str, ...]
    encoder: str = ""
    vectors: dict[str, int] = {}
    briefing_only: bool = False


class _Version(Struct):
    """The one key that every version of the file has."""

    schema: int


def write_meta(folder: Path, meta: Meta) -> None:
    """Write a generation's metadata: the last file of a build."""
    write_json(folder / META, meta)


def read_meta(folder: Path) -> Meta:
    """Return a generation's metadata. Raise IndexVersionMismatch where another version of the schema wrote it."""
    version = read_json(folder / META, _Version).schema
    if version != SCHEMA_VERSION:
        raise IndexVersionMismatch(
            "The index %(name)s has schema version %(version)s, and this program needs version %(needed)s."
            " Rebuild it: python -m indexer build",
            name=folder.name,
            version=str(version),
            needed=SCHEMA_VERSION,
        )
    return read_json(folder / META, Meta)
