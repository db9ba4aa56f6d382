"""The API's description agrees with what the API does."""

import httpx
import pytest

from service.schemas.examples import SEARCH_EXAMPLE
from service.schemas.search import SearchResponse
from service.web.errors import ProblemSchema
from tests.conftest import FACETS

pytestmark = pytest.mark.anyio


async def test_description(client: httpx.AsyncClient) -> None:
    """All addresses for programs are described, those for people are not."""
    description = (await client.get("/api/v1/openapi.json")).json()
    assert set(description["paths"]) == {
        "/api/v1/search", "/api/v1/answer", "/api/v1/passages/{passage_id}", "/api/v1/documents", "/api/v1/commitments",
        "/api/v1/figures", "/api/v1/compare", "/api/v1/matrix", "/api/v1/search/record",
        "/api/v1/quotations/{document_id}/{place}", "/api/v1/suggest", "/api/v1/collection",
        "/api/v1/passages/{passage_id}/related", "/healthz", "/readyz",
    }  # fmt: skip
    parameters = description["paths"]["/api/v1/search"]["get"]["parameters"]
    assert [parameter["name"] for parameter in parameters] == [
        "q", *FACETS, "match", "sort", "without", "as_typed", "words_only", "group", "page", "page_size",
    ]  # fmt: skip
    assert all(parameter["description"] for parameter in parameters)


async def test_examples_work(client: httpx.AsyncClient) -> None:
    """Each parameter's example is accepted."""
    description = (await client.get("/api/v1/openapi.json")).json()
    for parameter in description["paths"]["/api/v1/search"]["get"]["parameters"]:
        if "example" in parameter:
            response = await client.get("/api/v1/search", params={parameter["name"]: parameter["example"]})
            assert response.status_code == 200, parameter["name"]


async def test_answers_are_as_described(client: httpx.AsyncClient) -> None:
    """A search's answer, real and described, has the shape that the description gives it."""
    description = (await client.get("/api/v1/openapi.json")).json()
    schema = description["components"]["schemas"]["SearchResponse"]
    real = (await client.get("/api/v1/search", params={"q": "labour inspection"})).json()
    assert set(schema["properties"]) == set(schema["required"]) == set(real)
    assert schema["examples"]
    assert SearchResponse.model_validate(SEARCH_EXAMPLE)
    assert SearchResponse.model_validate(real)


async def test_errors_are_as_described(client: httpx.AsyncClient) -> None:
    """Errors, real and described, have the shape that the description gives them."""
    schema = (await client.get("/api/v1/openapi.json")).json()["components"]["schemas"]["ProblemSchema"]
    assert ProblemSchema.model_validate(schema["examples"][0])
    assert ProblemSchema.model_validate((await client.get("/api/v1/nothing")).json())


async def test_no_third_party_page(client: httpx.AsyncClient) -> None:
    """The framework's own pages, which load scripts from elsewhere, are not served."""
    for address in ("/docs", "/redoc", "/openapi.json"):
        assert (await client.get(address)).status_code == 404
