"""The report on the documents of the live index: what needs attention, and what to do about it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from msgspec import structs
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from indexer.check.document_checks import (
    Garbling,
    WordCounts,
    dead_links,
    dead_url_keys,
    doubtful_metadata,
    find_duplicates,
    find_garbling,
    text_key,
)
from indexer.check.quotability import FAULTS, NOTHING_JUDGED, Quotability, judge
from indexer.corpus.manifest import Manifest
from indexer.fetch.state import SourceState
from indexer.index.generation import Generation
from indexer.records.document import Document, SkippedFile
from indexer.records.passage import Passage
from indexer.records.reading import ARE_PICTURES

COLUMNS = ("document", "pages", "passages", "language", "garbled", "score")

MIN_SCORE = 50
"""The score below which most of a document cannot be quoted as it is."""

MAX_FAULT_SHARE = 0.05
"""The share of passages with a fault above which it is named."""

MIN_LETTERS = 3
"""A page with fewer letters holds no text."""

MAX_EMPTY_SHARE = 0.1
"""The share of pages without text above which they are more than covers and blank pages."""

MAX_GARBLED_SHARE = 0.02
"""The share of garbled words above which search suffers."""

MIN_WORDS = 200
"""The minimum number of words for judging the share of garbled ones."""

MIN_PASSAGES = 20
"""Passages from which a document ought to have headings, and its score means something."""

MAX_LANGUAGES = 2
"""The languages of a document that are shown."""

MAX_SHOWN = 60
"""The characters of a heading that are shown."""

INDENT = 2


@dataclass(frozen=True, slots=True)
class DocumentCheck:
    """One document: what was found in it, its problems, each with a remedy, and the warnings of its reader.

    `doubts` are the metadata that are missing or doubtful, `fetch_doubts` what was unsure when its file was fetched.
    `from_pictures` counts the pages that were read by OCR.
    """

    id: str
    title: str
    file: str
    pages: int
    empty_pages: tuple[str, ...]
    passages: int
    languages: Mapping[str, int]
    headings: int
    garbling: Garbling
    links: int
    dead: tuple[str, ...]
    same_as: tuple[str, ...]
    warnings: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    quotability: Quotability = NOTHING_JUDGED
    from_pictures: int = 0
    fetch_doubts: tuple[str, ...] = ()

    @property
    def score(self) -> int:
        return self.quotability.score(len(self.doubts))

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what a librarian may want to correct or look at, besides the problems."""
        remedy = f"run `python -m indexer describe {self.id}` with what is right"
        doubts = [f"{'; '.join(self.doubts)}: {remedy}"] if self.doubts else []
        fetched = [f"{doubt}: compare the file with its page" for doubt in self.fetch_doubts]
        return (*doubts, *fetched, *_fault_notes(self), *self.warnings)

    @property
    def problems(self) -> tuple[str, ...]:
        return tuple(_problems(self))

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON-compatible objects and lists."""
        return {
            "id": self.id,
            "title": self.title,
            "file": self.file,
            "pages": self.pages,
            "pages_without_text": list(self.empty_pages),
            "passages": self.passages,
            "languages": dict(self.languages),
            "headings": self.headings,
            "words": self.garbling.words,
            "glued_words": self.garbling.run_together,
            "broken_words": self.garbling.broken,
            "garbled_share": round(self.garbling.share, 5),
            "garbled_examples": list(self.garbling.examples),
            "links": self.links,
            "dead_links": list(self.dead),
            "same_text_as": list(self.same_as),
            "problems": list(self.problems),
            "warnings": list(self.warnings),
            "doubtful_metadata": list(self.doubts),
            "score": self.score,
            "judged_passages": self.quotability.passages,
            "quotable_passages": self.quotability.good,
            "faults": dict(self.quotability.faults),
            "fault_examples": {fault: list(ids) for fault, ids in self.quotability.examples.items()},
            "headings_like_labels": list(self.quotability.labels),
            "pages_read_from_pictures": self.from_pictures,
            "fetch_doubts": list(self.fetch_doubts),
        }


@dataclass(frozen=True, slots=True)
class Report:
    """All documents of a generation in its order, and the files that were skipped."""

    generation: str
    documents: tuple[DocumentCheck, ...]
    skipped: tuple[SkippedFile, ...]

    @property
    def needs_attention(self) -> bool:
        return bool(self.skipped) or any(document.problems for document in self.documents)


def report_to_json(report: Report) -> dict[str, Any]:
    """Return a report as JSON-compatible objects and lists."""
    return {
        "generation": report.generation,
        "needs_attention": report.needs_attention,
        "documents": [document.to_json() for document in report.documents],
        "skipped": [structs.asdict(skipped) for skipped in report.skipped],
    }


def check_generation(generation: Generation, manifest: Manifest, states: Mapping[str, SourceState]) -> Report:
    """Check every document of a generation, with one document's text in memory at a time."""
    word_counts = WordCounts()
    for document in generation.documents.values():
        word_counts.add(generation.pages.texts(document.id).values())
    dead = dead_url_keys(manifest.sources, states)
    keys = {
        document.id: [text_key(generation.passage(ordinal).text) for ordinal in document.ordinals]
        for document in generation.documents.values()
    }
    same = find_duplicates(keys)
    checks = (
        _check(generation, document, word_counts, dead, same.get(document.id, ()), states.get(document.id))
        for document in generation.documents.values()
    )
    return Report(generation.name, tuple(checks), generation.meta.skipped)


def _check(
    generation: Generation,
    document: Document,
    word_counts: WordCounts,
    dead: frozenset[str],
    same_as: tuple[str, ...],
    state: SourceState | None,
) -> DocumentCheck:
    pages = generation.pages.texts(document.id)
    empty = [number for number, text in sorted(pages.items()) if sum(map(str.isalpha, text)) < MIN_LETTERS]
    if document.file.endswith(".pdf") and not any(ARE_PICTURES in warning for warning in document.warnings):
        empty = []  # the reader looked at them: they are blank
    languages = Counter(generation.passage(ordinal).language for ordinal in document.ordinals)
    return DocumentCheck(
        id=document.id,
        title=document.source.title,
        file=document.file,
        pages=len(document.page_labels),
        empty_pages=tuple(document.label(number) for number in empty),
        passages=document.passage_count,
        languages=dict(languages.most_common()),
        headings=len(document.outline),
        garbling=find_garbling(pages.values(), word_counts, languages),
        links=len(document.links),
        dead=dead_links(document.links, dead),
        same_as=same_as,
        warnings=document.warnings,
        doubts=doubtful_metadata(document.source),
        quotability=judge(_passages(generation, document), (entry.title for entry in document.outline)),
        from_pictures=len(document.ocr_confidences),
        fetch_doubts=state.copy.doubts if state and state.copy and state.copy.sha256 == document.sha256 else (),
    )


def _passages(generation: Generation, document: Document) -> Iterator[tuple[Passage, int | None]]:
    """Yield a document's passages, each with the confidence of OCR in it, if it was read from a picture."""
    for ordinal in document.ordinals:
        passage = generation.passage(ordinal)
        yield passage, document.ocr_confidence(span.page for span in passage.spans)


def _fault_notes(found: DocumentCheck) -> Iterator[str]:
    judged = found.quotability
    for fault, count in judged.faults.items():
        if count > MAX_FAULT_SHARE * judged.passages:
            yield f"{count} of {judged.passages} passages {FAULTS[fault]} (such as {judged.examples[fault][0]})"
    if judged.labels:
        yield f"{len(judged.labels)} headings look like labels or text (such as “{_shortened(judged.labels[0])}”)"
    if found.from_pictures:
        yield f"{found.from_pictures} of {found.pages} pages were read from pictures: compare quotations with the page"


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN].rstrip()} …"


def _problems(found: DocumentCheck) -> Iterator[str]:
    if len(found.empty_pages) > max(1, MAX_EMPTY_SHARE * found.pages):
        yield (
            f"{len(found.empty_pages)} of {found.pages} pages hold no text (the first is page {found.empty_pages[0]}):"
            " if they are pictures of text, see what its reader says"
        )
    if not found.headings and found.passages >= MIN_PASSAGES:
        yield "no heading was found: passages will have no section; look for an edition with bookmarks"
    if found.garbling.share > MAX_GARBLED_SHARE and found.garbling.words >= MIN_WORDS:
        examples = ", ".join(f"“{example}”" for example in found.garbling.examples)
        yield f"{found.garbling.share:.1%} of its words are run together or broken ({examples}): look for a better copy"
    if found.score < MIN_SCORE and found.passages >= MIN_PASSAGES:
        yield (
            f"its score is {found.score}: {found.quotability.good} of {found.quotability.passages} passages could be"
            " quoted as they are; look for a better copy, such as an edition in Word or HTML"
        )
    if found.dead:
        yield f"{len(found.dead)} of its links are dead (such as {found.dead[0]}): look for their new addresses"
    if found.same_as:
        yield f"it holds the same text as {', '.join(found.same_as)}: keep one of them"


def show_report(report: Report, console: Console) -> None:
    """Print the table, problems and notes, and the skipped files, within the width of a terminal.

    Elsewhere, as in a pipe, each problem and note is one line that begins with its document: `grep` finds it.
    """
    table = Table(title=f"index {report.generation}", title_justify="left")
    for index, name in enumerate(COLUMNS):
        is_text = name in ("document", "language")
        table.add_column(name, justify="left" if is_text else "right", overflow="fold", ratio=None if index else 1)
    for document in report.documents:
        table.add_row(*(escape(cell) for cell in _row(document)))
    console.print(table)
    for document in report.documents:
        lines = [f"[red]![/] {escape(problem)}" for problem in document.problems]
        lines += [f"[yellow]-[/] {escape(note)}" for note in document.notes]
        if lines:
            console.print(f"\n[bold]{escape(document.id)}[/] {escape(document.title)}", highlight=False)
        for line in lines:
            if console.is_terminal:
                console.print(Padding(line, (0, 0, 0, INDENT)), highlight=False)
            else:
                console.print(f"{escape(document.id)}: {line}", highlight=False, soft_wrap=True)
    for skipped in report.skipped:
        why = f"is not in the index ({skipped.stage}): it {escape(skipped.reason)}"
        console.print(f"\n[red]![/] [bold]{escape(skipped.file)}[/] {why}", highlight=False)
    troubled = sum(bool(document.problems) for document in report.documents)
    counts = f"\n{len(report.documents)} documents, {troubled} with problems (!); {len(report.skipped)} files skipped"
    console.print(counts, highlight=False)


def _row(document: DocumentCheck) -> tuple[str, ...]:
    total = sum(document.languages.values())
    languages = ", ".join(
        code if count == total else f"{code} {count / total:.0%}"
        for code, count in list(document.languages.items())[:MAX_LANGUAGES]
    )
    return (
        document.id,
        str(document.pages),
        str(document.passages),
        languages,
        f"{document.garbling.share:.1%}",
        str(document.score),
    )
