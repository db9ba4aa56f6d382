"""Verifies a generation before it goes live, and whenever someone asks."""

from pathlib import Path

from whoosh.index import open_dir

from indexer.errors import BuildError, DamagedImage, PageChanged
from indexer.store.generation import Generation, open_generation
from indexer.store.image_file import IMAGE, Image, segment_names


def verify(folder: Path) -> Generation:
    """Opens the generation in this folder and checks that its parts agree. Raises BuildError with what does not."""
    generation = open_generation(folder)
    _verify_counts(generation)
    _verify_image(generation)
    _verify_passages(generation)
    return generation


def _verify_counts(generation: Generation) -> None:
    index = open_dir(generation.whoosh_folder)
    try:
        with index.reader() as reader:
            in_whoosh, segments = reader.doc_count_all(), len(list(reader.leaf_readers()))
    finally:
        index.close()
    counts = {
        "meta.json": generation.meta.passages,
        "the passage file": generation.count,
        "the facet file": len(generation.combination_of),
        "the documents": sum(document.count for document in generation.documents.values()),
        "Whoosh": in_whoosh,
    }
    if len(set(counts.values())) > 1 or segments > 1:
        raise BuildError(f"The new index {generation.name} does not agree with itself: {counts}, {segments} segments.")


def _verify_image(generation: Generation) -> None:
    """Every byte of the image is what its stamp says, and it was made of just this index."""
    try:
        image = Image(generation.folder / IMAGE, segment_names(generation.whoosh_folder))
        image.verify()
    except DamagedImage as error:
        raise BuildError(f"{error} Build it anew: python -m indexer build") from error
    count = len(image.starts) - 1
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
