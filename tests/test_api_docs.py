"""The page on the API and the service name the same addresses, parameters, fields and errors, and the examples work.

`tests/documentation.py` reads the pages. Each rule is tried on a doctored text too.
"""

import json
import re
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Match, Route

from indexer.corpus.taxonomy import load_taxonomy
from indexer.settings import CORPUS, ROOT, Settings
from service.api.openapi import with_facets
from service.app import create_app
from service.web.errors import ERROR_SPECS, ErrorSpec
from service.web.parameters import DocumentFilter
from tests import documentation
from tests.service.conftest import app_client

API_PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
APP = create_app(Settings(data_dir=Path("no-such-folder")))
OPENAPI = with_facets(APP.openapi(), load_taxonomy(CORPUS / "taxonomy.toml"))
"""The API's description as it is over an index of this corpus."""

FILES = ("/static/", "/favicon.ico")
"""Addresses that only our own pages name."""
PAGES = {route.path for route in APP.routes if isinstance(route, Route) and not route.path.startswith(FILES)}
PATHS = PAGES | set(OPENAPI["paths"])
PARAMETERS = {
    path: {parameter["name"] for parameter in about["get"].get("parameters", ()) if parameter["in"] == "query"}
    for path, about in OPENAPI["paths"].items()
} | {"/documents": {field.name for field in fields(DocumentFilter)}}
PARAMETERS |= {path: PARAMETERS[f"/api/v1{path}"] for path in ("/compare", "/matrix")}
PARAMETERS["/collection"] = PARAMETERS["/api/v1/collection"] | {"up", "down", "remove"}
PARAMETERS["/search/record"] = PARAMETERS["/api/v1/search/record"] | {"digest"}
PARAMETERS |= {path: PARAMETERS[f"/api/v1{path}"] | {"by", "show"} for path in ("/commitments", "/figures")}


def unknown_addresses(text: str) -> set[str]:
    """Addresses where nothing is, and parameters that an address does not have."""
    found = set()
    for address in documentation.addresses(text):
        path, _, query = address.partition("?")
        matching = next((route for route in APP.routes if is_at(route, path)), None)
        if matching is None:
            found.add(path)
            continue
        known = PARAMETERS.get(path, PARAMETERS["/api/v1/search"])
        named = {pair.partition("=")[0] for pair in query.split("&") if pair and pair != "…"}
        found |= {f"{path}?{name}" for name in named - known}
    return found


def is_at(route: Any, path: str) -> bool:
    """Whether a route answers at a path."""
    return bool(route.matches({"type": "http", "path": path, "method": "GET"})[0] == Match.FULL)


@pytest.mark.parametrize("page", documentation.PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_address_named_exists(page: Path) -> None:
    """An address that a page names is served, with the parameters that are named."""
    assert unknown_addresses(page.read_text(encoding="utf-8")) == set()


@pytest.mark.parametrize("path", sorted(PATHS))
def test_every_address_is_documented(path: str) -> None:
    """Each address that the service answers is on the API's page."""
    bare = re.sub(r"\{[a-z_]+(:path)?\}", "{id}", path)
    named = {address.partition("?")[0] for address in documentation.addresses(API_PAGE)}
    assert bare in named, f"docs/api.md does not name {bare}"


@pytest.mark.parametrize("path", sorted(path for path, parameters in PARAMETERS.items() if parameters))
def test_every_parameter_is_documented(path: str) -> None:
    """Each parameter of the API is on its page."""
    assert PARAMETERS[path] <= set(re.findall(r"\w+", " ".join(documentation.code(API_PAGE))))


@pytest.mark.parametrize("shape", sorted(OPENAPI["components"]["schemas"]))
def test_every_field_is_documented(shape: str) -> None:
    """Each field of the API's answers is on its page."""
    named = set(documentation.code(API_PAGE)) | set(re.findall(r'"(\w+)":', API_PAGE))
    assert set(OPENAPI["components"]["schemas"][shape].get("properties", ())) <= named


@pytest.mark.parametrize("answer", ERROR_SPECS.values(), ids=lambda answer: answer.code)
def test_every_error_is_documented(answer: ErrorSpec) -> None:
    """Each kind of error has its status and its code in the table of errors."""
    assert re.search(rf"^\| {answer.status} \|[^|]*`{answer.code}`", API_PAGE, re.MULTILINE)


# -------------------------------------------------------------------------------------------- the examples are answered


def examples(text: str) -> list[tuple[str, str]]:
    """The addresses that a page asks with curl, each with the JSON block that follows."""
    pairs = pairwise(documentation.fences(text))
    asked = [(block, after) for block, after in pairs if block.content.startswith("curl ") and after.language == "json"]
    return [(documentation.addresses(f"`{curl.content.strip()}`").pop(), answer.content) for curl, answer in asked]


def shape_problems(sample: Any, real: Any, where: str = "") -> list[str]:
    """Return where a sample has other fields or types than a real answer. Lists are compared by their first items."""
    if isinstance(sample, dict) and isinstance(real, dict):
        differing = [f"{where}.{name}" for name in sorted(sample.keys() ^ real.keys())]
        shared = sorted(sample.keys() & real.keys())
        return differing + [
            each for name in shared for each in shape_problems(sample[name], real[name], f"{where}.{name}")
        ]
    if isinstance(sample, list) and isinstance(real, list):
        return shape_problems(sample[0], real[0], f"{where}[]") if sample and real else []
    alike = type(sample) is type(real) or None in (sample, real) or {type(sample), type(real)} == {int, float}
    return [] if alike else [where]


@pytest.mark.anyio
@pytest.mark.parametrize(("address", "sample"), examples(API_PAGE))
async def test_every_example_is_answered_so(small_index: Path, address: str, sample: str) -> None:
    """The requests of the page are answered with the fields and types that it shows."""
    async with app_client(create_app(Settings(data_dir=small_index))) as client:
        known = (await client.get("/api/v1/search?q=inspection")).json()["results"][0]["id"]
        response = await client.get(address.replace("/ID", f"/{known}"))
    expected = json.loads(sample)
    assert response.status_code == expected.get("error", {}).get("status", 200), response.text
    assert shape_problems(expected, response.json()) == []


# ----------------------------------------------------------------------------------------------- and the rules can fail


def test_unknown_addresses_are_found() -> None:
    """An address or a parameter that does not exist is found wherever it is named."""
    assert unknown_addresses("`/serach?q=x` and `GET /api/v1/search?cuontry=x`") == {
        "/serach",
        "/api/v1/search?cuontry",
    }
    assert unknown_addresses("curl: `curl 'http://127.0.0.1:8000/api/v2/search'`") == {"/api/v2/search"}
    assert unknown_addresses("`/app/var` `/` `/search?q=a&country=b` `/passages/{id}`") == set()


def test_wrong_samples_are_found() -> None:
    """A field that is missing or superfluous, and a value of another type, do not pass."""
    real = {"total": 3, "results": [{"id": "a", "year": None}], "score": 1.5}
    assert shape_problems({"total": 1, "results": [{"id": "b", "year": 2020}], "score": 2}, real) == []
    assert shape_problems({"total": "1", "results": [{"id": "b"}], "score": 2}, real) == [".results[].year", ".total"]
    assert sorted(shape_problems({"results": [], "score": 2, "sum": 1}, real)) == [".sum", ".total"]


def test_examples_are_paired() -> None:
    """An example is a call of curl with the JSON block that follows it."""
    page = "```sh\ncurl 'http://127.0.0.1:8000/healthz'\n```\nanswers\n```json\n{}\n```\n```sh\nmake run\n```\n"
    assert examples(page) == [("/healthz", "{}\n")]
    assert len(examples(API_PAGE)) == API_PAGE.count("```sh\ncurl ")
