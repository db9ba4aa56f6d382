"""Pages fit: from 320 to 1600 pixels nothing has to be scrolled sideways."""

import pytest
from playwright.sync_api import Browser

from tests.browser.states import STATES, address_of

WIDTHS = (320, 360, 768, 1280, 1600)

OVERFLOWING = """() => [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > innerWidth + 0.5)
    .map((element) => element.outerHTML.slice(0, 80)).slice(0, 5)"""


@pytest.mark.parametrize("state", STATES)
def test_no_sideways_scrolling(browser: Browser, site: str, state: str) -> None:
    """A page in one of its states is never wider than the window."""
    address = address_of(site, state)
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider <= 0, (width, page.evaluate(OVERFLOWING))


def test_filters_unfolded_fit(browser: Browser, site: str) -> None:
    """Nor is a narrow page with its filters unfolded."""
    with browser.new_context(viewport={"width": 320, "height": 800}) as context:
        page = context.new_page()
        page.goto(f"{site}/search?q=workers")
        for summary in page.locator("summary").all():
            summary.click()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("register", ["commitments", "figures"])
def test_registers_are_tables_or_cards(browser: Browser, site: str, register: str) -> None:
    """On a wide page the cells of a record are in a row, on a narrow one below each other; roles stay."""
    places = """() => [...document.querySelectorAll("table.register tbody tr:first-child td")]
        .filter((cell) => cell.offsetParent).map((cell) => cell.getBoundingClientRect().top)"""
    with browser.new_context() as context:
        page = context.new_page()
        for width, together in ((1280, True), (360, False)):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"{site}/{register}")
            tops = page.evaluate(places)
            assert (len(set(tops)) == 1) is together, (width, tops)
            assert page.get_by_role("table", name="Statements" if register == "commitments" else "Figures").count()


def test_registers_print_as_tables(browser: Browser, site: str) -> None:
    """On paper a register is a table without its forms, and each record's permanent link can be read."""
    with browser.new_context(viewport={"width": 720, "height": 1000}) as context:
        page = context.new_page()
        page.emulate_media(media="print")
        page.goto(f"{site}/commitments?country=NAM")
        assert page.locator("table.register thead").is_visible()
        assert not page.locator("form#search").is_visible()
        assert not page.locator(".register-tools").is_visible()
        shown = page.evaluate("getComputedStyle(document.querySelector('.register .permalink'), '::after').content")
        assert "/commitments/" in shown
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
