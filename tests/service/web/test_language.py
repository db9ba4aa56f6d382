"""The language of a response: from the address, else from the browser, else English."""

import httpx
import pytest

from service.web.language import accepted_language, known_language
from tests.service.conftest import get
from tests.service.html_page import parse

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("vi", "vi"),
        ("VI-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("es-CO", "es"),
        ("fr-CA;q=0.7, es;q=0.9", "es"),
        ("de, fr;q=0.5", "fr"),
        ("de", "en"),
        ("*", "en"),
        ("en, vi;q=0.9", "en"),
        ("vi;q=0", "en"),
        ("vi;q=high, fr;q=0.1", "fr"),
        ("es;q=2", "es"),
        (";;,,=;q", "en"),
        ("vi;level=1", "vi"),
    ],
)
def test_accept_language(header: str, language: str) -> None:
    """The range with the highest quality wins of those that have a catalogue, the first of equal ones."""
    assert accepted_language(header) == language


@pytest.mark.parametrize(("name", "code"), [("vi", "vi"), ("es-419", "es"), ("fr_CA", "fr"), ("de", None), ("", None)])
def test_names_of_languages(name: str, code: str | None) -> None:
    """A tag is known by its first part."""
    assert known_language(name) == code


async def test_the_browser_chooses(client: httpx.AsyncClient) -> None:
    """Without a language in the address, the page is in the one that the browser prefers, and its links are plain."""
    response = await client.get("/", headers={"Accept-Language": "vi-VN,vi;q=0.9"})
    page = parse(response.text)
    assert page.one("html").attributes["lang"] == response.headers["content-language"] == "vi"
    assert "lang=" not in page.one("a", "wordmark").attributes["href"]
    assert [field for field in page.all("input") if field.attributes["name"] == "lang"] == []


async def test_the_address_chooses(client: httpx.AsyncClient) -> None:
    """A language in the address goes before the browser's, and stays in every link to a page and in the form."""
    response = await client.get("/search?q=labour&lang=es", headers={"Accept-Language": "vi"})
    page = parse(response.text)
    assert page.one("html").attributes["lang"] == "es"
    fields = [field.attributes["value"] for field in page.all("input") if field.attributes["name"] == "lang"]
    assert set(fields) == {"es"}
    permanent = {link.attributes["href"] for link in page.all("a", "permalink")}
    assert not [address for address in permanent if "lang=" in address]
    ours = [link.attributes["href"] for link in page.all("a") if link.attributes["href"].startswith("/")]
    switch = {link.attributes["href"] for link in page.all("a") if "hreflang" in link.attributes}
    others = {address for address in ours if "lang=es" not in address} - switch - permanent
    assert others <= {"/api/v1/openapi.json"}


async def test_the_switch_leads_to_the_same_page(client: httpx.AsyncClient) -> None:
    """The switch has a link to this very search in each language, in its own name, the current one marked."""
    page = await get(client, "/search?q=labour+inspection&lang=fr&country=NAM")
    links = [link for link in page.all("a") if "hreflang" in link.attributes]
    assert [link.text for link in links] == ["English", "Español", "Français", "Tiếng Việt"]
    assert [link.attributes["href"] for link in links] == [
        f"/search?q=labour+inspection&country=NAM&lang={code}" for code in ("en", "es", "fr", "vi")
    ]
    assert [link.attributes.get("aria-current") for link in links] == [None, None, "true", None]
    assert [link.attributes["lang"] for link in links] == ["en", "es", "fr", "vi"]


async def test_a_language_of_a_region_or_unknown(client: httpx.AsyncClient) -> None:
    """A regional tag is taken for its language; an unknown one is ignored, like every unknown parameter."""
    assert (await get(client, "/about?lang=es-CO")).one("html").attributes["lang"] == "es"
    assert (await get(client, "/about?lang=tlh")).one("html").attributes["lang"] == "en"


@pytest.mark.parametrize(
    "address", ["/", "/search", "/nowhere", "/api/v1/search", "/api/v1/nowhere", "/documents?state=x"]
)
async def test_caches_know(client: httpx.AsyncClient, address: str) -> None:
    """Each response that depends on the browser's languages says so."""
    assert "accept-language" in (await client.get(address)).headers["vary"].lower()


async def test_files_have_no_language(client: httpx.AsyncClient) -> None:
    """Style sheets and pictures are the same for all."""
    page = await get(client, "/")
    style = next(link.attributes["href"] for link in page.all("link") if link.attributes["rel"] == "stylesheet")
    assert "accept-language" not in (await client.get(style)).headers.get("vary", "").lower()


async def test_hostile_addresses(client: httpx.AsyncClient) -> None:
    """The switch on a page that does not exist leads nowhere else, whatever its address is."""
    page = await get(client, "http://verbatim.test//evil.example/%22%3E%3Cscript%3E?x=%22&lang=fr&y=%3C", status=404)
    links = [link.attributes["href"] for link in page.all("a") if "hreflang" in link.attributes]
    assert links[0] == "/evil.example/%22%3E%3Cscript%3E?x=%22&y=%3C&lang=en"
    assert all(script.attributes["src"].endswith("/verbatim.js") for script in page.all("script"))


async def test_errors_are_translated(client: httpx.AsyncClient) -> None:
    """The message of an error is in the reader's language, on pages and for programs alike; its code never changes."""
    page = await get(client, "/search?country=Atlantis&lang=es", status=422)
    assert "No se reconoce una parte de esta búsqueda" in page.one("h1").text
    assert "Aquí no existe “Atlantis” como valor de país." in page.one("p", "lead").text
    response = await client.get("/api/v1/search?country=Atlantis", headers={"Accept-Language": "vi"})
    assert response.json()["error"]["code"] == "bad_parameter"
    assert "Ở đây không có quốc gia nào tên “Atlantis”." in response.json()["error"]["message"]
