"""A generation made ready to be searched: what is worked out once when it is opened."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.store.generation import Generation
from service.engine.facets import FacetIndex
from service.engine.image_index import ImageIndex
from service.engine.names import NameIndex
from service.engine.passage_set import PassageSet
from service.query.expansion import Expander


@dataclass(frozen=True)
class Served:
    """A generation with its facet values and the years of its passages' documents (0 where there is none).

    `demoted` are the passages of contents pages, indexes and references. `image` is None where
    Whoosh's postings must answer.
    """

    generation: Generation
    facets: FacetIndex
    years: NDArray[np.int32]
    demoted: PassageSet
    image: ImageIndex | None
    expander: Expander
    names: NameIndex


def serve(generation: Generation, image: ImageIndex | None = None) -> Served:
    """Makes a generation ready."""
    years = np.zeros(generation.count, dtype=np.int32)
    for document in generation.documents.values():
        years[document.first : document.first + document.count] = document.source.year or 0
    demoted = PassageSet.of(np.array(sorted(generation.demoted), np.uint32), generation.count)
    expander = Expander(generation.thesaurus, generation.languages)
    return Served(generation, FacetIndex(generation), years, demoted, image, expander, NameIndex(generation))
