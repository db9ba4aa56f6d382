"""The page of a document: picture, marks, text, and the way from match to match."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from indexer.settings import Settings
from service.app import create_app
from tests.conftest import build_index
from tests.printed import make_pdf, needs_pdftotext, word_boxes
from tests.service.conftest import app_client, get
from tests.service.html_page import Page

pytestmark = pytest.mark.anyio

TEXT = """
= Timber for sheds
== Villages
The villages of the northern valley agreed on the sustainable transportation of timber for all of the sheds, and they
sent two carpenters each. Representatives of the municipalities inspected the sustainability of the transportation.
== Inspectors
The Ministry of Labour will train forty inspectors of the sheds by 2027, and it will pay for their transportation.
#pagebreak()
== Carpenters
Carpenters without transportation cannot reach the sheds. Their organizations negotiated a supplement in January.
#pagebreak()
== Annex
Nothing here is about that subject; the annex lists the names of the rivers of the valley in the order of the map.
"""
MARKDOWN = (
    "# Rivers\n\n## Crossing\n\nThe rivers of the valley are crossed on foot, | and never with timber on the back.\n"
)
QUERY = "transportation"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pdf(tmp_path_factory.mktemp("printed") / "sheds.pdf", TEXT, columns=2)


@pytest.fixture(scope="module")
def printed_index(printed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of a printed document, a text and a file that is damaged once it is indexed."""
    folder = tmp_path_factory.mktemp("index")
    (folder / "rivers.md").write_text(MARKDOWN, encoding="utf-8")
    return build_index(folder / "data", printed, folder / "rivers.md", briefing="never")


@pytest.fixture
async def client(printed_index: Path) -> AsyncIterator[httpx.AsyncClient]:
    async with app_client(create_app(Settings(data_dir=printed_index, picture_seconds=100))) as made:
        yield made


async def marked_page(client: httpx.AsyncClient, address: str) -> Page:
    """A page whose picture is ready, however slow the machine is."""
    page = await get(client, address)
    for picture in page.all("img"):
        assert (await client.get(picture.attributes["src"])).status_code == 200
    return await get(client, address)


async def test_the_picture(client: httpx.AsyncClient) -> None:
    """A page of a PDF is shown as a picture in two sizes, at addresses that never change their content."""
    page = await get(client, "/documents/sheds/pages/1")
    [picture] = [each for each in page.all("img") if each.attributes["alt"]]
    assert picture.attributes["alt"] == "Page 1 as a picture; its text follows."
    addresses = [part.split()[0] for part in picture.attributes["srcset"].split(", ")]
    assert len(addresses) == 2
    for address in addresses:
        response = await client.get(address)
        assert response.status_code == 200
        assert response.headers["content-type"] == "image/webp"
        assert "immutable" in response.headers["cache-control"]
        assert response.content[8:12] == b"WEBP"


@needs_pdftotext
async def test_marks_are_over_their_words(client: httpx.AsyncClient, printed: Path) -> None:
    """Every mark is over a part of a word that it is of, and both halves of a broken word are marked."""
    page = await marked_page(client, f"/documents/sheds/pages/1?q={QUERY}")
    marks = [each.attributes for each in page.all("rect") if each.attributes["class"] == "page-mark"]
    places = [tuple(int(mark[name]) / 10_000 for name in ("x", "y", "width", "height")) for mark in marks]
    covered = ""
    for x, y, width, height in places:
        middle = x + width / 2, y + height / 2
        [word] = [
            box
            for box in word_boxes(printed, 1)
            if box.left <= middle[0] <= box.right and box.top <= middle[1] <= box.bottom
        ]
        covered += word.text.strip(".,")
    assert re.sub("[-\u2010\u00ad]", "", covered) == QUERY * 3
    assert len(marks) > 3, "no word is broken at the end of a line"


async def test_the_frame_and_the_text(client: httpx.AsyncClient) -> None:
    """The passage that was found is framed on the picture and in the text, whose headings are headings."""
    page = await marked_page(client, f"/documents/sheds/pages/1?q={QUERY}+inspectors")
    assert [each for each in page.all("rect") if each.attributes["class"] == "page-frame"]
    [framed] = [each for each in page.all("div") if each.attributes.get("id") == "passage"]
    assert "forty inspectors" in framed.text
    assert "Villages" in {each.text for each in page.all("h3")}
    assert [each.attributes.get("id") for each in page.all("mark")].count("match") == 1


async def test_from_match_to_match(client: httpx.AsyncClient) -> None:
    """Matches are counted over the document and lead to each other; the last has none after it."""
    address, seen = f"/documents/sheds/pages?q={QUERY}", []
    while address:
        response = await client.get(address, follow_redirects=True)
        page = await get(client, str(response.url))
        [count] = [each.text for each in page.all("p") if each.attributes.get("class") == "match-count"]
        seen.append((count, response.url.path.rpartition("/")[2]))
        following = [each.attributes["href"] for each in page.all("a") if each.attributes.get("data-key") == "n"]
        address = following[0].partition("#")[0] if following else ""
    assert seen == [("Match 1 of 3", "1"), ("Match 2 of 3", "1"), ("Match 3 of 3", "2")]


async def test_a_page_without_matches(client: httpx.AsyncClient) -> None:
    """From a page without a match the nearest before and after are linked; a document without any says so."""
    page = await get(client, f"/documents/sheds/pages/3?q={QUERY}")
    keys = {
        each.attributes["data-key"]: each.attributes["href"] for each in page.all("a") if "data-key" in each.attributes
    }
    assert set(keys) == {"p"}
    assert keys["p"].startswith("/documents/sheds/pages/2?")
    response = await client.get("/documents/sheds/pages?q=zzzzqqq&near=2", follow_redirects=True)
    assert response.url.path == "/documents/sheds/pages/2"
    assert "No match in this document" in response.text


async def test_results_lead_to_the_sentence(client: httpx.AsyncClient) -> None:
    """A result and its passage link to the page at the sentence that was found."""
    results = "/search?q=carpenters+reach"
    passage = next(
        link.attributes["href"]
        for link in (await get(client, results)).all("a")
        if link.attributes["href"].startswith("/passages/")
    )
    assert "#match:~:text=" in passage
    for address in (results, passage.partition("#")[0]):
        links = [link.attributes["href"] for link in (await get(client, address)).all("a")]
        [leading] = {link for link in links if link.startswith("/documents/sheds/pages/2?q=carpenters+reach&passage=")}
        assert "#match:~:text=" in leading
        page = await get(client, leading.partition("#")[0])
        assert [mark for mark in page.all("mark") if mark.attributes.get("id") == "match"]


async def test_a_text_has_no_picture(client: httpx.AsyncClient) -> None:
    """A document that was never printed is shown as our own rendering."""
    page = await get(client, "/documents/rivers/pages/1?q=timber")
    assert not page.all("img")
    assert "Crossing" in {each.text for each in page.all("h3")}
    assert [each.text for each in page.all("mark")] == ["timber"]


async def test_the_file_itself(printed_index: Path, printed: Path) -> None:
    """The PDF is served where the administrator says so: in parts too, as what it is, and without running anything."""
    async with app_client(create_app(Settings(data_dir=printed_index, serve_files="all"))) as client:
        page = await get(client, "/documents/sheds/pages/2")
        assert "/files/sheds#page=2" in {link.attributes["href"] for link in page.all("a")}
        whole = await client.get("/files/sheds")
        assert whole.content == printed.read_bytes()
        assert whole.headers["content-type"] == "application/pdf"
        assert whole.headers["content-disposition"] == 'inline; filename="sheds.pdf"'
        assert whole.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in whole.headers["content-security-policy"]
        part = await client.get("/files/sheds", headers={"Range": "bytes=2-5"})
        assert (part.status_code, part.content) == (206, printed.read_bytes()[2:6])
        for other in ("rivers", "nothing"):
            assert (await client.get(f"/files/{other}")).status_code == 404


async def test_a_file_without_a_licence_is_not_served(client: httpx.AsyncClient) -> None:
    """Without a licence that allows it there is no file and no link to it."""
    assert (await client.get("/files/sheds")).status_code == 404
    page = await get(client, "/documents/sheds/pages/2")
    assert not [link for link in page.all("a") if link.attributes["href"].startswith("/files/")]


async def test_pages_that_are_not_there(client: httpx.AsyncClient) -> None:
    """Other pages, documents and pictures are not found."""
    page = await get(client, "/documents/sheds/pages/1")
    picture = page.all("img")[0].attributes["src"]
    for address in (
        "/documents/sheds/pages/4",
        "/documents/nothing/pages/1",
        "/documents/nothing/pages",
        picture.replace("1-1x", "4-1x"),
        picture.replace("1-1x", "1-9x"),
        re.sub("[0-9a-f]{16}", "0" * 16, picture),
        picture.replace("sheds", "rivers"),
    ):
        assert (await client.get(address)).status_code == 404, address


async def test_without_pictures(printed_index: Path) -> None:
    """The administrator can switch pictures off."""
    async with app_client(create_app(Settings(data_dir=printed_index, pictures=False))) as client:
        assert not (await get(client, f"/documents/sheds/pages/1?q={QUERY}")).all("img")


async def test_a_damaged_file_costs_its_picture_only(printed: Path, tmp_path: Path) -> None:
    """The picture of a page that cannot be rendered is an error 503; the page then does without it, and says so."""
    data = build_index(tmp_path / "data", printed, briefing="never")
    [kept] = (data / "generations").glob("*/files/*.pdf")
    kept.write_bytes(b"%PDF-1.7 damaged")
    async with app_client(create_app(Settings(data_dir=data))) as client:
        before = await get(client, f"/documents/sheds/pages/1?q={QUERY}")
        for picture in before.all("img"):
            assert (await client.get(picture.attributes["src"])).status_code == 503
        page = await get(client, f"/documents/sheds/pages/1?q={QUERY}")
        assert not page.all("img")
        assert "The picture of this page could not be made." in {each.text for each in page.all("p")}
        assert [each.text for each in page.all("mark")]


async def test_the_results_beside_the_page(client: httpx.AsyncClient) -> None:
    """The results of the search that led to a page are listed beside it in their order; the one it frames is marked."""
    found = (await client.get(f"/api/v1/search?q={QUERY}")).json()["results"]
    first = found[0]
    page = await get(client, f"/documents/{first['document']['id']}/pages/1?q={QUERY}&passage={first['id']}")
    (nav,) = page.all("nav", "page-results")
    links = [each for each in page.all("a") if each.inside(nav)]
    assert links[0].attributes["href"] == f"/search?q={QUERY}"
    listed = [re.search(r"passage=([\w-]+)", each.attributes["href"]) for each in links[1:]]
    assert {match[1] for match in listed if match} == {each["id"] for each in found}
    assert [each.attributes["href"] for each in links if "aria-current" in each.attributes] == [
        each.attributes["href"] for each in links[1:] if first["id"] in each.attributes["href"]
    ]


async def test_no_results_beside_the_page(client: httpx.AsyncClient) -> None:
    """Without a search, or where it finds nothing, there is no list."""
    for address in ("/documents/rivers/pages/1", "/documents/rivers/pages/1?q=zzzzqqq"):
        assert not (await get(client, address)).all("nav", "page-results")
