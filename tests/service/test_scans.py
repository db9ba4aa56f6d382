"""What was read from a picture is said to be, wherever it is quoted."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from indexer.settings import Settings
from service.app import create_app
from tests.conftest import build_index
from tests.indexer.read.scans import make_scan, needs_tesseract
from tests.service.conftest import app_client, get

pytestmark = [pytest.mark.anyio, needs_tesseract]

TEXT = """
= Sheds
The Ministry of Labour will train 40 inspectors of the sheds by 2027, and it will pay for the meals of all of them.
The villages agreed on the timber for all of the sheds, and they sent two carpenters each.
"""
MARK = "read from a picture (confidence "


@pytest.fixture(scope="module")
def scanned_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one scan."""
    folder = tmp_path_factory.mktemp("scan")
    return build_index(folder / "data", make_scan(folder / "sheds.pdf", TEXT), briefing="never")


@pytest.fixture
async def client(scanned_index: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with app_client(create_app(Settings(data_dir=scanned_index))) as made:
        yield made


async def test_in_the_api_and_exports(client: httpx.AsyncClient) -> None:
    """Results, answers, passages and statements have the confidence, and so has every citation."""
    found = (await client.get("/api/v1/search", params={"q": "timber sheds"})).json()["results"][0]
    confidence = found["ocr_confidence"]
    assert 60 <= confidence <= 100
    passage = (await client.get(f"/api/v1/passages/{found['id']}")).json()
    assert passage["ocr_confidence"] == confidence
    statement = (await client.get("/api/v1/commitments", params={"view": "all"})).json()["results"][0]
    assert statement["ocr_confidence"] == confidence
    exported = (await client.get("/commitments.csv", params={"view": "all"})).text
    assert f"{MARK}{confidence}%)" in exported


@pytest.mark.parametrize("address", ["/search?q=timber", "/search?q=how+many+inspectors+will+be+trained%3F"])
async def test_on_pages(client: httpx.AsyncClient, address: str) -> None:
    """So do results and answers, the passage's own page, and the register."""
    found = (await client.get("/api/v1/search", params={"q": "timber sheds"})).json()["results"][0]
    for page in (address, f"/passages/{found['id']}", "/commitments?view=all"):
        assert MARK in (await get(client, page)).all("main")[0].text.casefold()
