"""axe-core finds nothing to complain of: no page, no state, light or dark, wide or narrow."""

from importlib.resources import files
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.states import STATES, address_of

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LOOKS = [(scheme, width) for scheme in SCHEMES for width in (1280, 360)]


def violations(page: Page) -> list[str]:
    """Return the violations that axe-core finds on the page, of any impact, with their elements."""
    page.evaluate(AXE)
    found = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{each['id']} ({each['impact']}): {' | '.join(node['html'][:120] for node in each['nodes'][:4])}"
        for each in found
    ]


@pytest.mark.parametrize("state", STATES)
def test_every_state(browser: Browser, site: str, state: str) -> None:
    """A page in one of its states, in each of its looks."""
    address = address_of(site, state)
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(address)
        for scheme, width in LOOKS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 900})
            assert violations(page) == [], (scheme, width)


def test_opened_filters(browser: Browser, site: str) -> None:
    """On a narrow page the filters, unfolded, are as sound as they are folded."""
    for scheme, _ in LOOKS[::2]:
        with browser.new_context(viewport={"width": 360, "height": 900}, color_scheme=scheme) as context:
            page = context.new_page()
            page.goto(f"{site}/search?q=workers&country=NAM")
            for summary in page.locator("summary").all():
                summary.click()
            assert violations(page) == [], scheme


def test_without_index(browser: Browser, empty_site: str) -> None:
    """Nor does the page that says that there is no index."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(empty_site)
        assert violations(page) == []


def test_the_check_can_fail(browser: Browser) -> None:
    """A page with a fault is found out."""
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content("<html><body><img src='x'><input></body></html>")
        assert any(found.startswith("image-alt") for found in violations(page))
