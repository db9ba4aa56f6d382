"""The answer to a question: a sentence of the documents with its source, the closest one, or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.analysis.language import QuestionType
from indexer.analysis.terms import index_terms
from indexer.records.document import Document
from indexer.records.passage import Passage
from indexer.records.taxonomy import LABEL_LANGUAGES, FacetValue, Taxonomy
from service.answers.features import RetrievedPassage
from service.answers.question import Question, read_question
from service.answers.ranked_sentences import Model, ScoredSentence, load_model, rank_sentences
from service.answers.sentences import heading_terms
from service.search.highlighting import cut_spans
from service.search.protocol import Engine, Hit, ResultPage, SearchRequest, Snippet

MAX_PASSAGES = 5
"""The number of passages, the best ones, whose sentences are ranked."""

MAX_QUOTATIONS = 3
"""The maximum number of sentences of an answer, each from another document."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence, word for word: characters `start` to `end` of a passage's text.

    `marked` is the sentence with the words that answer marked; `confidence` the estimated probability, from 0 to 1,
    that it answers the question.
    """

    passage: Passage
    document: Document
    start: int
    end: int
    marked: Snippet
    confidence: float

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the documents say to a question.

    `quotations` holds the best sentence and up to two more from other documents, those with enough confidence. Where
    there is none, `closest` is the best sentence if there is some confidence in it: it may not answer. `confidence` is
    that of the best sentence, shown or not, and `nearest` the passages that were found. `passages` and `documents` say
    how much was searched.
    """

    request: SearchRequest
    kind: QuestionType
    confidence: float
    quotations: tuple[Quotation, ...]
    closest: Quotation | None
    nearest: tuple[Hit, ...]
    passages: int
    documents: int
    generation: str

    @property
    def answered(self) -> bool:
        return bool(self.quotations)


class Answerer:
    """Answers questions from what an engine finds. May be used from any thread."""

    def __init__(self, engine: Engine, model: Model | None = None) -> None:
        self._engine = engine
        self._model = model or load_model()
        self._tag_terms: _TagTerms | None = None

    @property
    def threshold(self) -> float:
        """The confidence below which there is no answer."""
        return self._model.threshold

    def ask(self, request: SearchRequest) -> Answer:
        """Return the answer to the question that a search asks, within its filters. Raise what `search` raises."""
        found = self._engine.search(replace(request, match=None, sort="relevance", page=1, page_size=MAX_PASSAGES))
        return self.answer(found)

    def answer(self, page: ResultPage) -> Answer:
        """Return the answer from the first page of results for a question, of which the first MAX_PASSAGES are read."""
        info = self._engine.info()
        hits = page.hits[:MAX_PASSAGES]
        question = self.question(page.corrected or page.request.text)
        ranked = self.rank(question, hits)
        quotations = tuple(_quotations(ranked, hits, self._model.threshold, MAX_QUOTATIONS))
        closest = () if quotations else _quotations(ranked, hits, self._model.closest, 1)
        return Answer(
            request=page.request,
            kind=question.kind,
            confidence=ranked[0].confidence if ranked else 0.0,
            quotations=quotations,
            closest=next(iter(closest), None),
            nearest=hits,
            passages=info.passages,
            documents=len(info.documents),
            generation=page.generation,
        )

    def question(self, text: str) -> Question:
        """Return a text as a question to the corpus."""
        info = self._engine.info()
        return read_question(text, info.languages, self._engine.document_frequencies, info.passages)

    def rank(self, question: Question, hits: Sequence[Hit]) -> list[ScoredSentence]:
        """Return the sentences of passages, the best answer first; none where there is nothing to look for."""
        sources = [
            RetrievedPassage(hit.passage, rank, hit.score, self._heading_terms(hit)) for rank, hit in enumerate(hits)
        ]
        return rank_sentences(question, sources, self._model)

    def _heading_terms(self, hit: Hit) -> frozenset[str]:
        """Return the terms of a passage's context: its document's title, its headings, its tags' names."""
        passage, known = hit.passage, self._terms_of_tags()
        tags = [known[facet, slug] for facet, slugs in passage.tags.items() for slug in slugs]
        above = heading_terms((hit.document.source.title, *passage.section), passage.language)
        return above.union(*tags) if tags else above

    def _terms_of_tags(self) -> "_TagTerms":
        """Return the terms of the names of the values of the subject facets, by facet and slug."""
        taxonomy = self._engine.info().taxonomy
        if self._tag_terms is None or self._tag_terms.taxonomy is not taxonomy:
            self._tag_terms = _TagTerms(taxonomy)
        return self._tag_terms


class _TagTerms(dict[tuple[str, str], frozenset[str]]):
    """The terms of the names of a taxonomy's values, found when a passage has them: few of all countries are needed."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        super().__init__()
        self.taxonomy = taxonomy

    def __missing__(self, key: tuple[str, str]) -> frozenset[str]:
        facet, slug = key
        value = self.taxonomy.find(facet, slug) if facet in self.taxonomy.subjects else None
        names = [(language, name) for language in LABEL_LANGUAGES for name in _names(value, language)]
        found = self[key] = frozenset(term for language, name in names for term in index_terms(name, language))
        return found


def _names(value: FacetValue | None, language: str) -> tuple[str, ...]:
    return (value.label(language), *value.aliases) if value else ()


def _quotations(
    ranked: Sequence[ScoredSentence], hits: Sequence[Hit], threshold: float, limit: int
) -> Iterator[Quotation]:
    """Yield the best sentences with at least this confidence, at most `limit`, each of another document."""
    documents = {hit.document.id: hit.document for hit in hits}
    chosen: dict[str, ScoredSentence] = {}
    for each in ranked:
        if len(chosen) == limit or each.confidence < threshold:
            break
        chosen.setdefault(each.source.passage.document, each)
    for document, each in chosen.items():
        passage = each.source.passage
        yield Quotation(
            passage=passage,
            document=documents[document],
            start=each.start,
            end=each.end,
            marked=cut_spans(passage.text, each.start, each.end, each.highlights),
            confidence=each.confidence,
        )
