"""What every request for a register is answered with: the ledger of the live generation and its names."""

from dataclasses import dataclass

from starlette.requests import Request

from service.query.grammar import parse
from service.registers.register_labels import LedgerNames
from service.registers.store import Ledger
from service.search.highlight_terms import wanted_of
from service.search.highlighting import Wanted
from service.search.protocol import Stats
from service.state import AppState, app_state
from service.web.external_origin import external_origin


@dataclass(frozen=True, slots=True)
class Desk:
    """The site, the ledger of one generation, and the names of its two registers."""

    state: AppState
    stats: Stats
    ledger: Ledger
    commitments: LedgerNames
    figures: LedgerNames
    root: str

    def wanted(self, text: str) -> Wanted:
        """What a query makes marked in sentences."""
        return wanted_of(parse(text), self.ledger.languages) if text else Wanted()


def desk_of(request: Request) -> Desk:
    """The desk that answers this request. Raises NoIndex or ForeignIndex."""
    state = app_state(request)
    stats = state.engine.stats()
    ledger = state.ledger.of(stats.generation)
    names = state.labels(stats)
    return Desk(
        state=state,
        stats=stats,
        ledger=ledger,
        commitments=LedgerNames(names, ledger, ledger.commitment_register),
        figures=LedgerNames(names, ledger, ledger.figure_register),
        root=external_origin(request, state.settings.base_url),
    )
