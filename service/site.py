"""What every request is answered with, put together once by `create_app`."""

from dataclasses import dataclass

from starlette.requests import Request

from service.addresses import Addresses
from service.engine.protocol import Engine, ResultPage
from service.rendering import Renderer
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Site:
    """The settings, the engine behind its protocol, the addresses of pages and what renders them."""

    settings: Settings
    engine: Engine
    addresses: Addresses
    renderer: Renderer

    def suggestions(self, page: ResultPage) -> tuple[str, ...]:
        """Other spellings of a query, where no passage holds all of its words."""
        wanting = page.widened or not page.total + page.others
        return self.engine.suggest(page.request.text) if wanting and page.request.text else ()


def site_of(request: Request) -> Site:
    """The site that answers this request."""
    site: Site = request.app.state.site
    return site
