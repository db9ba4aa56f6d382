"""Health and readiness."""

import httpx
import pytest

pytestmark = pytest.mark.anyio


async def test_alive(client: httpx.AsyncClient, client_without_index: httpx.AsyncClient) -> None:
    """The process lives, index or not."""
    for asked in (client, client_without_index):
        response = await asked.get("/healthz")
        assert (response.status_code, response.json()) == (200, {"status": "ok"})
        assert response.headers["cache-control"] == "no-store"


async def test_ready(client: httpx.AsyncClient) -> None:
    """With an index the service is ready, and says what it holds."""
    response = await client.get("/readyz")
    assert response.status_code == 200
    assert set(response.json()) == {"status", "generation", "documents", "passages"}


async def test_not_ready(client_without_index: httpx.AsyncClient) -> None:
    """Without an index it is not, and says what to run."""
    response = await client_without_index.get("/readyz")
    assert response.status_code == 503
    assert "indexer build" in response.json()["error"]["remedy"]
