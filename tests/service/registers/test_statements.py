"""The register of commitments and the page of each: what they say, and how they are narrowed, ordered and grouped."""

import csv
import datetime
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from indexer.index.digests import write_digests
from indexer.index.folders import live_folder
from indexer.index.generation import STATUS_NOTES
from indexer.index.record_file import write_json
from indexer.records.status_note import StatusNote
from indexer.settings import Settings
from service.app import create_app
from service.registers.measured import MEASURED
from service.registers.statements import UNNAMED_ACTORS
from tests.conftest import CORPUS, build_index
from tests.service.conftest import app_client, get
from tests.service.html_page import Page, foreign, words

pytestmark = pytest.mark.anyio


async def records(client: httpx.AsyncClient, parameters: str = "") -> list[dict[str, Any]]:
    """The statements that the API gives."""
    response = await client.get(f"/api/v1/commitments?page_size=500&{parameters}")
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["results"]
    return found


def sentences(page: Page) -> list[str]:
    """The sentences that a page of the register lists."""
    return [words(element.text) for element in page.all("p", "words") if element.within("table")]


async def test_the_register_lists_sentences(client: httpx.AsyncClient) -> None:
    """Each statement is shown with its words, its status, its document and its permanent link."""
    page = await get(client, "/commitments?view=all")
    expected = await records(client)
    assert len(expected) > 10
    assert sentences(page) == [words(each["sentence"]) for each in expected[:50]]
    links = {element.attributes["href"] for element in page.all("a", "permalink")}
    assert links == {f"/commitments/{each['id']}" for each in expected[:50]}
    assert f"{len(expected)} statements" in words(page.one("h1").text)
    assert foreign(page) == []


async def test_it_is_narrowed(client: httpx.AsyncClient) -> None:
    """Words and filters combine, a label does as well as a slug, and what is chosen can be taken back."""
    page = await get(client, "/commitments?q=train*&country=Namibia&status=Achieved")
    expected = await records(client, "q=train*&country=NAM&status=achieved")
    assert 0 < len(expected) < len(await records(client))
    assert sentences(page) == [words(each["sentence"]) for each in expected]
    assert all("NAM" in each["country"] and each["status"] == "achieved" for each in expected)
    assert [chip.attributes["href"] for chip in page.all("a", "chip")][:2] == [
        "/commitments?q=train%2A&country=NAM",
        "/commitments?q=train%2A&status=achieved",
    ]
    assert page.all("mark")


async def test_all_state_is_in_the_form(client: httpx.AsyncClient) -> None:
    """The form of the page asks again for what was asked: its fields hold the words, the filters, order and group."""
    page = await get(client, "/commitments?q=workers&status=expected&sort=newest&by=country")
    form = next(each for each in page.all("form") if each.attributes.get("role") == "search")
    assert (form.attributes["method"], form.attributes["action"]) == ("get", "/commitments")
    fields = {
        (element.attributes["name"], element.attributes["value"])
        for element in page.all("input")
        if element.attributes.get("type") == "search" or "checked" in element.attributes
    }
    chosen = [option.attributes["value"] for option in page.all("option") if "selected" in option.attributes]
    assert fields == {("q", "workers"), ("status", "expected")}
    assert chosen == ["newest", "country"]


async def test_groups_have_headings(client: httpx.AsyncClient) -> None:
    """Grouped by country, each group has its name and its number."""
    page = await get(client, "/commitments?by=country&show=all&view=all")
    answer = (await client.get("/api/v1/commitments")).json()
    headings = [heading for heading in page.all("h2") if heading.attributes.get("id", "").startswith("group-")]
    groups = [words(heading.text) for heading in headings]
    named = [f"{value['label']} {value['count']}" for value in answer["facets"]["country"]]
    assert set(named) <= set(groups)
    assert len(groups) <= len(named) + 1


async def test_the_picture_agrees_with_the_list(client: httpx.AsyncClient) -> None:
    """Every number of the overview links to a list of that number of statements."""
    page = await get(client, "/commitments?view=all")
    cells = [element for element in page.all("a") if element.parent and element.parent.name == "td"]
    numbers = [cell for cell in cells if "overview-number" in (cell.parent.attributes["class"] if cell.parent else "")]
    assert len(numbers) > 5
    for cell in numbers[:12]:
        listed = await get(client, cell.attributes["href"])
        assert words(listed.one("h1").text).startswith(f"{cell.text.split()[0]} statement")


async def test_bars_fill_their_line(client: httpx.AsyncClient) -> None:
    """The longest bar is 100 wide, and no element has a style attribute."""
    page = await get(client, "/commitments")
    ends = [round(float(rect.attributes["x"]) + float(rect.attributes["width"]), 1) for rect in page.all("rect")]
    assert max(ends) == pytest.approx(100, abs=0.1)
    assert all("style" not in element.attributes for element in page.elements)


async def test_pages_follow(client: httpx.AsyncClient) -> None:
    """The list ends where it ends, and says so behind that."""
    page = await get(client, "/commitments?page=900")
    assert "Go to the last" in words(page.one("main").text)


async def test_coverage_is_said_on_top(client: httpx.AsyncClient) -> None:
    """The page says how many documents have statements, and how good the rules were found to be."""
    page = await get(client, "/commitments")
    coverage = words(page.one("p", "coverage").text)
    assert "labelled sentences" in coverage
    assert f"{round(100 * MEASURED.precision)}% of what was found was right" in coverage


async def test_files_have_offsets_and_confidence(client: httpx.AsyncClient) -> None:
    """A row has where its sentence is in the stored pages, and the measured share of its status that is right."""
    (record, *_) = (await client.get("/api/v1/commitments?view=commitments")).json()["results"]
    (row, *_) = csv.DictReader(
        io.StringIO((await client.get("/commitments.csv?view=commitments")).text.lstrip("\ufeff"))
    )
    span = record["spans"][0]
    assert row["offsets"].split("; ")[0] == f"{span['page']}:{span['start']}-{span['end']}"
    assert float(row["confidence"]) == MEASURED.confidence[record["status"]]


async def test_nothing_found(client: httpx.AsyncClient) -> None:
    """Without a match the page says so and leads on."""
    page = await get(client, "/commitments?q=zeppelin&country=NAM")
    main = words(page.one("main").text)
    assert "No statements match these filters." in main
    assert "without Country: Namibia" in main


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/commitments?status=lost", "decided, planned, in_progress"),
        ("/commitments?sort=loudest", "document, status, strength"),
        ("/commitments?by=mood", "actor, country, status"),
        ("/commitments?show=some", "It accepts all"),
        ("/commitments?page=0", "whole numbers from 1"),
        ("/commitments?country=Atlantis", "no country called “Atlantis”"),
        ("/commitments?year=soon", "no year called “soon”"),
        ("/commitments.csv?status=lost", "decided, planned, in_progress"),
    ],
)
async def test_values_that_do_not_exist_are_refused(client: httpx.AsyncClient, address: str, said: str) -> None:
    """An unknown value is refused, so that an unfiltered list cannot be mistaken for a filtered one."""
    assert said in words((await get(client, address, 422)).one("main").text)


async def test_words_left_out_are_named(client: httpx.AsyncClient) -> None:
    """A star that is too short is left out, and the page says so; a query that is too long is refused."""
    assert "Ignored in your query" in words((await get(client, "/commitments?q=training+a*")).one("main").text)
    await get(client, "/commitments?q=" + "a" * 2_001, 413)


async def test_unknown_statement(client: httpx.AsyncClient) -> None:
    """A statement that is not there is 404, with what to do."""
    page = await get(client, "/commitments/no-such-statement", 404)
    assert "Search for a few of its words" in words(page.one("main").text)


async def test_without_index(client_without_index: httpx.AsyncClient) -> None:
    """Without an index the registers are 503 and say what to run."""
    for address in ("/commitments", "/commitments/x", "/commitments.csv", "/figures", "/figures/x"):
        page = await get(client_without_index, address, 503)
        assert "python -m indexer build" in page.one("main").text


async def test_a_statement_has_its_own_page(client: httpx.AsyncClient) -> None:
    """It shows the sentence among its neighbours, the rule, the passage and how to cite it, by a permanent link."""
    for each in (await records(client))[:8]:
        page = await get(client, f"/commitments/{each['id']}")
        assert words(page.one("blockquote").text) == words(each["sentence"])
        neighbours = [words(section.text) for section in page.all("section", "neighbour")]
        assert [each for each in neighbours if each] == [
            f"{label} {words(text)}"
            for label, text in (("Previous sentence", each["before"]), ("Next sentence", each["after"]))
            if text
        ]
        assert each["rule"] in page.one("aside").text
        assert page.one("p", "cite-as").text == each["citation"]
        assert each["permalink"].endswith(f"/commitments/{each['id']}")
        assert f"/passages/{each['passage']}#passage" in {link.attributes["href"] for link in page.all("a")}
        assert foreign(page) == []


async def test_the_page_opens_with_commitments(client: httpx.AsyncClient) -> None:
    """The default view holds what someone named decided, plans or does; the tabs lead to all other statements."""
    page = await get(client, "/commitments?show=all")
    everything = await records(client)
    expected = [
        each
        for each in everything
        if each["status"] in ("decided", "planned", "in_progress")
        and any(actor["name"] not in UNNAMED_ACTORS for actor in each["actors"])
    ]
    assert 0 < len(expected) < len(everything)
    assert sentences(page) == [words(each["sentence"]) for each in expected]
    tabs = [link for nav in page.all("nav", "views") for link in page.all("a") if link.inside(nav)]
    assert [words(tab.text).rpartition(" ")[0] for tab in tabs if "aria-current" in tab.attributes] == ["Commitments"]
    for tab in tabs:
        listed = await get(client, tab.attributes["href"])
        assert words(listed.one("h1").text).split()[0] == words(tab.text).rpartition(" ")[2], tab.text


async def test_a_view_is_kept(client: httpx.AsyncClient) -> None:
    """A search within a view stays in it; a link to a status lists every statement that has it."""
    page = await get(client, "/commitments?view=recommendations&q=workers")
    hidden = [each.attributes for each in page.all("input") if each.attributes.get("type") == "hidden"]
    assert ("view", "recommendations") in [(each["name"], each["value"]) for each in hidden]
    planned = await get(client, "/commitments?status=planned&show=all")
    assert len(sentences(planned)) == len(await records(client, "status=planned"))


async def test_quotation_marks_hold_the_sentences_own_words(client: httpx.AsyncClient) -> None:
    """What the list shows in quotation marks is in the sentence beside it, and marked there; classes have no marks."""
    page = await get(client, "/commitments?show=all&view=all")
    rows = [
        row
        for row in page.all("tr")
        if row.within("tbody") and any(each.inside(row) for each in page.all("td", "column-words"))
    ]
    quoted = 0
    for row in rows:
        (sentence,) = [each for each in page.all("p", "words") if each.inside(row)]
        for quotation in (each for each in page.all("q") if each.inside(row)):
            quoted += 1
            assert quotation.text in sentence.text
            assert quotation.text in [mark.text for mark in page.all("mark") if mark.inside(row)]
        assert "“" not in words(row.text).replace(words(sentence.text), "")
    assert quoted > 10


async def test_search_results_say_what_is_stated(client: httpx.AsyncClient) -> None:
    """Passages can be narrowed by what is stated in them, and each result says it."""
    page = await get(client, "/search?statement=decided")
    results = page.all("li", "result")
    assert results
    for result in results:
        signs = [sign.text for sign in page.all("span", "status-decided") if sign.parent]
        assert signs.count("Decided") >= len(results), result.text


NOTES = (
    ("2026-01-15", "under-way", "Training has begun."),
    ("2026-03-14", "accepted-in-part", "The council put the rest off. <b>zqx</b>"),
)


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A data folder in whose index one statement has two notes, and the statement's id."""
    data = build_index(tmp_path_factory.mktemp("noted"), CORPUS / "briefing" / "namibia.md")
    folder = live_folder(data)
    line = (folder / "statements.jsonl").read_text(encoding="utf-8").splitlines()[0]
    statement: str = json.loads(line)[0]
    notes = [
        StatusNote(statement, datetime.date.fromisoformat(day), status, "https://www.example.org/x", note)  # type: ignore[arg-type]
        for day, status, note in NOTES
    ]
    write_json(folder / STATUS_NOTES, notes)
    write_digests(folder)
    assert notes[0].statement == statement
    return data, statement


@pytest.fixture
async def noted_client(noted: tuple[Path, str]) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the service over statements with notes."""
    async with app_client(
        create_app(Settings(data_dir=noted[0], base_url="https://search.example.org/docs"))
    ) as client:
        yield client


async def test_a_record_noted_as_mistaken_leaves_its_view(tmp_path: Path) -> None:
    """After a note that a statement was found by mistake it is listed under all alone."""
    data = build_index(tmp_path, CORPUS / "briefing" / "namibia.md")
    async with app_client(create_app(Settings(data_dir=data))) as before:
        (first, *rest) = await records(before, "view=commitments")
    note = StatusNote(first["id"], datetime.date(2026, 3, 1), "mistaken", "https://www.example.org/x", "No.")
    write_json(live_folder(data) / STATUS_NOTES, [note])
    write_digests(live_folder(data))
    async with app_client(create_app(Settings(data_dir=data))) as after:
        assert [each["id"] for each in await records(after, "view=commitments")] == [each["id"] for each in rest]
        assert first["id"] in [each["id"] for each in await records(after, "view=all")]


async def test_notes_stand_beside_the_sentence(noted_client: httpx.AsyncClient, noted: tuple[Path, str]) -> None:
    """Notes are a separate timeline, newest first, each with its date and source; the sentence is untouched."""
    page = await get(noted_client, f"/commitments/{noted[1]}")
    (each,) = [each for each in await records(noted_client) if each["id"] == noted[1]]
    assert words(page.one("blockquote").text) == words(each["sentence"])
    timeline = page.one("ol", "timeline")
    assert [time.attributes["datetime"] for time in page.all("time")] == ["2026-03-14", "2026-01-15"]
    assert words(timeline.text).startswith(
        "2026-03-14 Accepted in part The council put the rest off. <b>zqx</b> Source"
    )
    assert "Editors' notes, not the document's words." in words(page.one("section", "follow-up").text)
    assert each["permalink"] == f"https://search.example.org/docs/commitments/{noted[1]}"


async def test_the_list_shows_the_latest_note(noted_client: httpx.AsyncClient, noted: tuple[Path, str]) -> None:
    """The register shows what was noted last, and can be narrowed by it."""
    page = await get(noted_client, "/commitments?follow_up=accepted-in-part")
    assert words(page.one("p", "follow-up-sign").text) == "Accepted in part editor's note, 2026-03-14"
    assert [each["id"] for each in await records(noted_client, "follow_up=Accepted+in+part")] == [noted[1]]
    (each,) = await records(noted_client, "follow_up=accepted-in-part")
    assert [note["date"] for note in each["notes"]] == ["2026-01-15", "2026-03-14"]


async def test_markup_in_sentences_is_inert(tmp_path: Path) -> None:
    """Markup or a formula in a sentence is shown, and exported, as text."""
    (tmp_path / "zqx.md").write_text(
        "# Minutes\n\nThe Ministry of Labour decided to train 306 inspectors `<b zqx=1>at sea</b>` {{ 7*7 }}.\n\n"
        "=HYPERLINK(1) The Government of Namibia will ratify the Convention.\n",
        encoding="utf-8",
    )
    async with app_client(create_app(Settings(data_dir=build_index(tmp_path / "data", tmp_path / "zqx.md")))) as client:
        listed = await records(client)
        assert any("<b zqx=1>at sea</b> {{ 7*7 }}" in each["sentence"] for each in listed)
        for address in ("/commitments", "/figures", *(f"/commitments/{each['id']}" for each in listed)):
            page = await get(client, address)
            assert foreign(page) == [], address
            assert all("zqx" not in "".join(element.attributes) for element in page.elements)
