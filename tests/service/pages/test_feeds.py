"""Atom feeds of searches and registers."""

from pathlib import Path
from xml.etree import ElementTree as ET

import httpx
import pytest

from indexer.settings import Settings
from service.app import create_app
from service.pages.feeds import MAX_ENTRIES
from tests.conftest import build_index
from tests.service.conftest import app_client

pytestmark = pytest.mark.anyio

ATOM = "{http://www.w3.org/2005/Atom}"

FEEDS = ("/search.atom?q=labour+inspection", "/search.atom", "/commitments.atom", "/figures.atom")


def text_of(element: ET.Element, name: str) -> str:
    """The text of a child that must be there once."""
    (found,) = element.findall(f"{ATOM}{name}")
    assert found.text
    return found.text


async def feed(client: httpx.AsyncClient, url: str) -> ET.Element:
    """A feed, with everything that RFC 4287 requires."""
    response = await client.get(url)
    assert response.headers["content-type"] == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(response.text)  # noqa: S314 - our own answer
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        assert text_of(element, "id").startswith("http://verbatim.test/")
        assert text_of(element, "title")
        assert text_of(element, "updated")[10] == "T"
        (author,) = element.findall(f"{ATOM}author")
        assert text_of(author, "name")
    return root


@pytest.mark.parametrize("url", FEEDS)
async def test_required_elements(client: httpx.AsyncClient, url: str) -> None:
    """Each feed has entries with distinct addresses at which there is something, and its own address."""
    root = await feed(client, url)
    entries = root.findall(f"{ATOM}entry")
    assert 0 < len(entries) <= MAX_ENTRIES
    ids = [text_of(entry, "id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert (await client.get(ids[0], follow_redirects=True)).status_code == 200
    assert {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{ATOM}link")}["self"].endswith(url)


async def test_words_are_those_of_the_passage(client: httpx.AsyncClient) -> None:
    """The content of an entry is the passage, word for word."""
    root = await feed(client, "/search.atom?q=labour+inspection")
    for entry in root.findall(f"{ATOM}entry")[:5]:
        passage_id = text_of(entry, "id").rpartition("/")[2]
        passage = (await client.get(f"/api/v1/passages/{passage_id}")).json()
        assert text_of(entry, "content") == passage["text"]


async def test_the_newest_first(tmp_path: Path) -> None:
    """What a later build added comes before what was there, and keeps its date in the build after that."""
    (tmp_path / "old.md").write_text("# Boats\n\nThe harbour inspects forty boats each year.\n", encoding="utf-8")
    data = build_index(tmp_path / "data", tmp_path / "old.md")
    (tmp_path / "new.md").write_text("# Nets\n\nThe harbour inspects the nets of boats.\n", encoding="utf-8")
    dates = []
    for extra in ("", "More hills."):
        (tmp_path / "other.md").write_text(f"# Other\n\nA text on hills. {extra}\n", encoding="utf-8")
        build_index(data, tmp_path / "old.md", tmp_path / "new.md", tmp_path / "other.md")
        async with app_client(create_app(Settings(data_dir=data))) as client:
            entries = (await feed(client, "/search.atom?q=harbour+boats")).findall(f"{ATOM}entry")
        first, last = entries[0], entries[-1]
        assert "nets" in text_of(first, "content")
        assert text_of(first, "updated") > text_of(last, "updated")
        dates.append(text_of(first, "updated"))
    assert dates[0] == dates[1]


@pytest.mark.parametrize("url", ["/search.atom?country=XXX", "/commitments.atom?status=none"])
async def test_values_that_do_not_exist(client: httpx.AsyncClient, url: str) -> None:
    """A filter that does not exist is refused, as on the pages."""
    assert (await client.get(url)).status_code == 422


@pytest.mark.parametrize("url", [*FEEDS, "/sitemap.xml", "/llms.txt"])
async def test_addresses_need_a_host(client: httpx.AsyncClient, url: str) -> None:
    """A Host header that is no name makes no addresses."""
    assert (await client.get(url, headers={"host": "<evil>"})).status_code in (400, 422)


async def test_pages_name_their_feeds(client: httpx.AsyncClient) -> None:
    """The page of a search and of a register lead to their feeds."""
    for url, name in (("/search?q=boats", "/search.atom?q=boats"), ("/commitments", "/commitments.atom")):
        assert f'type="application/atom+xml" href="{name}' in (await client.get(url)).text
