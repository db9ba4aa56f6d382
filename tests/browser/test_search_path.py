"""The way that readers take: search, narrow, read, go back. With scripts and without, on wide pages and narrow."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

WIDE, NARROW = {"viewport": {"width": 1280, "height": 900}}, {"viewport": {"width": 360, "height": 740}}
PLAIN = {"java_script_enabled": False}

everywhere = pytest.mark.parametrize(
    "context",
    [WIDE, NARROW, WIDE | PLAIN, NARROW | PLAIN],
    indirect=True,
    ids=["wide", "narrow", "wide without scripts", "narrow without scripts"],
)


def is_narrow(page: Page) -> bool:
    return bool(page.viewport_size and page.viewport_size["width"] < 800)


@everywhere
def test_search_facet_passage_back(
    context: BrowserContext, page: Page, site: str, request: pytest.FixtureRequest
) -> None:
    """From the home page to a passage of one country and back to the very same results."""
    scripts = "without scripts" not in request.node.callspec.id
    page.goto(site)
    page.get_by_label("Search the documents").fill("labour inspection")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_title(re.compile(r"^“labour inspection”: \d+ passages – Verbatim$"))
    before = page.locator("h1").inner_text()

    if is_narrow(page):
        page.locator("details.filters > summary").click()
    page.get_by_label(re.compile(r"^\s*Namibia\s+\d")).check()
    if not scripts:
        page.get_by_role("button", name="Apply filters").click()
    page.wait_for_url("**/search?*country=NAM*")
    expect(page.locator("a.chip", has_text="Country")).to_have_count(1)
    results = page.url
    assert page.locator("h1").inner_text() != before

    first = page.locator(".found-heading a").first
    heading = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_have_text(heading)
    expect(page.locator(".this-passage mark").first).to_be_visible()
    expect(page.locator(".this-passage")).to_be_in_viewport()

    page.get_by_role("link", name=re.compile("Back to the results")).click()
    expect(page.locator("a.chip", has_text="Country")).to_have_count(1)
    assert sorted(re.findall(r"[?&](\w+=[^&]+)", page.url)) == ["country=NAM", "q=labour+inspection"]
    assert "country=NAM" in results
    expect(page.locator(".found-heading a").first).to_have_text(heading)
    assert context.cookies() == []


@everywhere
def test_neighbours(page: Page, site: str) -> None:
    """From passage to passage and back, the search is kept."""
    page.goto(f"{site}/search?q=labour+inspection&document=briefing-namibia&sort=document")
    page.locator("li.result h3 a").first.click()
    heading = page.locator("h1").inner_text()
    page.get_by_role("link", name="Next passage").click()
    expect(page.locator("h1")).not_to_have_text(heading)
    page.get_by_role("link", name="Previous passage").click()
    expect(page.locator("h1")).to_have_text(heading)
    page.get_by_role("link", name=re.compile("Back to the results")).click()
    assert "document=briefing-namibia" in page.url


def test_place_is_kept(page: Page, site: str) -> None:
    """Ticking a box far down does not throw the reader back to the top, and the box keeps the focus."""
    page.goto(f"{site}/search?q=workers")
    box = page.get_by_label(re.compile(r"^\s*Workers"))
    box.scroll_into_view_if_needed()
    page.evaluate("window.scrollBy(0, 150)")
    top = page.evaluate("window.scrollY")
    assert top > 100
    box.check()
    page.wait_for_url("**audience=workers**")
    page.wait_for_function(f"Math.abs(window.scrollY - {top}) < 2")
    assert page.evaluate("document.activeElement.value") == "workers"
    assert page.evaluate("sessionStorage.length") == 0


def test_unfolded_filters_stay_unfolded(browser_narrow: Page, site: str) -> None:
    """On a narrow page several boxes can be ticked one after the other."""
    page = browser_narrow
    page.goto(f"{site}/search?q=workers")
    page.locator("details.filters > summary").click()
    for name in ("Namibia", "Colombia"):
        page.get_by_label(re.compile(rf"^\s*{name}\s+\d")).check()
        page.wait_for_url(f"**country={name[:3].upper()}**")
    expect(page.locator("a.chip", has_text="Country")).to_have_count(2)


@pytest.fixture
def browser_narrow(page: Page) -> Page:
    """A narrow page."""
    page.set_viewport_size({"width": 360, "height": 740})
    return page


def test_order_at_once(page: Page, site: str) -> None:
    """Another order is applied as soon as it is chosen; the buttons for it are not needed."""
    page.goto(f"{site}/search?q=workers")
    expect(page.get_by_role("button", name="Sort")).to_be_hidden()
    page.get_by_label("Order").select_option("newest")
    page.wait_for_url("**sort=newest**")


def test_copy(context: BrowserContext, page: Page, site: str) -> None:
    """The citation can be copied with one press."""
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site}/search?q=labour+inspection")
    page.locator(".found-heading a").first.click()
    page.get_by_role("button", name="Copy the citation").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#cite-as").inner_text()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("What did Namibia decide to set up?", "National Commission on Decent Work in the Namibian Fisheries Sector"),
        ("Which tools does the coffee toolkit hold?", "26 ILO tools"),
        ("How many inspectors were certified in Namibia?", "42 people"),
    ],
)
def test_sample_questions(page: Page, site: str, words: str, answer: str) -> None:
    """From the home page, two clicks lead to the passage that answers."""
    page.goto(site)
    page.get_by_role("link", name=words).click()
    page.locator(".found-heading a").first.click()
    expect(page.locator(".this-passage")).to_contain_text(answer)
