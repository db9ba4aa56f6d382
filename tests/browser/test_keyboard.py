"""Everything can be done with the keyboard, and the focus is always seen."""

from playwright.sync_api import Page, expect

FOCUSED = "document.activeElement.textContent.trim() || document.activeElement.name"
OUTLINE = "getComputedStyle(document.activeElement).outlineStyle"


def tab(page: Page) -> str:
    """Presses Tab: what has the focus now. It must be seen."""
    page.keyboard.press("Tab")
    assert page.evaluate(OUTLINE) == "solid", page.evaluate("document.activeElement.outerHTML")
    return str(page.evaluate(FOCUSED))


def test_skip_link(page: Page, site: str) -> None:
    """The first stop leads over the head of the page to the results, and is seen when it is reached."""
    page.goto(f"{site}/search?q=labour+inspection")
    assert tab(page) == "Skip to the results"
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    assert tab(page) not in ("Verbatim", "Commitments", "Documents")


def test_order_of_stops(page: Page, site: str) -> None:
    """The stops follow the page: head, search, then the filters, then the results."""
    page.goto(f"{site}/search?q=labour+inspection")
    head = ["Skip to the results", "Verbatim", "Commitments", "Figures", "Documents", "About", "q", "Search"]
    assert [tab(page) for _ in head] == head
    boxes = page.locator("fieldset.facet").first.locator("input").count()
    assert [tab(page) for _ in range(boxes + 1)] == ["country"] * boxes + ["sector"]


def test_search_filter_and_read(page: Page, site: str) -> None:
    """Search, tick a filter, open the first result: without a mouse."""
    page.goto(site)
    while tab(page) != "q":
        pass
    page.keyboard.type("labour inspection")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=labour+inspection")
    while tab(page) != "country":
        pass
    page.keyboard.press("Space")
    page.wait_for_url("**country=**")
    heading = page.locator("li.result h3 a").first.inner_text()
    while tab(page) != heading:
        pass
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(heading)


def test_narrow_filters(page: Page, site: str) -> None:
    """On a narrow page the filters unfold by the keyboard."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}/search?q=labour+inspection")
    while not tab(page).startswith("Filters"):
        pass
    page.keyboard.press("Enter")
    expect(page.locator("fieldset.facet").first).to_be_visible()


def test_narrow_the_register(page: Page, site: str) -> None:
    """Search the commitments, tick a status and open a statement: without a mouse."""
    page.goto(f"{site}/commitments")
    while tab(page) != "status":
        pass
    page.keyboard.press("Space")
    page.wait_for_url("**/commitments?**status=**")
    while tab(page) != "q":
        pass
    page.keyboard.type("training OR workers OR inspect*")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=training**")
    sentence = page.locator("table.register .words").first.inner_text()
    while not tab(page).startswith("Permanent link"):
        pass
    page.keyboard.press("Enter")
    expect(page.locator("blockquote")).to_have_text(sentence)
