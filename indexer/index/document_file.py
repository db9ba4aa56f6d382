"""The documents of a generation and the sources that its corpus knows of, as JSON: the values of each in order."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from indexer.records.document import Document, OutlineEntry
from indexer.records.reading import Link, PageLabels
from indexer.records.source import Source

DOCUMENTS = "documents.json"
SOURCES = "sources.json"


def write_documents(folder: Path, documents: Iterable[Document]) -> None:
    """Writes the documents in index order."""
    _write(folder / DOCUMENTS, map(_document_row, documents))


def read_documents(folder: Path) -> tuple[Document, ...]:
    """The documents in index order."""
    return tuple(map(_document, _rows(folder / DOCUMENTS)))


def with_offset(document: Document, by: int) -> Document:
    """The document where its passages have ordinals that are higher by so many."""
    outline = tuple(replace(entry, passage=entry.passage + by) for entry in document.outline)
    return replace(document, first=document.first + by, outline=outline)


def write_sources(folder: Path, sources: Iterable[Source]) -> None:
    """Writes every source that the corpus knows of, indexed or not, in the manifest's order."""
    _write(folder / SOURCES, map(_source_row, sources))


def read_sources(folder: Path) -> tuple[Source, ...]:
    """Every source that the corpus knew of when the generation was built."""
    return tuple(map(_source, _rows(folder / SOURCES)))


def _write(path: Path, rows: Iterable[Sequence[Any]]) -> None:
    """Writes rows as a JSON array, each in a line."""
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def _rows(path: Path) -> list[list[Any]]:
    rows: list[list[Any]] = json.loads(path.read_bytes())
    return rows


def _source_row(source: Source) -> list[Any]:
    """The values of a source's fields, in their order."""
    return [getattr(source, name) for name in _SOURCE]


_SOURCE = tuple(field.name for field in fields(Source))


def _source(row: list[Any]) -> Source:
    values: Any = [tuple(value) if type(value) is list else value for value in row]
    return Source(*values)


def _document_row(document: Document) -> list[Any]:
    labels = [page.label for page in document.pages]
    links = [[link.page, link.address, link.anchor] for link in document.links]
    outline = [[entry.level, entry.title, entry.passage] for entry in document.outline]
    whole = [document.file, document.sha256, labels, links, outline, document.first, document.count]
    return [_source_row(document.source), *whole, document.run_together]


def _document(row: list[Any]) -> Document:
    source, file, sha256, labels, links, outline, first, count, run_together = row
    return Document(
        source=_source(source),
        file=file,
        sha256=sha256,
        pages=PageLabels(labels),
        links=tuple([Link(*link) for link in links]),
        outline=tuple([OutlineEntry(*entry) for entry in outline]),
        first=first,
        count=count,
        run_together=tuple([tuple(parts) for parts in run_together]),
    )
