"""The collection in a browser: with scripts it is kept there, without it is in the address."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.quotations import COLLECTION


def picked(page: Page) -> list[str]:
    """The keys in the address of the page."""
    return parse_qs(urlsplit(page.url).query).get("p", [])


def test_with_scripts(page: Page, site: str) -> None:
    """Passages of two searches are in the collection, which is reordered, emptied of one, and still there later."""
    keys = []
    for query in ("labour+inspection", "coffee"):
        page.goto(f"{site}/search?q={query}")
        button = page.get_by_role("button", name="Add to the collection").first
        keys.append(button.get_attribute("value"))
        button.click()
        expect(page.get_by_role("status")).to_have_text("Added to the collection")
    expect(page.locator(".to-collection .count")).to_have_text("2")
    page.get_by_role("navigation", name="Verbatim").get_by_role("link", name="Collection").click()
    expect(page.locator(".collected > li")).to_have_count(2)
    assert picked(page) == keys
    page.get_by_role("button", name="Move down").click()
    expect(page.locator("#quotation-2:target")).to_be_visible()
    assert picked(page) == keys[::-1]
    page.goto(f"{site}/collection")
    expect(page.locator(".collected > li")).to_have_count(2)
    assert picked(page) == keys[::-1]
    page.get_by_role("button", name="Remove 1").click()
    expect(page.locator(".collected > li")).to_have_count(1)
    page.goto(f"{site}/collection")
    expect(page.locator(".collected > li")).to_have_count(1)
    assert picked(page) == keys[:1]


def test_a_button_takes_out_again(page: Page, site: str) -> None:
    """The button of a quotation that is in the collection takes it out."""
    page.goto(f"{site}/search?q=coffee")
    page.get_by_role("button", name="Add to the collection").first.click()
    page.reload()
    page.get_by_role("button", name="Remove from the collection").click()
    expect(page.get_by_role("status")).to_have_text("No longer in the collection")
    expect(page.get_by_role("button", name="Remove from the collection")).to_have_count(0)


def test_a_colleagues_collection(page: Page, site: str) -> None:
    """A collection that is opened by its address changes nothing in the browser until its reader keeps it."""
    page.goto(site + COLLECTION)
    page.get_by_role("button", name="Move down").first.click()
    page.goto(f"{site}/collection")
    expect(page.locator(".collected > li")).to_have_count(0)
    page.goto(site + COLLECTION)
    page.get_by_role("button", name="Add them to the collection in this browser").click()
    expect(page.get_by_role("button", name="Add them")).to_be_hidden()
    page.goto(f"{site}/collection")
    expect(page.locator(".collected > li")).to_have_count(len(picked(page)))


@pytest.mark.parametrize("state", ["/search?q=labour+inspection", "/commitments"])
def test_without_scripts(browser: Browser, site: str, state: str) -> None:
    """A button leads to the collection; a search from there carries it along, and the next button adds to it."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(site + state)
        page.get_by_role("button", name="Add to the collection").first.click()
        expect(page.locator(".collected > li")).to_have_count(1)
        first = picked(page)
        page.get_by_role("searchbox").fill("coffee")
        page.get_by_role("searchbox").press("Enter")
        page.get_by_role("button", name="Add to the collection").first.click()
        expect(page.locator(".collected > li")).to_have_count(2)
        assert picked(page)[:1] == first
        with page.expect_download() as download:
            page.get_by_role("button", name="RIS").click()
        assert download.value.suggested_filename == "collection.ris"
