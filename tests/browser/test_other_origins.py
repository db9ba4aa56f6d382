"""Pages of two other origins: one may frame the compact page and read the API, the other may not."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from indexer.settings import Settings
from tests.browser.conftest import serving

READ = """async (address) => {
    try { return (await (await fetch(address)).json()).total } catch (error) { return String(error) }
}"""


class Silent(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def origin(folder: Path, handler: type[Silent] = Silent) -> Iterator[str]:
    """Another origin that serves the files of a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=folder))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def origins(full_index: Path, tmp_path: Path) -> Iterator[tuple[str, str, str]]:
    """The service, an origin that its settings name, and one that they do not; both have a page that frames it."""
    with ExitStack() as stack:
        named, other = stack.enter_context(origin(tmp_path)), stack.enter_context(origin(tmp_path))
        settings = Settings(data_dir=full_index, embed_origins=(named,), cors_origins=(named,))
        site = stack.enter_context(serving(settings))
        for name in ("embed", "search"):
            frame = f'<iframe title="Search" src="{site}/{name}?q=labour+inspection" width="600" height="500"></iframe>'
            html = f'<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Intranet</title>{frame}'
            (tmp_path / f"{name}.html").write_text(html)
        yield site, named, other


@pytest.fixture
def quiet_page(context: BrowserContext) -> Iterator[Page]:
    """A page whose console may complain: refusals are what is tested."""
    page = context.new_page()
    yield page
    page.close()


def test_framing(quiet_page: Page, origins: tuple[str, str, str]) -> None:
    """The named origin's page shows the search in its frame, and the search works there; the other's frame is empty."""
    site, named, other = origins
    quiet_page.goto(f"{named}/embed.html")
    frame = quiet_page.frame_locator("iframe")
    expect(frame.locator("li.result").first).to_be_visible()
    frame.get_by_label("Search the documents").fill("coffee toolkit")
    frame.get_by_role("button", name="Search").click()
    expect(frame.locator("h1")).to_contain_text("coffee toolkit")
    with quiet_page.expect_popup() as opened:
        frame.locator("li.result h3 a").first.click()
    opened.value.wait_for_url(f"{site}/passages/**")
    assert opened.value.evaluate("window.opener") is None

    quiet_page.goto(f"{other}/embed.html")
    quiet_page.wait_for_load_state("networkidle")
    assert frame.locator("li.result").count() == 0


def test_other_pages_are_never_framed(quiet_page: Page, origins: tuple[str, str, str]) -> None:
    """Not even the named origin may frame another page than the one for frames."""
    _, named, _ = origins
    quiet_page.goto(f"{named}/search.html")
    quiet_page.wait_for_load_state("networkidle")
    assert quiet_page.frame_locator("iframe").locator("li.result").count() == 0


def test_reading_the_api(quiet_page: Page, origins: tuple[str, str, str]) -> None:
    """A script of the named origin reads the API; one of the other origin is refused by the browser."""
    site, named, other = origins
    address = f"{site}/api/v1/search?q=labour+inspection"
    quiet_page.goto(f"{named}/embed.html")
    assert quiet_page.evaluate(READ, address) > 0
    quiet_page.goto(f"{other}/embed.html")
    assert quiet_page.evaluate(READ, address) == "TypeError: Failed to fetch"
    quiet_page.goto(f"{named}/embed.html")
    assert quiet_page.evaluate(READ, f"{site}/healthz") == "TypeError: Failed to fetch"
