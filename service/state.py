"""What every request is answered with, put together once by `create_app`."""

from dataclasses import dataclass, field

from starlette.requests import Request

from indexer.settings import Settings
from service.answers.answer import MAX_PASSAGES, Answer, Answerer
from service.registers.store import CurrentRegisters
from service.search.protocol import Engine, ResultPage, SearchRequest, Stats
from service.web.facet_labels import FacetLabels
from service.web.rendering import Renderer
from service.web.urls import Urls

PUNCTUATION = ".,;:!?…()[]{}\"'“”„«»‘’*"
"""What may stand around a word and is not a part of it."""

MOST_WORDS_ASKED = 8
"""Of a query with more words nobody wants to hear which ones are unheard of."""


@dataclass(slots=True)
class AppState:
    """The settings, the engine behind its protocol, what answers questions, the registers, the addresses of pages and
    what renders them.
    """

    settings: Settings
    engine: Engine
    answerer: Answerer
    registers: CurrentRegisters
    urls: Urls
    renderer: Renderer
    _labels: tuple[Stats, FacetLabels] | None = field(default=None, init=False)

    def labels(self, stats: Stats) -> FacetLabels:
        """Return the facet labels of a generation, made once for each of the engine's statistics."""
        cached = self._labels
        if cached is None or cached[0] is not stats:
            cached = self._labels = stats, FacetLabels.of(stats)
        return cached[1]

    def suggestions(self, page: ResultPage) -> tuple[str, ...]:
        """Other spellings of a query, where no passage holds all of its words."""
        wanting = page.widened or page.corrected or not page.total + page.others
        return self.engine.suggest(page.request.text) if wanting and page.request.text else ()

    def answer(self, page: ResultPage) -> Answer | None:
        """The answer above the first results of a question; None for anything else."""
        request = page.request
        if not page.question or not page.hits or request.page > 1 or request.sort != "relevance":
            return None
        is_enough = page.mode == "any" and request.page_size >= MAX_PASSAGES
        return self.answerer.answer(page) if is_enough else self.answerer.ask(request)

    def unmatched_terms(self, page: ResultPage) -> tuple[str, ...]:
        """The words of a query that no passage holds, where that is why none holds all of them."""
        if not (page.widened or not page.total + page.others):
            return ()
        words = dict.fromkeys(word.strip(PUNCTUATION) for word in page.request.text.split() if word[0].isalnum())
        several = [word for word in words if word and word != "OR"]
        if not 1 < len(several) <= MOST_WORDS_ASKED:
            return ()
        requests = {
            word: SearchRequest(text=word, filters=page.request.filters, page_size=1, as_typed=True) for word in several
        }
        return tuple(word for word, request in requests.items() if not self.engine.search(request).total)


def app_state(request: Request) -> AppState:
    """Return the state of the application that answers this request."""
    state: AppState = request.app.state.verbatim
    return state
