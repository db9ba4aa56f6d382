"""The API of the registers: one endpoint for each, made from its declaration.

Pages and files show the same response.
"""

from collections.abc import Callable, Iterable
from typing import Any

from fastapi import APIRouter, Request

from service.api import openapi
from service.api.search import NO_INDEX, REFUSED
from service.registers.labels import RegisterLabels
from service.registers.request import RegisterPage, parse_api_request
from service.registers.store import RegisterContext, RegisterType
from service.schemas.register import RegisterResponse
from service.state import app_state
from service.web.rendering import external_origin


def register_router(types: Iterable[RegisterType[Any]]) -> APIRouter:
    """Return the endpoints of these registers."""
    router = APIRouter(prefix="/api/v1", tags=["registers"])
    for each in types:
        router.add_api_route(
            f"/{each.name}",
            _endpoint(each),
            name=each.name,
            summary=f"The register of {each.nouns[1]}",
            description=each.api_description,
            response_model=RegisterResponse[each.record_schema],  # type: ignore[name-defined]  # known at run time
            responses=NO_INDEX | REFUSED,
            openapi_extra={"parameters": openapi.register_parameters(each)},
        )
    return router


def _endpoint(register: RegisterType[Any]) -> Callable[[Request], RegisterResponse[Any]]:
    def endpoint(request: Request) -> RegisterResponse[Any]:
        context = register_context(request, register)
        selection = parse_api_request(request.query_params.multi_items(), context.labels, register.schema)
        return register_response(context.register.find(selection), context)

    return endpoint


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
        page, records, context.type.schema, context.labels, context.store.name
    )
