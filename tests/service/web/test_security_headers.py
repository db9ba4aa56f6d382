"""The headers of every answer."""

from pathlib import Path

import httpx
import pytest

from indexer.settings import Settings
from service.app import create_app
from service.search.local_engine import LocalEngine
from service.search.protocol import Stats
from service.web.rendering import STATIC
from service.web.security_headers import CONTENT_POLICY, content_policy
from tests.service.conftest import asking
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
    """So does the answer to an error that nobody foresaw."""

    class Broken(LocalEngine):
        def stats(self) -> Stats:
            raise ZeroDivisionError

    async with asking(create_app(Settings(), Broken(small_index))) as client:
        response = await client.get("/")
    assert response.status_code == 500
    assert "content-security-policy" in response.headers


def test_policy() -> None:
    """Nothing is allowed from elsewhere, and nobody may frame a page."""
    assert {source for sources in CONTENT_POLICY.values() for source in sources} == {"'none'", "'self'"}
    assert "frame-ancestors 'none'" in content_policy(CONTENT_POLICY)


@pytest.mark.parametrize("address", ADDRESSES[:8])
async def test_pages_keep_to_the_policy(client: httpx.AsyncClient, address: str) -> None:
    """No page has inline script or style, or loads anything from elsewhere."""
    page = parse((await client.get(address)).text)
    assert not page.all("style") + page.all("iframe")
    assert all(script.attributes.get("type") == "module" and not script.text for script in page.all("script"))
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
