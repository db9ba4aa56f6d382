"""The API of the registers: an endpoint for each, made from its declaration.

Pages and files are made from the same response.
"""

from collections.abc import Callable, Iterable
from typing import Any

from fastapi import APIRouter, Request

from service.api import openapi
from service.api.search import NO_INDEX, REFUSED
from service.registers.context import register_context, register_response
from service.registers.request import parse_api_request
from service.registers.store import RegisterType
from service.schemas.register import RegisterResponse


def register_router(types: Iterable[RegisterType[Any]]) -> APIRouter:
    """Return a router with an endpoint for each of these registers."""
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
        selection = parse_api_request(request.query_params.multi_items(), context.labels, register.fields)
        return register_response(context.register.find(selection), context)

    return endpoint
