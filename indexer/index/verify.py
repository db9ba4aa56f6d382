"""Verifies a generation before it goes live, and on request."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from whoosh.index import open_dir

from indexer.documents.page_text import text_of
from indexer.errors import BuildError, DamagedImage, PageChanged
from indexer.index.generation import Generation, open_generation
from indexer.index.image_file import IMAGE, Image, segment_names
from indexer.records.figure import Figure
from indexer.records.statement import Statement


def verify(folder: Path) -> Generation:
    """Open the generation in this folder and check that its parts agree. Raise BuildError with what does not."""
    generation = open_generation(folder)
    _verify_counts(generation)
    _verify_image(generation)
    _verify_passages(generation)
    _verify_records(generation)
    return generation


def _verify_counts(generation: Generation) -> None:
    index = open_dir(generation.whoosh_folder)
    try:
        with index.reader() as reader:
            in_whoosh = reader.doc_count_all()
    finally:
        index.close()
    counts = {
        "meta.json": generation.meta.passages,
        "the passage file": generation.count,
        "the facet file": len(generation.combination_of),
        "the documents": sum(document.count for document in generation.documents.values()),
        "Whoosh": in_whoosh,
    }
    records = {
        "statements": (generation.meta.statements, len(generation.statements)),
        "figures": (generation.meta.figures, len(generation.figures)),
    }
    if any(said != held for said, held in records.values()):
        raise BuildError(f"The new index {generation.name} does not agree with itself: {records}.")
    if len(set(counts.values())) > 1:
        raise BuildError(f"The new index {generation.name} does not agree with itself: {counts}.")


def _verify_image(generation: Generation) -> None:
    """Every byte of the image is what its stamp says, and it was made of just this index."""
    try:
        image = Image(generation.folder / IMAGE, segment_names(generation.whoosh_folder))
        image.verify()
    except DamagedImage as error:
        raise BuildError(f"{error} Build it anew: python -m indexer build") from error
    count = len(image.token_starts) - 1
    if count != generation.count:
        raise BuildError(f"The image of {generation.name} has {count} passages instead of {generation.count}.")


def _verify_passages(generation: Generation) -> None:
    """Each passage's text is what its spans give from the stored pages, and its id is its own."""
    for document in generation.documents.values():
        for ordinal in range(document.first, document.first + document.count):
            passage = generation.passage(ordinal)
            try:
                generation.pages.check(passage)
            except PageChanged as error:
                raise BuildError(f"Passage {passage.id} of {document.file} is not what its pages say.") from error
            if generation.ordinal(passage.id) != ordinal or passage.document != document.id:
                raise BuildError(f"Passage {passage.id} of {document.file} is not where its id says.")


def _verify_records(generation: Generation) -> None:
    """Each statement's and figure's sentence is what its spans give from the stored pages, in the passage it names."""
    pages: dict[int, str] = {}
    document = ""
    records: Iterator[Statement | Figure] = chain(generation.statements, generation.figures)
    for record in records:
        if record.document != document:
            document, pages = record.document, _pages(generation, record.document)
        if text_of(pages, record.spans) != record.sentence:
            raise BuildError(f"The sentence of {record.id} is not what its pages say.")
        if generation.ordinal(record.passage) is None:
            raise BuildError(f"The sentence of {record.id} is in no passage of the index.")


def _pages(generation: Generation, document: str) -> dict[int, str]:
    try:
        return generation.pages.texts(document)
    except PageChanged as error:
        raise BuildError(f"The pages of {document} are not what was stored: {error}") from error
