"""A facet is declared in the taxonomy, and nowhere else: a hospital's corpus has wards and series, and no countries."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from benchmarks.source_index import SilentProgress
from indexer.build import build, load_corpus
from indexer.settings import Settings
from service.app import create_app
from tests.service.conftest import app_client, get

pytestmark = pytest.mark.anyio

TAXONOMY = """
[ward]
labels = { en = "Ward", es = "Planta", fr = "Service", vi = "Khoa" }
[[ward.value]]
slug = "intensive-care"
labels = { en = "Intensive care", es = "Cuidados intensivos", fr = "Réanimation", vi = "Hồi sức" }
aliases = ["ICU"]
[[ward.value]]
slug = "maternity"
labels = { en = "Maternity", es = "Maternidad", fr = "Maternité", vi = "Khoa sản" }
evidence = ["midwife", "midwives"]

[series]
labels = { en = "Series", es = "Serie", fr = "Série", vi = "Loạt" }
source = "document"
description = "A series of reports."
[[series.value]]
slug = "annual"
labels = { en = "Annual", es = "Anual", fr = "Annuel", vi = "Hằng năm" }

[kind]
labels = { en = "Kind", es = "Clase", fr = "Genre", vi = "Loại" }
[[kind.value]]
slug = "report"
labels = { en = "Report", es = "Informe", fr = "Rapport", vi = "Báo cáo" }
"""

MANIFEST = """
[[source]]
id = "safety"
title = "Safety report"
kind = "report"
languages = ["en"]
text = "shipped"
path = "safety.md"
facets = { series = ["annual"] }

[[source]]
id = "visits"
title = "Visiting hours"
kind = "report"
languages = ["en"]
text = "shipped"
path = "visits.md"
"""

SAFETY = """# Safety report

## Beds

The nurses of the ICU count the beds every morning, and write the number of free beds on the board beside the door.

## Births

Midwives check the beds before each birth, and the night shift checks the beds again at four in the morning.
"""

VISITS = (
    "# Visiting hours\n\nVisitors sit beside the beds in the afternoon, and leave the ward before the evening meal.\n"
)


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder with an index of a corpus whose taxonomy declares further facets."""
    folder = tmp_path_factory.mktemp("hospital")
    files = {"taxonomy.toml": TAXONOMY, "manifest.toml": MANIFEST, "safety.md": SAFETY, "visits.md": VISITS}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(data_dir=folder / "data", corpus_dir=folder)
    build(load_corpus(settings), settings.data_dir, SilentProgress(), processes=1)
    return settings.data_dir


@pytest.fixture
async def client(hospital: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the service over the hospital's index."""
    async with app_client(create_app(Settings(data_dir=hospital))) as client:
        yield client


async def test_a_declared_facet_is_counted_and_labelled(client: httpx.AsyncClient) -> None:
    """The answer lists the taxonomy's facets in its order, and the counts of each value with its label."""
    found = (await client.get("/api/v1/search?q=beds")).json()
    assert list(found["facets"]) == ["ward", "statement", "series", "kind", "year", "language", "document"]
    wards = {each["value"]: (each["label"], each["count"]) for each in found["facets"]["ward"]}
    assert wards == {"intensive-care": ("Intensive care", 1), "maternity": ("Maternity", 1)}
    assert [(each["value"], each["label"]) for each in found["facets"]["series"]] == [("annual", "Annual")]
    assert all(list(result["tags"]) == ["ward", "statement"] for result in found["results"])


@pytest.mark.parametrize("ward", ["maternity", "Maternidad"])
async def test_a_declared_facet_filters(client: httpx.AsyncClient, ward: str) -> None:
    """By slug or by label in any language, on the page and in the API; an unknown value is refused."""
    found = (await client.get(f"/api/v1/search?q=beds&ward={ward}")).json()
    assert [result["tags"]["ward"] for result in found["results"]] == [["maternity"]]
    assert found["query"]["filters"] == {"ward": ["maternity"]}
    assert (await client.get("/api/v1/search?q=beds&ward=nursery")).status_code == 422
    assert (await client.get("/api/v1/search?q=beds&series=annual")).json()["total"] == 2
    page = (await client.get(f"/search?q=beds&ward={ward}")).text
    assert "Ward" in page
    assert "Midwives" in page
    assert "nurses of the" not in page


async def test_a_declared_facet_is_described(client: httpx.AsyncClient) -> None:
    """The API's description names the facets of the index that answers."""
    description = (await client.get("/api/v1/openapi.json")).json()
    for path in ("/api/v1/search", "/api/v1/answer"):
        parameters = {each["name"]: each for each in description["paths"][path]["get"]["parameters"]}
        assert parameters["ward"]["description"].startswith("Ward: slug, label or alias.")
        assert parameters["series"]["description"].startswith("A series of reports.")
        assert "country" not in parameters


@pytest.mark.parametrize("address", ["/", "/documents", "/documents/safety", "/about", "/commitments", "/figures"])
async def test_pages_need_no_other_facets(client: httpx.AsyncClient, address: str) -> None:
    """A corpus without countries, sectors, supply chains, topics and audiences has all pages."""
    await get(client, address)
