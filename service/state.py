"""The state of the application, which `create_app` makes once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace
from starlette.requests import Request

from indexer.analysis.normalizer import normalized_query
from indexer.records.site import ExampleQuestion
from indexer.settings import Settings
from service.answers.answer import Answerer
from service.pictures.gallery import Gallery
from service.registers.store import LiveRegisters
from service.search.protocol import Engine, Filters, IndexInfo, ResultPage, SearchRequest
from service.translations.messages import SOURCE, interface
from service.web.facet_labels import FacetLabels
from service.web.rendering import Renderer
from service.web.urls import Urls

PUNCTUATION = ".,;:!?…()[]{}\"'“”„«»‘’*"
"""Characters around a word that are not a part of it."""

MAX_WORDS_CHECKED = 8
"""Longer queries get no list of unmatched terms."""


@dataclass(slots=True)
class AppState:
    """The state of the application: settings, engine, answerer, registers, URLs, renderer and pictures of pages."""

    settings: Settings
    engine: Engine
    answerer: Answerer
    registers: LiveRegisters
    urls: Urls
    renderer: Renderer
    gallery: Gallery
    _labels: tuple[IndexInfo, FacetLabels] | None = field(default=None, init=False)
    _answered: tuple[IndexInfo, dict[str, tuple[ExampleQuestion, ...]]] | None = field(default=None, init=False)

    def labels(self, info: IndexInfo) -> FacetLabels:
        """Return the facet labels of a generation, made once for each of the engine's statistics."""
        cached = self._labels
        if cached is None or cached[0] is not info:
            cached = self._labels = info, FacetLabels.of(info)
        return cached[1]

    def answered_questions(self, info: IndexInfo) -> tuple[ExampleQuestion, ...]:
        """Return the corpus's example questions that a generation answers, asked once for each of them and language.

        They are asked in the interface's language, or in English if that alone is answered.
        """
        cached = self._answered
        if cached is None or cached[0] is not info:
            cached = self._answered = info, {}
        language = interface().language
        if language not in cached[1]:
            cached[1][language] = tuple(self._answered_in(language, info.site.questions))
        return cached[1][language]

    def _answered_in(self, language: str, questions: Iterable[ExampleQuestion]) -> Iterator[ExampleQuestion]:
        for each in questions:
            own = each.words.get(language, "") if language != SOURCE else ""
            asked = next((text for text in (own, each.search) if text and self._is_answered(text)), None)
            if asked:
                yield replace(each, search=asked)

    def _is_answered(self, text: str) -> bool:
        return self.answerer.ask(SearchRequest(text=text)).answered

    def suggestions(self, page: ResultPage) -> tuple[str, ...]:
        """Return other spellings of a query, where no passage contains all of its words."""
        is_incomplete = page.widened or page.corrected or not page.total + page.others
        return self.engine.suggest(page.request.text) if is_incomplete and page.request.text else ()

    def unmatched_terms(self, page: ResultPage) -> tuple[str, ...]:
        """Return the words of a query that occur in no passage, if no passage has all of its words."""
        if not (page.widened or not page.total + page.others):
            return ()
        searched = page.corrected or page.request.text
        words = dict.fromkeys(word.strip(PUNCTUATION) for word in searched.split() if word[0].isalnum())
        several = [word for word in words if word and word != "OR"]
        if not 1 < len(several) <= MAX_WORDS_CHECKED:
            return ()
        replaced = {word for synonym in page.expansions for word in synonym.original.split()}
        filters = page.request.filters
        return tuple(word for word in several if word not in replaced and not self._is_matched(word, filters))

    def _is_matched(self, word: str, filters: Filters) -> bool:
        """Return whether any passage that passes the filters has a part of a word."""
        normalized = [token.text for token in normalized_query(word)]
        return any(self.engine.document_frequencies(normalized, any_field=True, filters=filters))


def app_state(request: Request) -> AppState:
    """Return the state of the application that answers this request."""
    state: AppState = request.app.state.verbatim
    return state
