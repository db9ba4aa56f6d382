"""The service on a loopback port and a real browser before it."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from indexer.settings import Settings
from service.app import create_app
from service.listening import listen
from tests.browser import quotations
from tests.browser.chromium import ARGUMENTS, NOT_RUN, chromium, is_required
from tests.conftest import CORPUS, FIXTURES, build_index

HOSTILE = FIXTURES.parent / "hostile"


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """The service over these settings on a free port of this machine, in a thread; gives its address."""
    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(create_app(settings), log_config=None, access_log=False, ws="none", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


@pytest.fixture(scope="session")
def full_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an index of the whole shipped corpus and of the tests' documents, hostile ones too.

    One of the documents was edited after it was first indexed.
    """
    data, edited = tmp_path_factory.mktemp("browser"), tmp_path_factory.mktemp("edited")
    build_index(data, quotations.write(edited, first=True), briefing="never")
    quotations.write(edited, first=False)
    return build_index(data, CORPUS / "briefing", FIXTURES, HOSTILE, edited)


@pytest.fixture(scope="session")
def site(full_index: Path) -> Iterator[str]:
    """The address of the service."""
    with serving(Settings(data_dir=full_index)) as address:
        yield address


@pytest.fixture(scope="session")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a service without an index."""
    with serving(Settings(data_dir=tmp_path_factory.mktemp("nothing"))) as address:
        yield address


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium; without it the test is skipped, or fails where it is required.

    It is closed before tests of other folders run, because its driver keeps an event loop running.
    """
    path = chromium()
    if path is None:
        (pytest.fail if is_required() else pytest.skip)(NOT_RUN)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser without memory; a test's parameter names its options, such as the width of the window."""
    options = {"viewport": {"width": 1280, "height": 900}, **getattr(request, "param", {})}
    context = browser.new_context(**options)
    context.set_default_timeout(30_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page in which no script fails and the console stays silent, but for the status of pages that are errors."""
    complaints: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    yield page
    expected = "Failed to load resource: the server responded with a status of"
    assert [complaint for complaint in complaints if not complaint.startswith(expected)] == []
