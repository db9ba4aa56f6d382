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
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(address)
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
