"""The answer to a question: a sentence of the documents and where it stands, or nothing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.analysis.language import QuestionType
from indexer.records.document import Document
from indexer.records.passage import Passage
from service.answers.candidates import Source
from service.answers.model import Model, load_model
from service.answers.question import Question, read_question
from service.answers.ranking_sentences import Judged, Judgement
from service.search.highlighting import cut_spans
from service.search.protocol import Engine, Hit, ResultPage, SearchRequest, Snippet, Stats

MAX_PASSAGES = 5
"""How many of the best passages are read for an answer."""

MAX_QUOTATIONS = 3
"""How many sentences an answer has at most, each from another document."""


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
    kind: QuestionType
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

    @property
    def threshold(self) -> float:
        """The confidence below which there is no answer."""
        return self._model.threshold

    def ask(self, request: SearchRequest) -> Answer:
        """The answer to the question that a search asks, within its filters. Raises what the engine's search raises."""
        found = self._engine.search(replace(request, match=None, sort="relevance", page=1, page_size=MAX_PASSAGES))
        return self.answer(found)

    def answer(self, page: ResultPage) -> Answer:
        """The answer from the first page of results for a question; it holds PASSAGES of them if there are so many."""
        stats = self._engine.stats()
        hits = page.hits[:MAX_PASSAGES]
        text = page.corrected or page.request.text
        question = read_question(text, stats.languages, self._engine.holding, stats.passages)
        judged = self._judgement(question, hits)
        best = judged[0].confidence if judged else 0.0
        return Answer(
            request=page.request,
            kind=question.kind,
            confidence=best,
            quotations=tuple(self._quotations(judged, hits)) if judged else (),
            nearest=hits,
            passages=stats.passages,
            documents=len(stats.documents),
            generation=page.generation,
        )

    def _quotations(self, judged: Judgement, hits: Sequence[Hit]) -> Iterator[Quotation]:
        documents = {hit.document.id: hit.document for hit in hits}
        for each in _chosen(judged, self._model.threshold):
            yield _quotation(each, judged.answering(each), documents[each.candidate.document])

    def judge(self, text: str, hits: Iterable[Hit], stats: Stats) -> tuple[Question, Sequence[Judged]]:
        """A text as a question to the corpus, and the sentences of these passages, the best answer first."""
        question = read_question(text, stats.languages, self._engine.holding, stats.passages)
        return question, self._judgement(question, list(hits)) or ()

    def _judgement(self, question: Question, hits: Sequence[Hit]) -> Judgement | None:
        """The sentences of passages as answers to a question; None where there is nothing to look for or in."""
        if not (question.words and hits):
            return None
        sources = [Source(hit.passage, rank, hit.score) for rank, hit in enumerate(hits)]
        return Judgement(question, sources, self._engine.sentences([hit.passage for hit in hits]), self._model)


def _chosen(judged: Sequence[Judged], threshold: float) -> list[Judged]:
    """The best sentence and the best of up to two other documents, those that are trusted enough."""
    chosen: dict[str, Judged] = {}
    for each in judged:
        if len(chosen) == MAX_QUOTATIONS or each.confidence < threshold:
            break
        chosen.setdefault(each.candidate.document, each)
    return list(chosen.values())


def _quotation(judged: Judged, answering: Sequence[tuple[int, int]], document: Document) -> Quotation:
    candidate = judged.candidate
    passage, start, end = candidate.source.passage, candidate.start, candidate.end
    return Quotation(
        passage=passage,
        document=document,
        start=start,
        end=end,
        marked=cut_spans(passage.text, start, end, answering),
        confidence=judged.confidence,
    )
