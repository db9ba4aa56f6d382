"""The answer to a question: a sentence of the documents with its source, the closest one, or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from indexer.analysis.language import QuestionType
from indexer.analysis.normalizer import normalized_tokens
from indexer.analysis.sentence_splitter import MAX_QUOTED_WORDS
from indexer.analysis.terms import index_terms
from indexer.records.document import Document
from indexer.records.passage import Passage
from service.answers.context import PassageContexts
from service.answers.lead_passage import with_first
from service.answers.question import NOT_TRANSLATED, Question, Translated, read_question
from service.answers.ranked_sentences import Model, ScoredSentence, load_model, rank_sentences
from service.search.highlighting import cut_spans
from service.search.protocol import Engine, Hit, ResultPage, SearchRequest, Snippet, Synonym, is_translation

MAX_PASSAGES = 5
"""The number of passages, the best ones, whose sentences are ranked."""

TRANSLATED = 0.08
"""How much more confidence an answer needs in another language than the question: translations match more loosely.

Of the questions in `benchmarks/unanswerable.json`, at least 17 of 20 in each language are then not answered.
"""

MAX_QUOTATIONS = 3
"""The maximum number of sentences of an answer, each from another document."""


MIN_SHARE = 0.8
"""The least share of the best passage's score that a passage has that is put before it.

On the evaluation sets, passages with less are more often put before a right one than a wrong one.
"""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence, word for word: characters `start` to `end` of a passage's text.

    With the sentence comes the one before it where it says what "it" is, or asks the question that it answers. Where
    what leads into it is farther away, `lead` is that, word for word: the words before a list, a table's head row.
    `marked` is the sentence with the words that answer marked; `confidence` the estimated probability, from 0 to 1,
    that it answers the question.
    """

    passage: Passage
    document: Document
    start: int
    end: int
    marked: Snippet
    confidence: float
    lead: str = ""

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


class Found(NamedTuple):
    """A page of results, with the answer to a question on its first page; None for anything else."""

    page: ResultPage
    answer: Answer | None


class Answerer:
    """Answers questions from what an engine finds. May be used from any thread."""

    def __init__(self, engine: Engine, model: Model | None = None) -> None:
        self._engine = engine
        self._model = model or load_model()
        self._contexts = PassageContexts(engine)

    @property
    def threshold(self) -> float:
        """The confidence below which there is no answer."""
        return self._model.threshold

    def search(self, request: SearchRequest) -> Found:
        """Return a page of results and its answer; the passage that answers is first. Raise what `search` raises.

        The ranking knows where the words of a question are, but only the answer knows whether they are in a sentence
        that says what is asked for.
        """
        page = self._engine.search(request)
        if not page.question or not page.hits or request.page > 1 or request.sort != "relevance":
            return Found(page, None)
        if page.mode != "any" or request.page_size < MAX_PASSAGES:
            return Found(page, self.ask(request))
        answer = self.answer(page)
        first = next(iter(answer.quotations), None)
        if first and _score_of(first.passage, page) >= MIN_SHARE * page.hits[0].score:
            page = with_first(page, first.passage)
        return Found(page, answer)

    def ask(self, request: SearchRequest) -> Answer:
        """Return the answer to the question that a search asks, within its filters. Raise what `search` raises."""
        found = self._engine.search(replace(request, match=None, sort="relevance", page=1, page_size=MAX_PASSAGES))
        return self.answer(found)

    def answer(self, page: ResultPage) -> Answer:
        """Return the answer from the first page of results for a question, of which the first MAX_PASSAGES are read."""
        info = self._engine.info()
        hits = page.hits[:MAX_PASSAGES]
        question = self.question(page.corrected or page.request.text, page.expansions)
        ranked = self.rank(question, hits)
        answers = [each for each in ranked if not each.ruled_out]
        is_foreign = page.translated and bool(answers) and answers[0].source.passage.language != question.language
        threshold = self._model.threshold + (TRANSLATED if is_foreign else 0)
        quotations = tuple(_quotations(answers, hits, threshold, MAX_QUOTATIONS))
        closest = () if quotations else _quotations(ranked, hits, self._model.closest, 1)
        return Answer(
            request=page.request,
            kind=question.kind,
            confidence=next((each.confidence for each in answers or ranked), 0.0),
            quotations=quotations,
            closest=next(iter(closest), None),
            nearest=hits,
            passages=info.passages,
            documents=len(info.documents),
            generation=page.generation,
        )

    def question(self, text: str, expansions: Sequence[Synonym] = ()) -> Question:
        """Return a text as a question to the corpus; its words match their translations among the expansions, too."""
        info = self._engine.info()
        translations = _translations(expansions) if any(map(is_translation, expansions)) else {}
        return read_question(text, info.languages, self._engine.document_frequencies, info.passages, translations)

    def rank(self, question: Question, hits: Sequence[Hit]) -> list[ScoredSentence]:
        """Return the sentences of passages, the best answer first; none where there is nothing to look for."""
        return rank_sentences(question, self._contexts.of(question, hits), self._model)


def _score_of(passage: Passage, page: ResultPage) -> float:
    return next(hit.score for hit in page.hits if hit.passage.id == passage.id)


def _translations(expansions: Sequence[Synonym]) -> dict[str, Translated]:
    """Return the expansions of each word of a query, as it is written there.

    The words of an expression share those of its translation, in order: together they match all of it. A word that is
    translated by an expression matches any word of that only if it has no other translation.
    """
    single, loose = dict[str, Translated](), dict[str, Translated]()
    for each in expansions:
        originals = each.original.split()
        tokens = [token.text for token in normalized_tokens(each.text) if index_terms(token.text, each.language)]
        if each.related or not tokens:
            continue
        for at, word in enumerate(originals):
            first = at * len(tokens) // len(originals)
            part = tokens[first : max(first + 1, (at + 1) * len(tokens) // len(originals))]
            found = loose if len(part) > 1 else single
            known = found.get(word, NOT_TRANSLATED)
            terms = (term for token in part for term in index_terms(token, each.language))
            found[word] = Translated(known.terms.union(terms), known.words.union(part if len(part) == 1 else ()))
    return {**loose, **single}


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
        yield _quotation(each, documents[document])


def _quotation(each: ScoredSentence, document: Document) -> Quotation:
    """Return a sentence as a quotation, with what it cannot be understood without."""
    passage, start, lead = each.source.passage, each.start, ""
    if each.lead:
        first, last = each.lead
        if passage.text[last:start].isspace() and len(passage.text[first : each.end].split()) <= MAX_QUOTED_WORDS:
            start = first
        else:
            lead = passage.text[first:last]
    return Quotation(
        passage=passage,
        document=document,
        start=start,
        end=each.end,
        marked=cut_spans(passage.text, start, each.end, each.highlights),
        confidence=each.confidence,
        lead=lead,
    )
