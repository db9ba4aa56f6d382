"""What every request for a register is answered with: the ledger of the live generation and its names."""

from dataclasses import dataclass

from starlette.requests import Request

from service.engine.marking import Wanted
from service.engine.protocol import Stats
from service.engine.wanted import wanted_of
from service.ledger.ledger import Ledger
from service.ledger.names import LedgerNames
from service.names import Names
from service.public import public_root
from service.query.grammar import parse
from service.site import Site, site_of


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
