"""The documents of a generation and the sources that its corpus knows of, as JSON."""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from indexer.records.document import Document, OutlineEntry
from indexer.records.reading import Link, PageLabel
from indexer.records.source import Source

DOCUMENTS = "documents.json"
SOURCES = "sources.json"


def write_documents(folder: Path, documents: Iterable[Document]) -> None:
    """Writes the documents in index order."""
    rows = [asdict(document) for document in documents]
    (folder / DOCUMENTS).write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def read_documents(folder: Path) -> tuple[Document, ...]:
    """The documents in index order."""
    rows = json.loads((folder / DOCUMENTS).read_text(encoding="utf-8"))
    return tuple(_document(row) for row in rows)


def moved(document: Document, by: int) -> Document:
    """The document where its passages have ordinals that are higher by so many."""
    outline = tuple(replace(entry, passage=entry.passage + by) for entry in document.outline)
    return replace(document, first=document.first + by, outline=outline)


def write_sources(folder: Path, sources: Iterable[Source]) -> None:
    """Writes every source that the corpus knows of, indexed or not, in the manifest's order."""
    rows = [asdict(source) for source in sources]
    (folder / SOURCES).write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def read_sources(folder: Path) -> tuple[Source, ...]:
    """Every source that the corpus knew of when the generation was built."""
    return tuple(_source(row) for row in json.loads((folder / SOURCES).read_text(encoding="utf-8")))


def _source(row: dict[str, Any]) -> Source:
    fields: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}
    return Source(**fields)


def _document(row: dict[str, Any]) -> Document:
    parts: dict[str, Any] = {
        "source": _source(row["source"]),
        "pages": tuple(PageLabel(**page) for page in row["pages"]),
        "links": tuple(Link(**link) for link in row["links"]),
        "outline": tuple(OutlineEntry(**entry) for entry in row["outline"]),
    }
    return Document(**(row | parts))
