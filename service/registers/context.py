"""The context of a request for a register, and the register's answer as the API gives it."""

from typing import Any

from starlette.requests import Request

from service.registers.labels import RegisterLabels
from service.registers.request import RegisterPage
from service.registers.store import RegisterContext, RegisterType
from service.schemas.register import RegisterResponse
from service.state import app_state
from service.web.external_origin import external_origin


def register_context(request: Request, register: RegisterType[Any]) -> RegisterContext:
    """Return the context of a request for this register. Raise NoIndex or ForeignIndex."""
    state = app_state(request)
    stats = state.engine.stats()
    store = state.registers.of(stats.generation)
    labels = RegisterLabels(
        state.labels(stats), register.facet_labels, store.value_labels, store.register(register.name)
    )
    return RegisterContext(register, store, labels, state.urls, external_origin(request, state.settings.base_url))


def register_response(page: RegisterPage, context: RegisterContext) -> RegisterResponse[Any]:
    """Return one page of a register as the API gives it."""
    records = [context.type.to_schema(context.records[row.row_id], context) for row in page.rows]
    return RegisterResponse[context.type.record_schema].of(  # type: ignore[name-defined]  # a type known at run time
        page, records, context.type.schema, context.labels, context.store.name
    )
