"""What a generation says of itself: `meta.json`, written last."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from indexer.errors import ForeignIndex
from indexer.index.schema import SCHEMA_VERSION
from indexer.records.document import SkippedFile

META = "meta.json"


@dataclass(frozen=True, slots=True)
class Meta:
    """A generation's stamp.

    `pipeline` names the versions of the code that made it, `corpus` is the digest of everything it was made from,
    `stepped_aside` the ids of briefing documents left out because the official document is there, `languages` those of
    its passages.
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


def write_meta(folder: Path, meta: Meta) -> None:
    """Stamps a generation; the last file that a build writes."""
    (folder / META).write_text(json.dumps(asdict(meta), ensure_ascii=False, indent=1), encoding="utf-8")


def read_meta(folder: Path) -> Meta:
    """A generation's stamp. Raises ForeignIndex where another version of the schema wrote it."""
    row: dict[str, Any] = json.loads((folder / META).read_text(encoding="utf-8"))
    if row.get("schema") != SCHEMA_VERSION:
        raise ForeignIndex(
            f"The index {folder.name} has schema version {row.get('schema')}, and this program needs version"
            f" {SCHEMA_VERSION}. Build it anew: python -m indexer build"
        )
    for name in ("pipeline", "languages", "stepped_aside"):
        row[name] = tuple(row[name])
    row["skipped"] = tuple(SkippedFile(**each) for each in row["skipped"])
    return Meta(**row)
