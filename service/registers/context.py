"""What every request for a register is answered with: the ledger of the live generation and its names."""

from dataclasses import dataclass

from starlette.requests import Request

from service.query.grammar import parse
from service.registers.register_labels import LedgerNames
from service.registers.store import Ledger
from service.search.highlight_terms import wanted_of
from service.search.highlighting import Wanted
from service.search.protocol import Stats
from service.state import Site, site_of
from service.web.external_origin import public_root
from service.web.facet_labels import Names


@dataclass(frozen=True, slots=True)
class Desk:
    """The site, the ledger of one generation, and the names of its two registers."""

    site: Site
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
    site = site_of(request)
    stats = site.engine.stats()
    ledger = site.ledger.of(stats.generation)
    names = Names.of(stats)
    return Desk(
        site=site,
        stats=stats,
        ledger=ledger,
        commitments=LedgerNames(names, ledger, ledger.commitment_register),
        figures=LedgerNames(names, ledger, ledger.figure_register),
        root=public_root(request, site.settings.base_url),
    )
