"""What every request for a register is answered with: the store of the live generation and its names."""

from dataclasses import dataclass

from starlette.requests import Request

from service.query.grammar import parse
from service.registers.register_labels import RegisterLabels
from service.registers.store import RegisterStore
from service.search.highlight_terms import highlight_terms
from service.search.highlighting import HighlightTerms
from service.search.protocol import Stats
from service.state import AppState, app_state
from service.web.external_origin import external_origin


@dataclass(frozen=True, slots=True)
class RegisterContext:
    """The site, the store of one generation, and the names of its two registers."""

    state: AppState
    stats: Stats
    store: RegisterStore
    commitments: RegisterLabels
    figures: RegisterLabels
    root: str

    def wanted(self, text: str) -> HighlightTerms:
        """What a query makes marked in sentences."""
        return highlight_terms(parse(text), self.store.languages) if text else HighlightTerms()


def register_context(request: Request) -> RegisterContext:
    """The desk that answers this request. Raises NoIndex or ForeignIndex."""
    state = app_state(request)
    stats = state.engine.stats()
    store = state.registers.of(stats.generation)
    names = state.labels(stats)
    return RegisterContext(
        state=state,
        stats=stats,
        store=store,
        commitments=RegisterLabels(names, store, store.commitment_register),
        figures=RegisterLabels(names, store, store.figure_register),
        root=external_origin(request, state.settings.base_url),
    )
