"""Passages for measuring speed, from a file with one JSON object per line, and a generation made of them.

A line has `doc`, `title`, `text`, `country` (a list of names) and `sector`. Passages of a document follow each other.
"""

import json
import lzma
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from indexer.documents.passages import passage_id
from indexer.index.digests import write_digests
from indexer.index.folders import new_folder, publish
from indexer.index.generation_writer import GenerationWriter
from indexer.index.vocabulary import Vocabulary
from indexer.records.document import Document
from indexer.records.passage import Passage, Span
from indexer.records.site import SiteText
from indexer.records.source import Source
from indexer.records.taxonomy import Facet, FacetValue, Taxonomy
from indexer.records.thesaurus import Thesaurus
from indexer.segments.segment import DocumentSegment
from indexer.segments.segment_builder import DocumentAnalyzer


@dataclass(frozen=True, slots=True)
class Row:
    """One passage of the file."""

    document: str
    title: str
    text: str
    countries: tuple[str, ...]
    sector: str
    language: str = "en"


def read_rows(path: Path, size: int) -> list[Row]:
    """Return the first `size` passages of a file, compressed (.xz) or not."""
    with lzma.open(path, "rt") if path.suffix == ".xz" else path.open() as lines:
        return [_row(json.loads(line)) for line in islice(lines, size)]


def _row(line: Mapping[str, Any]) -> Row:
    text = " ".join(line["text"].split())
    return Row(line["doc"], line["title"], text, tuple(dict.fromkeys(line["country"])), line["sector"])


def build_generation(rows: Sequence[Row], data: Path, vocabulary: Vocabulary | None = None) -> Path:
    """Build and publish a generation with these passages in a data folder, and return its folder."""
    folder = new_folder(data, datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ"))
    write_generation(rows, folder, vocabulary)
    return publish(data, folder)


def write_generation(
    rows: Sequence[Row], folder: Path, vocabulary: Vocabulary | None = None, thesaurus: Thesaurus | None = None
) -> None:
    """Write a generation with these passages into an empty folder, with the vectors of their words if given."""
    taxonomy = _taxonomy(rows)
    analyzer = DocumentAnalyzer(taxonomy)
    with GenerationWriter(folder, taxonomy, vocabulary=vocabulary) as writer:
        taken: Counter[str] = Counter()
        for source, passages in groupby(rows, key=lambda row: row.document):
            writer.add(_segment(analyzer, source, list(passages), taken))
    write_metadata(writer, thesaurus=thesaurus)
    write_digests(folder)


def write_metadata(writer: GenerationWriter, fingerprint: str = "", thesaurus: Thesaurus | None = None) -> None:
    """Write the metadata of a generation that no corpus describes."""
    writer.write_metadata(
        fingerprint=fingerprint,
        built=datetime.now(UTC),
        sources=[document.source for document in writer.documents],
        documents=writer.documents,
        site=SiteText(),
        notes=(),
        thesaurus=thesaurus or Thesaurus(),
        skipped=(),
        stepped_aside=(),
    )


def slug(name: str) -> str:
    """Return the value of a facet for a country's or sector's name."""
    return name.casefold().replace(" ", "-")


def _segment(analyzer: DocumentAnalyzer, document: str, rows: Sequence[Row], taken: Counter[str]) -> DocumentSegment:
    source = Source(document, rows[0].title, "report", year=2000 + len(rows) % 25, languages=(rows[0].language,))
    pages = {number: row.text for number, row in enumerate(rows, start=1)}
    passages = [_passage(row, place, taken) for place, row in enumerate(rows)]
    labels = tuple(map(str, pages))
    return analyzer.segment(Document(source, f"{document}.txt", "", labels, (), (), 0, len(rows)), pages, passages)


def _passage(row: Row, place: int, taken: Counter[str]) -> Passage:
    return Passage(
        id=passage_id(row.document, row.text, taken),
        ordinal=place,
        document=row.document,
        language=row.language,
        section=(row.title,),
        text=row.text,
        spans=(Span(place + 1, 0, len(row.text)),),
        tags={"country": tuple(map(slug, row.countries)), "sector": (slug(row.sector),)},
    )


def _taxonomy(rows: Iterable[Row]) -> Taxonomy:
    countries = sorted({name for row in rows for name in row.countries})
    names = {"country": countries, "sector": sorted({row.sector for row in rows})}
    return Taxonomy({name: _facet(name, names.get(name, [])) for name in _FACETS})


_FACETS = ("country", "sector", "chain", "topic", "audience", "kind")


def _facet(name: str, values: Iterable[str]) -> Facet:
    shown = tuple(FacetValue(slug(value), {"en": value}) for value in values)
    weight = 1.0 if name in ("country", "sector") else 0.0
    return Facet(name, {"en": name}, shown, "document" if name == "kind" else "names", subject_weight=weight)
