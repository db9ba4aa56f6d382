"""The context of a request for a register, and the response that its page, its files and its API share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from service.registers.labels import RegisterLabels
from service.registers.register import Register
from service.registers.request import RegisterPage, RegisterRequest
from service.registers.store import GenerationRegisters, Located, RegisterType
from service.schemas.register import RegisterResponse, location
from service.state import app_state
from service.web.rendering import external_origin
from service.web.urls import Urls


@dataclass(frozen=True, slots=True)
class RegisterContext:
    """The context of a request for one register: its declaration, its records and labels, and the URLs.

    `origin` is the scheme and host that make URLs absolute; it may be empty.
    """

    type: RegisterType[Any]
    store: GenerationRegisters
    labels: RegisterLabels
    urls: Urls
    origin: str

    @property
    def register(self) -> Register:
        return self.labels.register

    @property
    def records(self) -> Sequence[Any]:
        return self.store.records(self.type.name)

    def url(self, request: RegisterRequest | None = None, ending: str = "") -> str:
        """Return the URL of a selection of records; an ending such as `.csv` gives it as a file."""
        if request and self.type.views and not ending:
            request = self.type.views.canonical(request)
        return self.urls.register(self.type.name, request, ending)

    def filter_url(self, facet: str, name: str) -> str:
        """Return the URL of the records with this facet value, given by any of its names."""
        value = self.labels.find(facet, name)
        return self.url(RegisterRequest(filters={facet: (value,)} if value else {}))

    def location(self, located: Located[Any]) -> dict[str, Any]:
        """Return the fields of a record's schema that say where it is and how it is cited."""
        permalink = self.urls.record_permalink(self.type.name, located.id)
        return location(located.record, located.passage, located.document, permalink, self.origin)


def register_context(request: Request, register: RegisterType[Any]) -> RegisterContext:
    """Return the context of a request for this register. Raise NoIndex or IndexVersionMismatch."""
    state = app_state(request)
    info = state.engine.info()
    store = state.registers.of(info.generation)
    labels = RegisterLabels(
        state.labels(info), register.facet_labels, store.value_labels, store.register(register.name)
    )
    return RegisterContext(register, store, labels, state.urls, external_origin(request, state.settings.base_url))


def register_response(page: RegisterPage, context: RegisterContext) -> RegisterResponse[Any]:
    """Return one page of a register as the API gives it."""
    records = [context.type.to_schema(context.records[row.row_id], context) for row in page.rows]
    return RegisterResponse[context.type.record_schema].of(  # type: ignore[name-defined]  # a type known at run time
        page, records, context.type.fields, context.labels, context.store.name
    )
