"""Verifies a generation before it goes live, and on request."""

from itertools import chain
from pathlib import Path

from indexer.errors import BuildError, CorruptImage, PageChanged
from indexer.index.generation import Generation, open_generation
from indexer.index.image_file import IMAGE, Image, whoosh_segment_names
from indexer.index.record_file import RECORD_KINDS
from indexer.index.whoosh_pickles import open_whoosh


def verify(folder: Path) -> Generation:
    """Open the generation in this folder and check that its parts agree. Raise BuildError, which says what does not."""
    generation = verify_text(folder)
    verify_index(generation)
    return generation


def verify_text(folder: Path) -> Generation:
    """Open a generation and check passages and records against its pages, but not its index. Raise BuildError."""
    generation = open_generation(folder)
    _verify_passages(generation)
    _verify_records(generation)
    return generation


def verify_index(generation: Generation) -> None:
    """Check that the image and the Whoosh index of a generation are whole and of its passages. Raise BuildError."""
    _verify_counts(generation)
    _verify_image(generation)


def _verify_counts(generation: Generation) -> None:
    index = open_whoosh(generation.whoosh_folder)
    try:
        with index.reader() as reader:
            in_whoosh = reader.doc_count_all()
    finally:
        index.close()
    counts = {
        "meta.json": generation.meta.passages,
        "the passage file": generation.count,
        "the facet file": len(generation.combination_ids),
        "the documents": sum(document.passage_count for document in generation.documents.values()),
        "Whoosh": in_whoosh,
    }
    records = {kind: (getattr(generation.meta, kind), len(getattr(generation, kind))) for kind in RECORD_KINDS}
    if any(counted != stored for counted, stored in records.values()):
        raise BuildError(f"The new index {generation.name} is inconsistent: {records}.")
    if len(set(counts.values())) > 1:
        raise BuildError(f"The new index {generation.name} is inconsistent: {counts}.")


def _verify_image(generation: Generation) -> None:
    """Check every byte of the image, and that it belongs to the Whoosh index beside it."""
    try:
        image = Image(generation.folder / IMAGE, whoosh_segment_names(generation.whoosh_folder))
        image.verify()
    except CorruptImage as error:
        raise BuildError(f"{error} Rebuild it: python -m indexer build") from error
    count = len(image.token_starts) - 1
    if count != generation.count:
        raise BuildError(f"The image of {generation.name} has {count} passages instead of {generation.count}.")


def _verify_passages(generation: Generation) -> None:
    """Check that each passage's text is what its spans give from the stored pages, and that its id leads to it."""
    for document in generation.documents.values():
        for ordinal in document.ordinals:
            passage = generation.passage(ordinal)
            try:
                generation.pages.check_passage(passage)
            except PageChanged as error:
                raise BuildError(f"Passage {passage.id} of {document.file} is not what its pages say.") from error
            if generation.ordinal(passage.id) != ordinal or passage.document != document.id:
                raise BuildError(f"Passage {passage.id} of {document.file} is not where its id says.")


def _verify_records(generation: Generation) -> None:
    """Check that each record's sentence is what its spans give from the stored pages, in the passage it names.

    Whatever is quoted from the sentence, such as its wording and its object, must be in it as it is.
    """
    for record in chain.from_iterable(getattr(generation, kind) for kind in RECORD_KINDS):
        try:
            generation.pages.check_text(record.id, record.sentence, record.document, record.spans)
        except PageChanged as error:
            raise BuildError(f"The sentence of {record.id} is not what its pages say: {error}") from error
        if generation.ordinal(record.passage) is None:
            raise BuildError(f"The sentence of {record.id} is in no passage of the index.")
        if not 0 <= record.start <= record.end <= len(record.sentence):
            raise BuildError(f"The words marked in {record.id} are outside its sentence.")
        for words in record.quotations:
            if words not in record.sentence:
                raise BuildError(f"The sentence of {record.id} does not hold the words quoted from it: {words!r}.")
