"""The search element in a page of another origin, under a strict content security policy."""

import gzip
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from indexer.settings import Settings
from service.web.rendering import STATIC
from service.web.static_files import EMBED_SCRIPT, VersionedStaticFiles
from tests.browser.conftest import serving
from tests.browser.test_accessibility import violations
from tests.browser.test_other_origins import Silent, origin

MAX_GZIPPED = 12_000

HOST = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Intranet</title>
<script src="{site}/static/{version}/embed.js" integrity="{integrity}" crossorigin="anonymous" defer></script></head>
<body><main><h1>Intranet</h1>
<verbatim-search id="first" country="Namibia" lock="country" sector="fisheries" accent="#0b4f7d" results="2">
<a href="{site}/search">Search the reports</a></verbatim-search>
<verbatim-search id="second" lang="fr" scheme="dark"><a href="{site}/search">Chercher</a></verbatim-search>
</main></body></html>"""


class Strict(Silent):
    """Serves files under a policy that allows the script and the API of one service, and nothing else."""

    site = ""

    def end_headers(self) -> None:
        """Send the policy with every file."""
        allowed = f"default-src 'none'; script-src {Strict.site}; connect-src {Strict.site}; img-src data:"
        self.send_header("Content-Security-Policy", allowed)
        super().end_headers()


@pytest.fixture
def hosts(full_index: Path, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The addresses of a page at an origin that the service's settings name, and at one that they do not."""
    with ExitStack() as stack:
        named, other = (stack.enter_context(origin(tmp_path, Strict)) for _ in range(2))
        Strict.site = stack.enter_context(serving(Settings(data_dir=full_index, cors_origins=(named,))))
        files = VersionedStaticFiles(STATIC)
        html = HOST.format(
            site=Strict.site, version=files.versions[EMBED_SCRIPT], integrity=files.integrity(EMBED_SCRIPT)
        )
        (tmp_path / "page.html").write_text(html, encoding="utf-8")
        yield f"{named}/page.html", f"{other}/page.html"


def search(element: Locator, text: str) -> None:
    """Type a query and send it."""
    element.get_by_role("combobox").fill(text)
    element.get_by_role("combobox").press("Enter")


def test_search_filter_and_open(page: Page, hosts: tuple[str, str]) -> None:
    """Results have marked words and open at the service; a filter goes, a locked one cannot, and events are sent."""
    page.goto(hosts[0])
    page.evaluate("""() => document.addEventListener("verbatim-results", (event) => window.detail = event.detail)""")
    first = page.locator("#first")
    expect(first.locator("ol li")).to_have_count(0)
    search(first, "labour inspection")
    expect(first.locator("mark").first).to_be_visible()
    assert page.evaluate("window.detail")["query"] == "labour inspection"
    expect(first.locator(".chips span")).to_have_text("Namibia")
    expect(first.locator(".chips button")).to_have_count(1)
    first.locator(".chips button").click()
    expect(first.locator(".chips button")).to_have_count(0)
    with page.expect_popup() as opened:
        first.locator("ol a").first.click()
    opened.value.wait_for_url(f"{Strict.site}/passages/**")
    assert opened.value.evaluate("window.opener") is None


def test_two_in_one_page(page: Page, hosts: tuple[str, str]) -> None:
    """Each has its own filters, language and scheme."""
    page.goto(hosts[0])
    first, second = page.locator("#first"), page.locator("#second")
    search(second, "inspection")
    expect(second.locator("mark").first).to_be_visible()
    expect(second.get_by_role("button", name="Chercher")).to_be_visible()
    expect(first.locator("ol li")).to_have_count(0)
    expect(second.locator(".box")).to_have_class("box dark")
    expect(first.locator(".box")).to_have_class("box")


def test_suggestions(page: Page, hosts: tuple[str, str]) -> None:
    """The box is a combobox with suggestions of the index, which the arrows choose."""
    page.goto(hosts[0])
    box = page.locator("#second").get_by_role("combobox")
    box.press_sequentially("inspec")
    expect(page.locator("#second").get_by_role("option").first).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.locator("#second ol li").first).to_be_visible()


def test_nothing_is_found(page: Page, hosts: tuple[str, str]) -> None:
    """Nothing found is said, without a claim that there is nothing."""
    page.goto(hosts[0])
    search(page.locator("#second"), '"purple zebra harbour"')
    expect(page.locator("#second").get_by_role("status")).to_contain_text("ne prouve pas")


def test_only_some_of_the_words(page: Page, hosts: tuple[str, str]) -> None:
    """That no passage holds all words is said before the passages with some of them."""
    page.goto(hosts[0])
    search(page.locator("#first"), "inspection upsets teapots")
    expect(page.locator("#first").get_by_role("status")).to_contain_text("No passage holds all of the words.")
    expect(page.locator("#first mark").first).to_be_visible()


def test_an_origin_that_is_not_named(context: BrowserContext, hosts: tuple[str, str]) -> None:
    """It gets nothing but the element, which says so."""
    page = context.new_page()
    page.goto(hosts[1])
    search(page.locator("#first"), "labour inspection")
    expect(page.locator("#first").get_by_role("status")).to_have_text("The search cannot be reached. Try again later.")
    expect(page.locator("#first ol li")).to_have_count(0)


def test_without_scripts(browser: Browser, hosts: tuple[str, str]) -> None:
    """Readers without scripts see the link."""
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(hosts[0])
        expect(page.get_by_role("link", name="Search the reports")).to_be_visible()


def test_accessible(browser: Browser, hosts: tuple[str, str]) -> None:
    """axe-core finds nothing, with results, light and dark, wide and narrow."""
    for width in (1280, 360):
        with browser.new_context(viewport={"width": width, "height": 900}) as context:
            page = context.new_page()
            page.goto(hosts[0])
            for name in ("#first", "#second"):
                search(page.locator(name), "inspection")
                expect(page.locator(f"{name} mark").first).to_be_visible()
            assert violations(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_dark_visitors_see_the_scheme_of_the_page(browser: Browser, hosts: tuple[str, str]) -> None:
    """A page without a dark scheme has a light element, whatever the visitor prefers."""
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(hosts[0])
        expect(page.locator("#first .box")).to_have_class("box")


def test_size() -> None:
    """The script is small."""
    assert len(gzip.compress((STATIC / EMBED_SCRIPT).read_bytes())) <= MAX_GZIPPED
