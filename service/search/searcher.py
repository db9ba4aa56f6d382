"""A generation with everything that is computed once when it is opened for searching."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.encoder import Encoder
from indexer.errors import IndexVersionMismatch
from indexer.index.generation import Generation
from indexer.records.taxonomy import LANGUAGE
from service.query.expansion import Expander
from service.query.neighbours import Neighbours
from service.quotations.check import QuotationChecker
from service.search.copies import CopyIndex
from service.search.facets import FacetIndex
from service.search.grouping import DocumentRanges
from service.search.image_index import ImageIndex
from service.search.passage_set import PassageSet
from service.search.related import RelatedFinder
from service.search.spelling import Speller
from service.search.title_index import TitleIndex


@dataclass(frozen=True)
class Searcher:
    """A generation with its facet values and the years of its passages' documents (0 where there is none).

    `demoted` are the passages of contents pages, indexes and references. `image` is None where Whoosh's postings are
    searched.
    """

    generation: Generation
    facets: FacetIndex
    years: NDArray[np.int32]
    demoted: PassageSet
    image: ImageIndex | None
    expander: Expander
    titles: TitleIndex
    copies: CopyIndex
    ranges: DocumentRanges
    speller: Speller
    quotations: QuotationChecker
    related: RelatedFinder
    passages_in: Callable[[str], PassageSet]
    """The passages in a language."""


def open_searcher(generation: Generation, image: ImageIndex | None = None, encoder: Encoder | None = None) -> Searcher:
    """Return a generation ready to be searched, with its image where there is one, and by meaning with an encoder.

    Raise IndexVersionMismatch where its vectors are another encoder's.
    """
    years = np.zeros(generation.count, dtype=np.int32)
    for document in generation.documents.values():
        years[document.first_ordinal : document.first_ordinal + document.passage_count] = document.source.year or 0
    demoted = PassageSet.of(np.array(sorted(generation.demoted), np.uint32), generation.count)
    facets = FacetIndex(generation)
    passages_in = cache(partial(facets.passages, LANGUAGE))
    return Searcher(
        generation=generation,
        facets=facets,
        years=years,
        demoted=demoted,
        image=image,
        expander=Expander(generation.thesaurus, generation.languages, _neighbours(generation, encoder)),
        titles=TitleIndex(generation),
        copies=CopyIndex(generation.copies, generation.count),
        ranges=DocumentRanges(generation.documents.values(), generation.count),
        speller=Speller(generation, facets),
        quotations=QuotationChecker(generation),
        related=RelatedFinder(generation, lambda language: passages_in(language).size),
        passages_in=passages_in,
    )


def _neighbours(generation: Generation, encoder: Encoder | None) -> Neighbours | None:
    """Return what finds words of similar meaning; None without vectors or an encoder. Raise IndexVersionMismatch."""
    made_by = generation.meta.encoder
    if encoder is None or not made_by:
        return None
    if encoder.digest != made_by:
        raise IndexVersionMismatch(
            "The vectors of the index %(name)s were made by %(made)s, and this program has %(digest)s."
            " Set VERBATIM_ENCODER to the same model for both, or rebuild the index: python -m indexer build",
            name=generation.name,
            made=made_by,
            digest=encoder.digest,
        )
    return Neighbours(encoder, generation.word_vectors)
