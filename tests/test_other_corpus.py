"""Another institution's corpus needs other files, and no other code.

The fixture has other countries, other sectors, another language and other words for its facets.
"""

import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from benchmarks.source_index import SilentProgress
from indexer.build import build, load_corpus
from indexer.corpus.taxonomy import load_taxonomy
from indexer.index.folders import live_folder
from indexer.index.verify import verify
from indexer.records.taxonomy import normalize_name
from indexer.settings import Settings
from service.app import create_app
from tests.conftest import CORPUS
from tests.service.conftest import app_client
from tests.service.html_page import parse, words
from tests.shared import settings_in

pytestmark = pytest.mark.anyio

OTHER_CORPUS = Path(__file__).parent / "fixtures" / "other_corpus"
MOST_PAGES = 1_000
DESCRIPTION = "/api/v1/openapi.json"
"""Its examples are of the first corpus."""
LEFT_OUT = re.compile(
    r"/(commitments|figures)(\.xlsx|(\.[a-z]+)?\?)|/(search|collection)\.(?!csv)|.*[?&](lang|group|words_only|year)="
)
"""Office files are compressed, and other files have the same words; every choice of records is a part of a register,
and the rest shows a page again."""
STARTS = (
    "/",
    "/documents",
    "/search",
    "/search?q=storm",
    "/search?q=how+many+days+do+crews+wait",
    "/search?q=zeppelin",
    "/search?q=strom",
    "/search?country=ATLANTIS",
    "/about",
    "/commitments",
    "/commitments?country=ATLANTIS",
    "/figures",
    "/embed?q=storm",
    "/embed?q=zeppelin",
    "/documents?state=waiting",
    "/documents/storm-atlas",
    "/opensearch.xml",
    "/passages/none",
    "/nowhere",
    "/api/v1/search?q=storm",
    "/api/v1/search?country=ATLANTIS",
    "/api/v1/documents",
    "/api/v1/commitments",
    "/api/v1/figures",
    "/readyz",
)


@pytest.fixture(scope="module")
def other_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an index of the other corpus, found through the environment as a person would set it."""
    data = tmp_path_factory.mktemp("other")
    environment = {"VERBATIM_CORPUS_DIR": str(OTHER_CORPUS), "VERBATIM_DATA_DIR": str(data)}
    settings = settings_in(environment)
    build(load_corpus(settings), settings.data_dir, SilentProgress())
    return data


@pytest.fixture
async def client(other_index: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the service over the other corpus."""
    async with app_client(create_app(Settings(data_dir=other_index))) as client:
        yield client


def first_corpus_names() -> set[str]:
    """The names of countries, sectors, chains and institution that only the first corpus has."""
    first, other = (load_taxonomy(folder / "taxonomy.toml").facets for folder in (CORPUS, OTHER_CORPUS))
    values = [value for facet in ("country", "sector", "chain") for value in first[facet].values if not value.proper]
    names = {normalize_name(name) for value in values for name in value.names}
    described = [value for facet in other.values() for value in facet.values if value.proper is None]
    ours = {normalize_name(name) for value in described for name in value.evidence}
    return (names | {"ilo", "international labour", "european union", "supply chain", "supply chains"}) - ours


FOREIGN = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, first_corpus_names())))})\b")


def foreign_names(text: str) -> set[str]:
    """The names of the first corpus that a text holds, whatever their case, accents and punctuation."""
    return set(FOREIGN.findall(normalize_name(text)))


async def get_json(client: httpx.AsyncClient, address: str) -> dict[str, object]:
    response = await client.get(address)
    assert response.status_code == 200, response.text
    answer: dict[str, object] = response.json()
    return answer


def counted(answer: dict[str, object], facet: str) -> dict[str, int]:
    """The values of a facet that an answer counts."""
    facets: dict[str, list[dict[str, object]]] = answer["facets"]  # type: ignore[assignment]
    return {str(value["label"]): int(str(value["count"])) for value in facets[facet] if value["count"]}


async def test_the_index_agrees_with_itself(other_index: Path) -> None:
    """Every passage of the other corpus is what its pages say."""
    generation = verify(live_folder(other_index))
    assert set(generation.documents) == {"winter-felling", "levada-walks", "about-the-storm-atlas"}
    assert generation.languages == ("en", "pt")


async def test_its_facets_are_its_own(client: httpx.AsyncClient) -> None:
    """Countries, sectors, chains and kinds are those of the other taxonomy, with all passages counted."""
    answer = await get_json(client, "/api/v1/search")
    assert counted(answer, "country") == {"Finland": 5, "Portugal": 3}
    assert counted(answer, "sector") == {"Forestry": 5, "Tourism": 3}
    assert counted(answer, "chain") == {"Forestry in Finland": 5, "Tourism in Portugal": 3}
    assert set(counted(answer, "topic")) == {"Weather"}
    assert counted(answer, "kind") == {"Handbook": 7, "Summary": 1}
    assert counted(answer, "language") == {"English": 5, "Português": 3}


@pytest.mark.parametrize(
    ("facet", "name", "value"),
    [
        ("country", "Suomi", "FIN"),
        ("country", "bồ đào nha", "PRT"),
        ("country", "prt", "PRT"),
        ("sector", "travel trade", "tourism"),
        ("sector", "Métier du bois", None),
        ("sector", "sylviculture", "forestry"),
        ("chain", "Tourism in Portugal", "tourism-portugal"),
        ("country", "Colombia", "COL"),
        ("country", "Atlantis", None),
        ("sector", "coffee", None),
    ],
)
async def test_its_names_are_accepted(client: httpx.AsyncClient, facet: str, name: str, value: str | None) -> None:
    """Its labels and aliases are understood in every language, as are all countries; the rest is refused."""
    response = await client.get("/api/v1/search", params={facet: name})
    if value:
        assert response.json()["query"]["filters"] == {facet: [value]}
    else:
        assert response.status_code == 422
        assert not foreign_names(response.json()["error"]["message"].replace(name, ""))


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("How many guias did the instituto train?", "levada-walks"),
        ("nevoeiro túnel", "levada-walks"),
        ("crews paid by the day", "winter-felling"),
        ('"hanging timber" Suomi', "winter-felling"),
        ("atlas summary", "about-the-storm-atlas"),
    ],
)
async def test_it_is_searched(client: httpx.AsyncClient, query: str, document: str) -> None:
    """Its passages are found, in both of its languages."""
    response = await client.get("/api/v1/search", params={"q": query})
    assert response.json()["results"][0]["document"]["id"] == document


async def test_its_briefing_is_marked(client: httpx.AsyncClient) -> None:
    """A text that the manifest calls not official carries the badge, and the others do not."""
    documents = (await client.get("/api/v1/documents")).json()["documents"]
    assert {entry["id"]: bool(entry["badge"]) for entry in documents} == {
        "winter-felling": False,
        "levada-walks": False,
        "about-the-storm-atlas": True,
    }


async def test_its_home_page_is_its_own(client: httpx.AsyncClient) -> None:
    """The home page has the corpus's name, its line, its question and its figures; each links to its source."""
    page = parse((await client.get("/")).text)
    shown = " ".join(words(element.text) for element in (*page.all("p"), *page.all("h1")))
    assert "Woods and Ways" in shown
    assert "How crews fell timber and guides lead hikers" in shown
    links = {words(link.text): link.attributes["href"] for link in page.all("a")}
    found = await client.get(links["How long do crews wait after a storm?"])
    assert "hanging timber" in words(parse(found.text).all("li", "result")[0].text)
    for figure in ("57 guides were trained", "412 working days without an injury"):
        found = await client.get(links[figure])
        assert figure.partition(" ")[0] in words(parse(found.text).all("li", "result")[0].text)


async def test_it_needs_no_words_of_its_own(tmp_path: Path) -> None:
    """Without site.toml the home page speaks in general words and leads in by the taxonomy's labels."""
    folder = shutil.copytree(OTHER_CORPUS, tmp_path / "corpus")
    (folder / "site.toml").unlink()
    build(load_corpus(Settings(data_dir=tmp_path / "data", corpus_dir=folder)), tmp_path / "data", SilentProgress())
    async with app_client(create_app(Settings(data_dir=tmp_path / "data"))) as client:
        response = await client.get("/")
    assert response.status_code == 200
    assert not foreign_names(response.text)
    links = {link.attributes["href"] for link in parse(response.text).all("a")}
    assert {"/search?chain=forestry-finland", "/search?chain=tourism-portugal", "/search?country=FIN"} < links


async def test_no_page_speaks_of_the_first_corpus(client: httpx.AsyncClient) -> None:
    """No page that links reach names the first corpus's countries, sectors or institution."""
    waiting, seen = list(STARTS), set(STARTS)
    while waiting:
        address = waiting.pop(0)
        response = await client.get(address)
        assert response.status_code < 500, address
        assert not foreign_names(response.text), f"{address} speaks of {foreign_names(response.text)}"
        if not response.headers["content-type"].startswith("text/html"):
            continue
        page = parse(response.text)
        links = {link.attributes["href"].partition("#")[0] for link in (*page.all("a"), *page.all("link"))}
        new = {link for link in links - {DESCRIPTION} - seen if link.startswith("/") and not LEFT_OUT.match(link)}
        seen |= new
        waiting += sorted(new)
        assert len(seen) < MOST_PAGES
    assert {f"/search?country={code}" for code in ("FIN", "PRT")} < seen


def test_the_rule_can_fail() -> None:
    """Names of the first corpus are recognized in any spelling; ordinary words and the other corpus's names are not."""
    assert foreign_names("Coffee from COLOMBIA, <b>việt nam</b> & the ILO's view") == {
        "coffee",
        "colombia",
        "viet nam",
        "ilo",
    }
    assert not foreign_names("Forestry in Finland, turismo, a silo of timber")


async def test_a_country_without_passages_is_an_empty_result(client: httpx.AsyncClient) -> None:
    """A country of which the corpus has nothing finds nothing, and the facets do not offer it."""
    assert (await get_json(client, "/api/v1/search?country=Bangladesh"))["total"] == 0
    assert set(counted(await get_json(client, "/api/v1/search"), "country")) == {"Finland", "Portugal"}
