"""Pages and API responses for a passage whose stored page was changed."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from indexer.index.digests import write_digests
from indexer.index.folders import live_folder
from indexer.index.page_file import LINES
from indexer.settings import Settings
from service.app import create_app
from tests.service.conftest import app_client, get
from tests.service.html_page import words

pytestmark = pytest.mark.anyio

QUESTION = "/search?q=How+many+labour+inspections+did+the+harbour+office+carry+out+in+2031%3F"


@pytest.fixture
async def tampered(small_index: Path, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Yield a client of a service over an index with a changed number in a stored page."""
    data = shutil.copytree(small_index, tmp_path / "data")
    path = live_folder(data) / LINES
    path.write_bytes(path.read_bytes().replace(b"77 labour", b"99 labour"))
    write_digests(live_folder(data))  # or the whole index would be refused
    async with app_client(create_app(Settings(data_dir=data))) as client:
        yield client


async def test_results(tampered: httpx.AsyncClient) -> None:
    """The result stays, without a word of the passage, and says why; there is no answer from it."""
    page = await get(tampered, QUESTION)
    text = words(page.one("main").text)
    assert "This passage cannot be shown: the stored text of its page is not what was indexed." in text
    assert "labour inspections on board fishing vessels under" not in text
    assert not page.all("section", "answer")
    results = (await tampered.get(QUESTION.replace("/search", "/api/v1/search"))).json()["results"]
    withheld = [result for result in results if result["withheld"]]
    assert {result["document"]["id"] for result in withheld} == {"harbour-notes"}
    assert not any(result["snippets"] for result in withheld)


async def test_passage(tampered: httpx.AsyncClient) -> None:
    """The passage's page and its JSON say that it cannot be shown, and what to run."""
    results = (await tampered.get(QUESTION.replace("/search", "/api/v1/search"))).json()["results"]
    withheld = next(result for result in results if result["withheld"])
    page = await get(tampered, withheld["permalink"], status=503)
    assert "cannot be shown" in words(page.one("main").text)
    error = (await tampered.get(f"/api/v1/passages/{withheld['id']}")).json()["error"]
    assert (error["status"], error["code"]) == (503, "page_changed")
