"""Suggestions over HTTP: for search boxes, and in the form that browsers ask for."""

import httpx
import pytest

pytestmark = pytest.mark.anyio


async def test_suggestions(client: httpx.AsyncClient) -> None:
    """Each has its kind and an address at which there is something."""
    body = (await client.get("/api/v1/suggest", params={"q": "labour", "limit": 5})).json()
    assert body["query"] == "labour"
    assert 0 < len(body["suggestions"]) <= 5
    for each in body["suggestions"]:
        assert "labour" in each["text"].lower()
        assert (await client.get(each["url"])).status_code == 200
        if each["kind"] != "document":
            assert (await client.get("/api/v1/search", params={"q": each["text"]})).json()["total"]


@pytest.mark.parametrize(("parameters", "found"), [({}, 0), ({"q": "zqx"}, 0), ({"q": "lab", "limit": "1"}, 1)])
async def test_number_of_suggestions(client: httpx.AsyncClient, parameters: dict[str, str], found: int) -> None:
    """Nothing is suggested for nothing; the limit holds."""
    response = await client.get("/api/v1/suggest", params=parameters)
    assert response.status_code == 200
    assert len(response.json()["suggestions"]) == found


@pytest.mark.parametrize("limit", ["0", "21", "many"])
async def test_limits_that_do_not_exist(client: httpx.AsyncClient, limit: str) -> None:
    """A limit out of bounds is refused."""
    assert (await client.get("/api/v1/suggest", params={"q": "lab", "limit": limit})).status_code == 422


async def test_form_of_browsers(client: httpx.AsyncClient) -> None:
    """An array of what was typed, the suggestions, descriptions and absolute addresses."""
    response = await client.get("/suggest", params={"q": "labour"})
    assert response.headers["content-type"].startswith("application/x-suggestions+json")
    typed, texts, descriptions, urls = response.json()
    assert typed == "labour"
    assert len(texts) == len(descriptions) == len(urls) > 0
    assert all(url.startswith("http://verbatim.test/") for url in urls)


async def test_without_an_index(client_without_index: httpx.AsyncClient) -> None:
    """Without an index there are no suggestions but a message; the description of the search needs none."""
    assert (await client_without_index.get("/api/v1/suggest", params={"q": "lab"})).status_code == 503
    assert (await client_without_index.get("/opensearch.xml")).status_code == 200
