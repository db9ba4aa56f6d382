"""The page of a document in a browser: marks over words, keys, and the look of it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from indexer.settings import Settings
from tests.browser.conftest import serving
from tests.browser.test_accessibility import LOOKS, violations
from tests.browser.test_weight import LARGEST, loaded
from tests.conftest import build_index
from tests.printed import make_pdf

TEXT = """
= Timber for sheds
== Villages
The villages of the northern valley agreed on the sustainable transportation of timber for all of the sheds, and they
sent two carpenters each. Representatives of the municipalities inspected the sustainability of the transportation.
#pagebreak()
== Carpenters
Carpenters without transportation cannot reach the sheds. Their organizations negotiated a supplement in January.
"""
FIRST = "/documents/sheds/pages?q=transportation"


@pytest.fixture(scope="module")
def printed_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service with one printed document."""
    folder = tmp_path_factory.mktemp("printed")
    data = build_index(folder / "data", make_pdf(folder / "sheds.pdf", TEXT, columns=2), briefing="never")
    with serving(Settings(data_dir=data, picture_seconds=100)) as address:
        yield address


def open_page(page: Page, address: str) -> None:
    """Open a page with its marks, however long the machine needs for its picture."""
    page.goto(address, timeout=120_000)
    page.locator(".sheet img").evaluate("image => image.decode()")
    page.reload()


def test_marks_lie_on_the_picture(page: Page, printed_site: str) -> None:
    """Marks and frame are on the picture and of some size, and the link leads to the first mark of the text."""
    open_page(page, printed_site + FIRST)
    sheet = page.locator(".sheet img").bounding_box()
    assert sheet
    for kind in ("page-mark", "page-frame"):
        boxes = [box.bounding_box() for box in page.locator(f"rect.{kind}").all()]
        assert boxes
        for box in boxes:
            assert box
            assert sheet["x"] <= box["x"] < box["x"] + box["width"] <= sheet["x"] + sheet["width"] + 1
            assert sheet["y"] <= box["y"] < box["y"] + box["height"] <= sheet["y"] + sheet["height"] + 1
            assert box["width"] > 3
            assert box["height"] > 3
    expect(page.locator("mark#match")).to_be_in_viewport()


def test_keys(page: Page, printed_site: str) -> None:
    """The keys n and p lead from match to match, / to the search; in the search box they are letters."""
    open_page(page, printed_site + FIRST)
    count = page.locator(".match-count")
    expect(count).to_have_text("Match 1 of 2")
    page.keyboard.press("n")
    expect(count).to_have_text("Match 2 of 2", timeout=60_000)
    expect(page.locator("h1")).to_have_text("Page 2")
    page.keyboard.press("p")
    expect(count).to_have_text("Match 1 of 2", timeout=60_000)
    page.keyboard.press("/")
    expect(page.locator("#q-within")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type("n")
    expect(page.locator("#q-within")).to_have_value("transportationn")


def test_without_scripts(browser: Browser, printed_site: str) -> None:
    """The way from match to match and the search need no script."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(printed_site + FIRST, timeout=120_000)
        page.get_by_role("link", name="Next match").click(timeout=60_000)
        expect(page.locator(".match-count")).to_have_text("Match 2 of 2")
        page.locator("#q-within").fill("municipalities")
        page.locator("#search-within button").click()
        expect(page.locator(".match-count")).to_have_text("Match 1 of 1")
        expect(page.locator("h1")).to_have_text("Page 1")


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_accessible(browser: Browser, printed_site: str, scheme: str, width: int) -> None:
    """axe-core finds nothing, and the page fits its window; in each language."""
    for language in ("en", "es", "fr", "vi"):
        with browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme) as context:  # type: ignore[arg-type]  # one of LOOKS
            page = context.new_page()
            page.set_default_timeout(120_000)
            open_page(page, f"{printed_site}/documents/sheds/pages/1?q=transportation&lang={language}")
            assert violations(page) == [], language
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_narrow(browser: Browser, printed_site: str) -> None:
    """Nothing is wider than a window of 320 pixels."""
    with browser.new_context(viewport={"width": 320, "height": 700}) as context:
        page = context.new_page()
        open_page(page, printed_site + FIRST)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_weight(page: Page, printed_site: str) -> None:
    """Without its pictures a page weighs no more than any other."""
    open_page(page, printed_site + FIRST)
    sizes = [
        response.request.sizes()
        for response in loaded(page, f"{printed_site}/documents/sheds/pages/1?q=transportation")
        if not response.url.endswith(".webp")
    ]
    assert sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes) <= LARGEST


def test_side_by_side(page: Page, printed_site: str) -> None:
    """On a wide window the text is beside the picture."""
    open_page(page, printed_site + FIRST)
    picture, text = page.locator(".sheet").bounding_box(), page.locator(".page-text").bounding_box()
    assert picture
    assert text
    assert text["x"] > picture["x"] + picture["width"]
