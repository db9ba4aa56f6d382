"""The answer to a question: a sentence of the documents and where it stands, or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.analysis.terms import index_terms
from indexer.analysis.words import fold
from indexer.records.document import Document
from indexer.records.passage import Passage
from indexer.records.taxonomy import LANGUAGES, Taxonomy
from service.answers.candidates import Candidate, Source, context_terms
from service.answers.evidence import THINGS, new_signs
from service.answers.judging import Judged, judge
from service.answers.kinds import Kind
from service.answers.model import Model, load_model
from service.answers.question import Question, read_question
from service.answers.reading import Reading
from service.engine.marking import fragments
from service.engine.protocol import Engine, Hit, ResultPage, SearchRequest, Snippet, Stats

PASSAGES = 5
"""How many of the best passages are read for an answer."""

MOST = 3
"""How many sentences an answer has at most, each from another document."""

_NAMING = ("country", "sector")
"""The tags whose names count as standing above a passage, as they do for the search."""


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

    `quotations` is empty where they do not answer it, and otherwise holds the best sentence and up to two more from
    other documents. `confidence` is that of the best sentence, shown or not, and `nearest` the passages that were
    found. `passages` and `documents` say how much was searched.
    """

    request: SearchRequest
    kind: Kind
    confidence: float
    quotations: tuple[Quotation, ...]
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
        self._names: tuple[str, Mapping[tuple[str, str], frozenset[str]]] = ("", {})

    @property
    def threshold(self) -> float:
        """The confidence below which there is no answer."""
        return self._model.threshold

    def ask(self, request: SearchRequest) -> Answer:
        """The answer to the question that a search asks, within its filters. Raises what the engine's search raises."""
        found = self._engine.search(replace(request, match=None, sort="relevance", page=1, page_size=PASSAGES))
        return self.answer(found)

    def answer(self, page: ResultPage) -> Answer:
        """The answer from the first page of results for a question; it holds PASSAGES of them if there are so many."""
        stats = self._engine.stats()
        hits = page.hits[:PASSAGES]
        question, judged = self.judge(page.corrected or page.request.text, hits, stats)
        documents = {hit.document.id: hit.document for hit in hits}
        chosen = _chosen(judged, self._model.threshold)
        return Answer(
            request=page.request,
            kind=question.kind,
            confidence=judged[0].confidence if judged else 0.0,
            quotations=tuple(_quotation(each, question, documents[each.candidate.document]) for each in chosen),
            nearest=hits,
            passages=stats.passages,
            documents=len(stats.documents),
            generation=page.generation,
        )

    def judge(self, text: str, hits: Iterable[Hit], stats: Stats) -> tuple[Question, list[Judged]]:
        """A text as a question to the corpus, and the sentences of these passages, the best answer first."""
        question = read_question(text, stats.languages, self._engine.holding, stats.passages)
        names = self._names_of(stats)
        sources = [_source(hit, rank, names) for rank, hit in enumerate(hits)]
        return question, judge(question, sources, self._model) if question.words else []

    def _names_of(self, stats: Stats) -> Mapping[tuple[str, str], frozenset[str]]:
        """The stems of the names of every country and sector, made once for each generation."""
        generation, names = self._names
        if generation != stats.generation:
            names = _tag_names(stats.taxonomy)
            self._names = stats.generation, names
        return names


def _tag_names(taxonomy: Taxonomy) -> dict[tuple[str, str], frozenset[str]]:
    return {
        (facet, value.slug): frozenset(
            term
            for language in LANGUAGES
            for name in (value.label(language), *value.aliases)
            for term in index_terms(name, language)
        )
        for facet in _NAMING
        for value in taxonomy.facets[facet].values
    }


def _source(hit: Hit, rank: int, names: Mapping[tuple[str, str], frozenset[str]]) -> Source:
    passage = hit.passage
    above = context_terms((hit.document.source.title, *passage.section), passage.language)
    tagged = (names[facet, slug] for facet in _NAMING for slug in getattr(passage.tags, facet))
    return Source(passage, rank, hit.score, above.union(*tagged))


def _chosen(judged: Sequence[Judged], threshold: float) -> list[Judged]:
    """The best sentence and the best of up to two other documents, those that are trusted enough."""
    chosen: dict[str, Judged] = {}
    for each in judged:
        if len(chosen) == MOST or each.confidence < threshold:
            break
        chosen.setdefault(each.candidate.document, each)
    return list(chosen.values())


def _quotation(judged: Judged, question: Question, document: Document) -> Quotation:
    candidate = judged.candidate
    passage, sentence = candidate.source.passage, candidate.sentence
    return Quotation(
        passage=passage,
        document=document,
        start=sentence.start,
        end=sentence.end,
        marked=fragments(passage.text, sentence.start, sentence.end, _answering(candidate, question)),
        confidence=judged.confidence,
    )


def _answering(candidate: Candidate, question: Question) -> list[tuple[int, int]]:
    """The words of a sentence that are of the kind asked for, or else the question's own words."""
    start, terms = candidate.sentence.start, candidate.sentence.terms
    found = new_signs(question.kind, candidate.text, candidate.source.passage.language, fold(question.text))
    if found and question.kind in THINGS:
        return [(start + first, start + last) for first, last in found]
    places = Reading(question, candidate).places
    return [(terms[place].start, terms[place].end) for place, _ in places]
