"""What a page costs in bytes and requests; no other host is contacted."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Response

from tests.browser.states import OTHERS

LARGEST = 45_000
MOST_REQUESTS = 4


def loaded(page: Page, address: str) -> list[Response]:
    """Everything that a browser without memory loads for a page."""
    responses: list[Response] = []
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108 - it must be a function of Python
    page.goto(address, wait_until="networkidle")
    return responses


def test_first_result_page(page: Page, site: str) -> None:
    """The first page of results is at most 45 kilobytes in at most 4 requests, heads included."""
    responses = loaded(page, f"{site}/search?q=labour+inspection")
    sizes = [response.request.sizes() for response in responses]
    assert len(responses) <= MOST_REQUESTS, [response.url for response in responses]
    assert sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes) <= LARGEST


@pytest.mark.parametrize("address", [*OTHERS.values(), "/search?q=coffee", "/embed?q=coffee"])
def test_nobody_else_is_asked(context: BrowserContext, page: Page, site: str, address: str) -> None:
    """No page asks anybody but the service for anything, and none leaves a cookie."""
    responses = loaded(page, site + address)
    assert {urlsplit(response.url).netloc for response in responses} == {urlsplit(site).netloc}
    assert context.cookies() == []
