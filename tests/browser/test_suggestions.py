"""Suggestions under the search box, and recent searches."""

import re

from playwright.sync_api import Page, expect


def opened(page: Page, typed: str) -> None:
    """Type into the search box and wait for the list."""
    page.locator("#q").fill(typed)
    expect(page.locator("#q-suggestions")).to_be_visible()


def test_choose_with_the_keyboard(page: Page, site: str) -> None:
    """Arrows move through the list and back to the box, Enter searches for what is chosen."""
    page.goto(site)
    opened(page, "labour insp")
    box, options = page.locator("#q"), page.get_by_role("option")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", re.compile("q-suggestions-0"))
    page.keyboard.press("ArrowUp")
    expect(options.first).to_have_attribute("aria-selected", "false")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    chosen = options.first.locator(".suggestion").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=**")
    expect(page.locator("#q")).to_have_value(chosen)


def test_a_title_leads_to_its_document(page: Page, site: str) -> None:
    """A click on a document's title opens the document."""
    page.goto(site)
    title = page.request.get(f"{site}/api/v1/documents").json()["documents"][0]["title"]
    opened(page, title)
    page.get_by_role("option").filter(has_text="Document").first.click()
    page.wait_for_url("**/documents/**")


def test_escape_and_leaving_close_the_list(page: Page, site: str) -> None:
    """Escape closes the list and keeps the text; so does leaving the box."""
    page.goto(site)
    for key in ("Escape", "Tab"):
        opened(page, "labour")
        page.keyboard.press(key)
        expect(page.locator("#q-suggestions")).to_be_hidden()
        expect(page.locator("#q")).to_have_value("labour")


def test_recent_searches(page: Page, site: str) -> None:
    """An empty box offers what was searched before on this device, and forgets it on request."""
    page.goto(site)
    page.locator("#q").fill("zebra boats")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=zebra**")
    page.goto(site)
    page.locator("#q").press("ArrowDown")
    expect(page.get_by_role("option")).to_have_count(2)
    page.get_by_role("option").last.click()
    assert page.evaluate("localStorage.getItem('verbatim-recent')") is None


def test_slash_goes_to_the_search_box(page: Page, site: str) -> None:
    """A slash outside of fields puts the focus into the search box; in it, it is a letter."""
    page.goto(f"{site}/search?q=labour")
    page.locator("h1").first.click()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_have_value("/")


def test_without_an_answer_there_is_no_list(page: Page, site: str) -> None:
    """Where the service cannot say, the box is the plain one."""
    page.goto(site)
    page.route("**/api/v1/suggest**", lambda route: route.fulfill(status=503))
    page.locator("#q").fill("labour")
    page.wait_for_timeout(400)
    expect(page.locator("#q-suggestions")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=labour")
