"""The description by which a browser adds the search to its own."""

from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest

from indexer.settings import Settings
from service.app import create_app
from tests.service.conftest import app_client

pytestmark = pytest.mark.anyio

SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


async def templates(client: httpx.AsyncClient) -> dict[str, str]:
    """The addresses in the description by media type."""
    response = await client.get("/opensearch.xml")
    assert response.headers["content-type"] == "application/opensearchdescription+xml; charset=utf-8"
    root = ET.fromstring(response.text)  # noqa: S314 - our own answer
    assert root.tag == f"{SPACE}OpenSearchDescription"
    assert 0 < len(root.findtext(f"{SPACE}ShortName") or "") <= 16
    assert 0 < len(root.findtext(f"{SPACE}LongName") or "") <= 48
    assert [each.attrib["type"] for each in root.findall(f"{SPACE}Image")] == ["image/png", "image/svg+xml"]
    return {url.attrib["type"]: url.attrib["template"] for url in root.findall(f"{SPACE}Url")}


async def test_addresses_are_absolute(client: httpx.AsyncClient) -> None:
    """Its addresses are absolute and work when the words are put in."""
    found = await templates(client)
    assert found["text/html"] == "http://verbatim.test/search?q={searchTerms}"
    for template in (found["text/html"], found["application/json"], found["application/x-suggestions+json"]):
        response = await client.get(template.replace("{searchTerms}", "labour%20inspection"))
        assert response.status_code == 200


async def test_base_address(small_index: Path) -> None:
    """The description has the base URL where one is set, whatever the Host header."""
    settings = Settings(data_dir=small_index, base_url="https://search.example.org/docs")
    async with app_client(create_app(settings)) as client:
        assert (await templates(client))["text/html"] == "https://search.example.org/docs/search?q={searchTerms}"


@pytest.mark.parametrize("host", ['x"/><script>', "a b", "x/y", "x?y", "x@y", "", "[::1", "x:port"])
async def test_forged_host(client: httpx.AsyncClient, host: str) -> None:
    """A Host header that names no host is not repeated anywhere."""
    response = await client.get("/opensearch.xml", headers={"Host": host})
    assert response.status_code == 422
    page = await client.get("/", headers={"Host": host})
    assert "og:image" not in page.text
