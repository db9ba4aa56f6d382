"""2,000 random and hostile requests: each is answered or refused, its work is bounded, and nothing in it is markup."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from random import Random
from urllib.parse import quote

import httpx
import pytest

from indexer.settings import Settings
from service.app import create_app
from service.query.grammar import parse as parse_query
from service.query.lexer import MAX_QUERY_LENGTH
from service.query.limits import MAX_TERMS, cap_terms
from service.web.parameters import clean
from tests.conftest import FACETS
from tests.service.conftest import app_client
from tests.service.html_page import foreign, parse

pytestmark = pytest.mark.anyio

PARTS = 8
REQUESTS = 2_000

RIGHT = {200, 404, 413, 422}
"""The allowed statuses; 404 only for a URL of a passage or document."""

MAX_BYTES = 1_000_000
"""Of a response: rows, facets and links are limited, whatever the request."""

NAMED = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'--",
    "' OR 1=1; DROP TABLE passages; --",
    "{{ 7*7 }}",
    "{% raw %}",
    "${7*7}",
    "</title><b>",
    "<!--",
    "]]>",
    "\u202egnp.exe",
    "\u2066\u2069\u200f",
    "a" * 2_000,
    "a" * 10_000,
    "a " * 900,
    "(" * 500,
    ")" * 500,
    '"' * 501,
    "*" * 300,
    "-" * 300,
    "a* b* c* aa* aaa* zzz*",
    "OR OR OR",
    "NOT AND OR (",
    '-OR -"" OR *',
    "title:foo body:[a TO z] exact:x~2^9",
    "\x00",
    "a\x00b",
    "\r\nSet-Cookie: a=b",
    "\x1b[31m",
    "e\u0301ve\u0301nement",
    "Vie\u0323\u0302t Nam",
    "👩‍🏭🇳🇦",
    "\ud83d",
    "مرحبا بالعالم",
    "שלום",
    "ａｂｃ",
    "１２３",
    "٣٤",
    "%",
    "%00",
    "%2e%2e%2f",
    "../../etc/passwd",
    "\\\\server\\share",
    "javascript:alert(1)",
    "C188 No. 188 núm. 188 n° 188",
    "0" * 400,
    "-1",
    "1e309",
    "NaN",
    "99999999999999999999",
    " ",
    "\u00a0\u3000",
)  # fmt: skip

CHARACTERS = "abcdefghij éñđ0123456789\"'<>&()[]{}*-+:;,.?!/\\|^~%$#@=_\t\n\x00\x7f\u200b\u202e\u0301ﬁ“”é中ا👍"
WORDS = (
    'inspection labour workers OR -toolkit "social dialogue" certif* C188 62% Namibia sécurité <b> </p> " \' *'
).split()


def text(random: Random) -> str:
    """One of the named texts, random characters, random words, or a mixture; with a word of ours to recognize it by."""
    kind = random.random()
    if kind < 0.4:
        made = random.choice(NAMED)
    elif kind < 0.65:
        made = "".join(random.choices(CHARACTERS, k=random.randint(0, 80)))
    elif kind < 0.9:
        made = " ".join(random.choices(WORDS, k=random.randint(1, 12)))
    else:
        made = "".join(random.choice(NAMED)[:50] for _ in range(3))
    return made + random.choice(("", "", '<zqx zqxattr="', "'zqxquote onload=x", " zqx"))


def encoded(made: str) -> str:
    """Return a text percent-encoded; lone surrogates are encoded as raw bytes."""
    return quote(made.encode("utf-8", "surrogatepass"), safe="")


NAMES = (
    "q",
    "q",
    "q",
    "page",
    "sort",
    "match",
    "page_size",
    "state",
    "by",
    "show",
    "actor",
    "year",
    *FACETS,
    "unknown",
    "Q",
    "<zqx>",
)


def request(random: Random) -> str:
    """The address of one request: a page or an answer, with up to six parameters, names repeated or not."""
    path = random.choice((
        "/search", "/search", "/search", "/embed", "/api/v1/search", "/documents", "/passages/{id}", "/passages/{text}",
        "/documents/{text}", "/api/v1/passages/{text}", "/about", "/{text}", "/commitments", "/figures",
        "/commitments/{text}", "/figures/{text}", "/api/v1/commitments", "/api/v1/figures", "/commitments.json",
    ))  # fmt: skip
    path = path.replace("{id}", random.choice(PASSAGES)).replace("{text}", encoded(text(random))[:600])
    count = random.choice((1, 1, 1, 2, 3, 6))
    pairs = [f"{encoded(random.choice(NAMES))}={encoded(text(random))}" for _ in range(count)]
    if random.random() < 0.3:
        pairs += [random.choice(("page=-1", "page=0", "page=100", "page=101", "page=1e9", "sort=newest", "match=any"))]
    return f"{path}?{'&'.join(pairs)}"


PASSAGES: list[str] = []


@pytest.fixture
async def client(small_index: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service without a short time limit: work is counted here, not timed."""
    async with app_client(create_app(Settings(data_dir=small_index, query_seconds=60))) as client:
        yield client


async def check(client: httpx.AsyncClient, address: str) -> None:
    """Send one request and check its response."""
    response = await client.get(address)
    assert response.status_code in RIGHT, (response.status_code, address)
    if response.status_code == 404:
        assert not re.match(r"/(search|embed|documents|about|api/v1/search)\?", address), address
    assert len(response.content) < MAX_BYTES, address
    assert "\n" not in "".join(response.headers.values())
    if "json" in response.headers["content-type"]:
        response.json()
        return
    page = parse(response.text)
    assert foreign(page) == [], address
    for element in page.elements:
        assert "zqx" not in element.name + " ".join(element.attributes), address


@pytest.mark.parametrize("part", range(PARTS))
async def test_random_requests(client: httpx.AsyncClient, part: int) -> None:
    """A share of 2,000 random requests; which they are depends on the share alone."""
    random = Random(part)
    PASSAGES[:] = [result["id"] for result in (await client.get("/api/v1/search?page_size=20")).json()["results"]]
    for _ in range(REQUESTS // PARTS):
        await check(client, request(random))


@pytest.mark.parametrize("name", ["q", "country", "page", "sort", "match", "document"])
async def test_named_texts(client: httpx.AsyncClient, name: str) -> None:
    """Each of the named texts as each kind of parameter, on the page, in the frame and in the API."""
    PASSAGES[:] = ["x"]
    for made in NAMED:
        for path in ("/search", "/embed", "/api/v1/search", "/commitments", "/api/v1/figures"):
            await check(client, f"{path}?{name}={encoded(made)}")


@pytest.mark.parametrize("part", range(PARTS))
def test_the_work_of_a_query_is_bounded(part: int) -> None:
    """Whatever the text, the engine reads the postings of a limited number of terms, in a limited number of clauses."""
    random = Random(part)
    for made in (*NAMED, *(text(random) for _ in range(REQUESTS // PARTS))):
        query = cap_terms(parse_query(clean(made)[:MAX_QUERY_LENGTH]), lambda _: 1)
        assert len(query.terms) <= MAX_TERMS
        assert len(query.clauses) + len(query.excluded) <= MAX_TERMS


def test_the_look_can_fail() -> None:
    """Markup that is not ours is seen: an element, an attribute, a script, an address that runs."""
    for html in ("<b>x</b>", '<p onload="x">x</p>', "<script>x</script>", '<a href="javascript:x">x</a>'):
        assert foreign(parse(html))


async def test_the_query_is_shown_as_it_is(client: httpx.AsyncClient) -> None:
    """The search box has the query unchanged, apart from white space and control characters."""
    for made in ("<script>alert(1)</script>", '"><img src=x>', "{{ 7*7 }}", "</title><b>", "\u202egnp", "👩‍🏭"):
        page = parse((await client.get("/search", params={"q": made})).text)
        assert page.all("input")[0].attributes["value"] == made
