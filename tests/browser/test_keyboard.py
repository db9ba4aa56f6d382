"""Everything can be done with the keyboard, and the focus is always seen."""

from playwright.sync_api import Page, expect

FOCUSED = "document.activeElement.textContent.trim() || document.activeElement.name"
MAX_STOPS = 300

OUTLINE = "getComputedStyle(document.activeElement).outlineStyle"


def tab(page: Page) -> str:
    """Presses Tab: what has the focus now. It must be seen."""
    page.keyboard.press("Tab")
    assert page.evaluate(OUTLINE) == "solid", page.evaluate("document.activeElement.outerHTML")
    return str(page.evaluate(FOCUSED))


def tab_to(page: Page, label: str, *, start: bool = False) -> None:
    """Press Tab until what has the focus is, or starts with, this label. Fail after more stops than any page has."""
    stops: list[str] = []
    while len(stops) < MAX_STOPS:
        stops.append(tab(page))
        if stops[-1] == label or (start and stops[-1].startswith(label)):
            return
    raise AssertionError(f"no stop is {label!r}: {stops}")


def test_skip_link(page: Page, site: str) -> None:
    """The first stop leads over the head of the page to the results, and is seen when it is reached."""
    page.goto(f"{site}/search?q=labour+inspection")
    assert tab(page) == "Skip to the results"
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    assert tab(page) not in ("Verbatim", "Statements", "Documents")


def test_order_of_stops(page: Page, site: str) -> None:
    """The stops follow the page: languages, head, search, then the filters, then the results."""
    page.goto(f"{site}/search?q=labour+inspection")
    languages = ["English", "Español", "Français", "Tiếng Việt"]
    head = ["Verbatim", "Statements", "Figures", "Documents", "Collection", "About", "q", "Search"]
    assert [tab(page) for _ in ("skip", *languages, *head)] == ["Skip to the results", *languages, *head]
    boxes = page.locator("fieldset.facet").first.locator("input").count()
    assert [tab(page) for _ in range(boxes + 1)] == ["country"] * boxes + ["sector"]


def test_search_filter_and_read(page: Page, site: str) -> None:
    """Search, tick a filter, open the first result: without a mouse."""
    page.goto(site)
    tab_to(page, "q")
    page.keyboard.type("labour inspection")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=labour+inspection")
    tab_to(page, "country")
    page.keyboard.press("Space")
    page.wait_for_url("**country=**")
    heading = page.locator(".found-heading a").first.inner_text()
    tab_to(page, heading)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(heading)


def test_narrow_filters(page: Page, site: str) -> None:
    """On a narrow page the filters unfold by the keyboard."""
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{site}/search?q=labour+inspection")
    tab_to(page, "Filters", start=True)
    page.keyboard.press("Enter")
    expect(page.locator("fieldset.facet").first).to_be_visible()


def test_narrow_the_register(page: Page, site: str) -> None:
    """Search the commitments, tick a status and open a statement: without a mouse."""
    page.goto(f"{site}/commitments")
    tab_to(page, "status")
    page.keyboard.press("Space")
    page.wait_for_url("**/commitments?**status=**")
    tab_to(page, "q")
    page.keyboard.type("strategy OR plan OR inspect*")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=strategy**")
    sentence = page.locator("table.register .words").first.inner_text()
    tab_to(page, "Permanent link", start=True)
    page.keyboard.press("Enter")
    expect(page.locator("blockquote")).to_have_text(sentence)
