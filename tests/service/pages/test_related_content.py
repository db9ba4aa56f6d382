"""What leads on from the pages of passages, quotations and documents."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from indexer.settings import Settings
from service.app import create_app
from tests.conftest import build_index
from tests.service.conftest import app_client, get
from tests.service.html_page import Page, words
from tests.service.search.test_related import OTHER, REPORT, SPANISH, TOOLKIT

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def related_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("related_content")
    texts = {"lamps-en.md": REPORT, "lamps-es.md": SPANISH, "toolkit.md": TOOLKIT}
    plain = {f"plain{number}.md": OTHER.replace("southern", f"number {number}") for number in range(4)}
    for name, text in {**texts, **plain}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return build_index(folder / "data", *sorted(folder.glob("*.md")), briefing="never")


@pytest.fixture
async def client(related_index: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with app_client(create_app(Settings(data_dir=related_index, encoder="none"))) as client:
        yield client


def section(page: Page, name: str) -> tuple[list[str], str]:
    """The links of the section with this heading, and its text; nothing where there is none."""
    for each in page.all("section"):
        if each.attributes.get("aria-labelledby") == name:
            return [link.attributes["href"] for link in page.all("a") if link.inside(each)], words(each.text)
    return [], ""


async def address(client: httpx.AsyncClient, query: str, field: str) -> str:
    """The permanent address of the passage that a search finds first, or of its words."""
    found = (await client.get("/api/v1/search", params={"q": query})).json()["results"][0]
    passage = (await client.get(f"/api/v1/passages/{found['id']}")).json()
    return str(passage[field])


@pytest.mark.parametrize("field", ["permalink", "quotation"])
async def test_from_a_passage_and_a_quotation(client: httpx.AsyncClient, field: str) -> None:
    """Both lead to the passage of the toolkit, with the shared words and a search for more like it, and back."""
    report = await address(client, '"lighthouse keepers"', field)
    links, text = section(await get(client, report), "related")
    assert links[0].partition("#")[0] == await address(client, '"chamois leather alone"', "permalink")
    assert links[1].startswith("/search?q=")
    assert "document=toolkit" in links[1]
    assert "Fresnel" in text
    back, _ = section(await get(client, links[0].partition("#")[0]), "related")
    assert back[0].partition("#")[0] == await address(client, '"lighthouse keepers"', "permalink")
    mentions, text = section(await get(client, report), "mentions")
    assert mentions[0].startswith("/passages/toolkit-")
    assert "names its title" in text


async def test_in_another_language(client: httpx.AsyncClient) -> None:
    """A passage and its document lead to the same document in another language, and say what shows it."""
    for start in (await address(client, '"lighthouse keepers"', "permalink"), "/documents/lamps-en"):
        links, text = section(await get(client, start), "translations")
        assert links == ["/documents/lamps-es/pages/1"]
        assert "the same file name but for the language" in text


async def test_json(client: httpx.AsyncClient) -> None:
    """Programs get the same, with the evidence."""
    report = (await address(client, '"lighthouse keepers"', "permalink")).removeprefix("/passages/")
    found = (await client.get(f"/api/v1/passages/{report}/related")).json()
    (related,) = found["related"]
    assert related["document"]["id"] == "toolkit"
    assert "Fresnel" in related["words"]
    assert not related["linked"]
    (mention,) = found["mentions"]
    assert (mention["document"]["id"], mention["by"], mention["page"]) == ("toolkit", "title", None)
    (translation,) = found["translations"]
    assert (translation["language"], translation["evidence"], translation["page"]) == ("es", "file", 1)
    assert (await client.get("/api/v1/passages/nothing/related")).status_code == 404


async def test_where_nothing_leads_on(client: httpx.AsyncClient) -> None:
    """Without evidence there is no section."""
    page = await get(client, await address(client, '"serve soup"', "permalink"))
    assert section(page, "related") == ([], "")
    page = await get(client, "/documents/toolkit")
    assert section(page, "mentions") == section(page, "translations") == ([], "")
