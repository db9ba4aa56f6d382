"""What crawlers read: robots.txt, the sitemap, llms.txt, and schema.org in pages."""

import json
from xml.etree import ElementTree as ET

import httpx
import pytest

from tests.service.html_page import parse

pytestmark = pytest.mark.anyio


async def test_robots(client: httpx.AsyncClient) -> None:
    """Searches are left alone, documents are not, and the sitemap is named."""
    lines = (await client.get("/robots.txt")).text.splitlines()
    assert "Disallow: /search" in lines
    assert not any("/documents" in line for line in lines)
    assert lines[-1] == "Sitemap: http://verbatim.test/sitemap.xml"


async def test_sitemap(client: httpx.AsyncClient) -> None:
    """Every indexed document is in the sitemap, and every page in it is there."""
    root = ET.fromstring((await client.get("/sitemap.xml")).text)  # noqa: S314 - our own answer
    urls = [each.text or "" for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    documents = (await client.get("/api/v1/documents")).json()["documents"]
    assert {url.rpartition("/")[2] for url in urls} >= {each["id"] for each in documents}
    for url in urls[:8]:
        assert (await client.get(url)).status_code == 200


async def test_llms(client: httpx.AsyncClient) -> None:
    """It has the corpus's name, says how to quote, and lists the documents."""
    response = await client.get("/llms.txt")
    assert response.headers["content-type"] == "text/markdown; charset=utf-8"
    assert response.text.startswith("# ")
    assert "word for word" in response.text
    assert "(http://verbatim.test/documents/" in response.text


@pytest.mark.parametrize(("url", "kind"), [("/", "WebSite"), ("/documents/{id}", "Report")])
async def test_linked_data(client: httpx.AsyncClient, url: str, kind: str) -> None:
    """The home page and documents' pages say what they are, in JSON-LD that a title cannot break out of."""
    document = (await client.get("/api/v1/documents")).json()["documents"][0]
    page = parse((await client.get(url.format(id=document["id"]))).text)
    (text,) = [each.text for each in page.all("script") if each.attributes.get("type") == "application/ld+json"]
    data = json.loads(text)
    assert (data["@context"], data["@type"]) == ("https://schema.org", kind)
    assert data["url"].startswith("http://verbatim.test/")
    if kind == "Report":
        assert data["name"] == document["title"]
