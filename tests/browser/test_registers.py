"""Registers with editors' notes and conflicting figures are as accessible as other pages."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from indexer.index.digests import write_digests
from indexer.index.folders import live_folder
from indexer.index.generation import STATUS_NOTES, open_generation
from indexer.index.record_file import write_json
from indexer.records.status_note import StatusNote
from indexer.settings import Settings
from tests.browser.conftest import serving
from tests.browser.test_accessibility import LOOKS, violations
from tests.conftest import build_index

REPORT = """# Harbour report

Some 306 fishermen on board fishing vessels were interviewed in Namibia in the fisheries sector. The Ministry of
Labour decided to train inspectors of fishing vessels by 2027.
"""

BRIEF = """# Fisheries brief

In the fisheries of Namibia, 450 fishermen on board fishing vessels were interviewed.
"""


@pytest.fixture(scope="module")
def noted_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service over two documents that differ, and a statement with two notes."""
    folder = tmp_path_factory.mktemp("noted")
    source = folder / "source"
    source.mkdir()
    (source / "report.md").write_text(REPORT, encoding="utf-8")
    (source / "brief.md").write_text(BRIEF, encoding="utf-8")
    data = build_index(folder / "data", source)
    write_json(live_folder(data) / STATUS_NOTES, notes(data))
    write_digests(live_folder(data))
    with serving(Settings(data_dir=data)) as address:
        yield address


def notes(data: Path) -> list[StatusNote]:
    """Two notes on the statement that decides something."""
    (decided,) = [each for each in open_generation(live_folder(data)).statements if each.status == "decided"]
    source = "https://www.example.org/council/minutes/of/the/meeting/about/inspections/on/board/of/fishing-vessels"
    return [
        StatusNote(decided.id, datetime.date(2026, 1, 15), "under-way", source, "Training has begun.", "Harbour desk"),
        StatusNote(decided.id, datetime.date(2026, 3, 14), "delayed", source, "The rest was put off for a year."),
    ]


def addresses(site: str) -> list[str]:
    """The register with a note, the statement's own page, the figures with their differences, a figure's own page."""
    commitments = httpx.get(f"{site}/api/v1/commitments?status=decided").json()["results"]
    figures = httpx.get(f"{site}/api/v1/figures?q=fishermen").json()["results"]
    assert [len(each["notes"]) for each in commitments] == [2]
    differing = [each["id"] for each in figures if each["differs_from"]]
    assert len(differing) == 2
    own = [f"{site}/commitments/{commitments[0]['id']}", f"{site}/figures/{differing[0]}"]
    return [f"{site}/commitments", f"{site}/figures", *own]


def test_accessible_in_every_look(browser: Browser, noted_site: str) -> None:
    """With differences unfolded, axe-core finds nothing to complain of."""
    for address in addresses(noted_site):
        for scheme, width in LOOKS:
            with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:
                page = context.new_page()
                page.goto(address)
                for summary in page.locator("main summary").all():
                    summary.click()
                assert violations(page) == [], (address, scheme, width)


def test_no_sideways_scrolling(browser: Browser, noted_site: str) -> None:
    """Nor has anything to be scrolled sideways at 320 pixels."""
    with browser.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        for address in addresses(noted_site):
            page.goto(address)
            for summary in page.locator("main summary").all():
                summary.click()
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address
