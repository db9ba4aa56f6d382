"""CORS, security headers, and the answer to unexpected errors."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from indexer.settings import Settings
from service.app import create_app
from service.search.local_engine import LocalEngine
from service.search.protocol import IndexInfo, ResultPage, SearchRequest
from service.web.middleware import CONTENT_POLICY, content_policy
from service.web.rendering import STATIC
from tests.service.conftest import app_client
from tests.service.html_page import parse

pytestmark = pytest.mark.anyio

ADDRESSES = (
    "/",
    "/search?q=inspection",
    "/search?country=Atlantis",
    "/documents",
    "/nowhere",
    "/about",
    "/embed?q=inspection",
    "/documents/briefing-namibia",
    "/opensearch.xml",
    "/api/v1/search?q=inspection",
    "/api/v1/nothing",
    "/healthz",
    "/static/old/verbatim.css",
)


@pytest.mark.parametrize("address", ADDRESSES)
async def test_headers(client: httpx.AsyncClient, address: str) -> None:
    """Pages, answers, errors and files all carry them."""
    headers = (await client.get(address)).headers
    assert headers["content-security-policy"].startswith("default-src 'none'; ")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert "server" not in headers


async def test_headers_of_a_failure(small_index: Path) -> None:
    """The response to an unexpected exception has the security headers too."""

    class Broken(LocalEngine):
        def info(self) -> IndexInfo:
            raise ZeroDivisionError

    async with app_client(create_app(Settings(), Broken(small_index))) as client:
        response = await client.get("/")
    assert response.status_code == 500
    assert "content-security-policy" in response.headers


def test_policy() -> None:
    """Nothing is loaded from other origins, and no site may frame a page."""
    assert {source for sources in CONTENT_POLICY.values() for source in sources} == {"'none'", "'self'"}
    assert "frame-ancestors 'none'" in content_policy(CONTENT_POLICY)


@pytest.mark.parametrize("address", ADDRESSES[:8])
async def test_pages_keep_to_the_policy(client: httpx.AsyncClient, address: str) -> None:
    """No page has inline script or style, or loads anything from elsewhere."""
    page = parse((await client.get(address)).text)
    assert not page.all("style") + page.all("iframe")
    scripts = [script for script in page.all("script") if script.attributes.get("type") != "application/ld+json"]
    assert all(script.attributes.get("type") == "module" and not script.text for script in scripts)
    for element in page.elements:
        assert not [name for name in element.attributes if name == "style" or name.startswith("on")]
        loads = [element.attributes[name] for name in ("src", "action") if name in element.attributes]
        if element.name == "link" and element.attributes["rel"] != "canonical":
            loads.append(element.attributes["href"])
        assert all(address.startswith("/") for address in loads)


def test_the_style_sheet_loads_nothing() -> None:
    """The style sheet asks for no font, picture or other sheet."""
    css = (STATIC / "verbatim.css").read_text(encoding="utf-8")
    assert "@import" not in css
    assert "url(" not in css


ALLOWED = "https://assistant.example.org"


@pytest.fixture
async def open_client(small_index: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service whose API one origin may read."""
    async with app_client(create_app(Settings(data_dir=small_index, cors_origins=(ALLOWED,)))) as client:
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
    assert (yes.status_code, yes.headers["access-control-allow-methods"]) == (200, "GET, HEAD")
    no = await open_client.options("/api/v1/search", headers={"Origin": "https://elsewhere.example", **asked})
    assert no.status_code == 400
    assert "access-control-allow-origin" not in no.headers


async def test_nobody_unless_named(client: httpx.AsyncClient) -> None:
    """Without a setting no origin gets leave."""
    assert await allowed(client, "/api/v1/search?q=x", ALLOWED) is None


class Breaking(LocalEngine):
    """The real engine with a fault in it: it cannot answer about zebras."""

    def search(self, request: SearchRequest) -> ResultPage:
        if request.text == "zebra":
            raise ZeroDivisionError("a secret of the machine")
        return super().search(request)


async def failing(small_index: Path, address: str) -> httpx.Response:
    async with app_client(create_app(Settings(), Breaking(small_index))) as client:
        response = await client.get(address)
        assert (await client.get("/search?q=coffee")).status_code == 200
        return response


async def test_json(small_index: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A program gets the one shape with the request's id, under which the log has the trace."""
    response = await failing(small_index, "/api/v1/search?q=zebra")
    error = response.json()["error"]
    assert response.status_code == error["status"] == 500
    assert error["request_id"] == response.headers["x-request-id"]
    assert "secret" not in response.text
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert error["request_id"] in record.getMessage()
    assert record.exc_info
    assert record.exc_info[0] is ZeroDivisionError


async def test_page(small_index: Path) -> None:
    """A reader gets a page with the request's id."""
    response = await failing(small_index, "/search?q=zebra")
    assert response.status_code == 500
    assert response.headers["x-request-id"] in parse(response.text).one("main").text
    assert "secret" not in response.text
