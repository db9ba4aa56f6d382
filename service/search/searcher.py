"""A generation made ready to be searched: what is worked out once when it is opened."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from indexer.analysis.terms import index_terms
from indexer.index.generation import Generation
from indexer.records.passage import Passage
from indexer.records.taxonomy import LABEL_LANGUAGES
from service.query.expansion import Expander
from service.search.facets import FacetIndex
from service.search.image_index import ImageIndex
from service.search.passage_set import PassageSet
from service.search.sentences import Above
from service.search.title_index import TitleIndex

_NAMING = ("country", "sector")
"""The tags whose names count as standing above a passage, as they do for the search."""


@dataclass(frozen=True)
class Searcher:
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
    names: TitleIndex

    def above(self, passage: Passage) -> Above:
        """What stands above a passage, which may be of the generation before."""
        document = self.generation.documents.get(passage.document)
        tags = ((facet, slug) for facet in _NAMING for slug in getattr(passage.tags, facet))
        return Above(
            document.source.title if document else "", [term for tag in tags for term in self._tag_terms.get(tag, ())]
        )

    @cached_property
    def _tag_terms(self) -> dict[tuple[str, str], list[str]]:
        """The terms of the names of every country and sector."""
        return {
            (facet, value.slug): [
                term
                for language in LABEL_LANGUAGES
                for name in (value.label(language), *value.aliases)
                for term in index_terms(name, language)
            ]
            for facet in _NAMING
            for value in self.generation.taxonomy.facets[facet].values
        }


def open_searcher(generation: Generation, image: ImageIndex | None = None) -> Searcher:
    """Makes a generation ready."""
    years = np.zeros(generation.count, dtype=np.int32)
    for document in generation.documents.values():
        years[document.first : document.first + document.count] = document.source.year or 0
    demoted = PassageSet.of(np.array(sorted(generation.demoted), np.uint32), generation.count)
    expander = Expander(generation.thesaurus, generation.languages)
    return Searcher(generation, FacetIndex(generation), years, demoted, image, expander, TitleIndex(generation))
