"""Who else's scripts may read the API."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from indexer.settings import Settings
from service.app import create_app
from tests.service.conftest import asking

pytestmark = pytest.mark.anyio

ALLOWED = "https://assistant.example.org"


@pytest.fixture
async def open_client(small_index: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service whose API one origin may read."""
    async with asking(create_app(Settings(data_dir=small_index, cors_origins=(ALLOWED,)))) as client:
        yield client


async def allowed(client: httpx.AsyncClient, address: str, origin: str) -> str | None:
    """The origin that an answer allows."""
    response = await client.get(address, headers={"Origin": origin})
    origin_allowed: str | None = response.headers.get("access-control-allow-origin")
    return origin_allowed


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", "https://assistant.example.org.evil.example", ""]
)
async def test_refused(open_client: httpx.AsyncClient, origin: str) -> None:
    """An origin that is not named gets no leave, and none is ever given to all."""
    assert await allowed(open_client, "/api/v1/search?q=x", origin) is None


async def test_allowed(open_client: httpx.AsyncClient) -> None:
    """The origin that is named may read answers and errors of the API, and no page; caches keep origins apart."""
    for address in ("/api/v1/search?q=x", "/api/v1/search?page=0", "/api/v1/openapi.json"):
        assert await allowed(open_client, address, ALLOWED) == ALLOWED
    for address in ("/search?q=x", "/embed?q=x", "/healthz"):
        assert await allowed(open_client, address, ALLOWED) is None
    response = await open_client.get("/api/v1/search?q=x")
    assert "Origin" in response.headers["vary"]
    assert "access-control-allow-credentials" not in response.headers


async def test_preflight(open_client: httpx.AsyncClient) -> None:
    """Asked beforehand, it allows reading to the named origin alone."""
    asked = {"Access-Control-Request-Method": "GET"}
    yes = await open_client.options("/api/v1/search", headers={"Origin": ALLOWED, **asked})
    assert (yes.status_code, yes.headers["access-control-allow-methods"]) == (204, "GET, HEAD")
    no = await open_client.options("/api/v1/search", headers={"Origin": "https://elsewhere.example", **asked})
    assert no.status_code == 403
    assert "access-control-allow-origin" not in no.headers


async def test_nobody_unless_named(client: httpx.AsyncClient) -> None:
    """Without a setting no origin gets leave."""
    assert await allowed(client, "/api/v1/search?q=x", ALLOWED) is None
