"""The compact page for frames, and who may frame it."""

from pathlib import Path

import httpx
import pytest

from indexer.settings import Settings
from service.app import create_app
from tests.service.conftest import app_client, get
from tests.service.html_page import words

pytestmark = pytest.mark.anyio

ORIGINS = ("https://intranet.example.org", "http://localhost:8080")


def ancestors(response: httpx.Response) -> str:
    """The part of the policy that says who may frame an answer."""
    return response.headers["content-security-policy"].partition("frame-ancestors ")[2].partition(";")[0]


async def test_no_site_unless_named(client: httpx.AsyncClient) -> None:
    """Without the setting no site may frame any page."""
    for address in ("/", "/search?q=x", "/embed?q=x"):
        assert ancestors(await client.get(address)) == "'none'"


async def test_named_origins(small_index: Path) -> None:
    """The origins that are named may frame this page and its errors, and no other page."""
    async with app_client(create_app(Settings(data_dir=small_index, embed_origins=ORIGINS))) as client:
        for address in ("/embed?q=x", "/embed?page=0"):
            assert ancestors(await client.get(address)) == " ".join(ORIGINS)
        for address in ("/", "/search?q=x", "/embed/", "/api/v1/search"):
            assert ancestors(await client.get(address)) == "'none'"


async def test_all_state_is_in_the_address(client: httpx.AsyncClient) -> None:
    """The form carries filters, mode and order along; steps stay in the frame."""
    page = await get(client, "/embed?q=workers&country=NAM&topic=labour-inspection&match=any&sort=newest")
    hidden = {(field.attributes["name"], field.attributes["value"]) for field in page.all("input", None)
              if field.attributes["type"] == "hidden"}  # fmt: skip
    assert hidden == {("country", "NAM"), ("topic", "labour-inspection"), ("match", "any"), ("sort", "newest")}
    assert page.one("form").attributes["action"] == "/embed"
    assert all(chip.attributes["href"].startswith("/embed?") for chip in page.all("a", "chip"))


async def test_other_pages_open_outside(client: httpx.AsyncClient) -> None:
    """Passages and the whole search open in a new window, without a reference to this one."""
    page = await get(client, "/embed?q=workers")
    leaving = [a for a in page.all("a") if not a.attributes["href"].startswith(("/embed", "#"))]
    assert len(leaving) == 31
    for link in leaving:
        assert (link.attributes["target"], link.attributes["rel"]) == ("_blank", "noopener")
    assert leaving[-1].attributes["href"] == "/search?q=workers"


async def test_same_results(client: httpx.AsyncClient) -> None:
    """It finds what the search finds without groups, and needs no script; quotations are collected on whole pages."""
    framed, whole = (
        await get(client, "/embed?q=labour+inspection"),
        await get(client, "/search?q=labour+inspection&group=none"),
    )
    assert words(framed.one("h1").text) == words(whole.one("h1").text)
    assert [words(item.text) for item in framed.all("li", "result")] == [
        words(item.text).removesuffix(" Copy quotation Add to the collection") for item in whole.all("li", "result")
    ]
    assert not framed.all("script")
