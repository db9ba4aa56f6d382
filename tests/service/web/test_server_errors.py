"""The outer edge: an unexpected error ends one request, is logged and tells nothing."""

import logging
from pathlib import Path

import httpx
import pytest

from indexer.settings import Settings
from service.app import create_app
from service.search.local_engine import LocalEngine
from service.search.protocol import ResultPage, SearchRequest
from tests.service.conftest import asking
from tests.service.html_page import parse

pytestmark = pytest.mark.anyio


class Breaking(LocalEngine):
    """The real engine with a fault in it: it cannot answer about zebras."""

    def search(self, request: SearchRequest) -> ResultPage:
        if request.text == "zebra":
            raise ZeroDivisionError("a secret of the machine")
        return super().search(request)


async def failing(small_index: Path, address: str) -> httpx.Response:
    async with asking(create_app(Settings(), Breaking(small_index))) as client:
        response = await client.get(address)
        assert (await client.get("/search?q=coffee")).status_code == 200
        return response


async def test_json(small_index: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A program gets the one shape with the request's id, under which the log has the trace."""
    response = await failing(small_index, "/api/v1/search?q=zebra")
    error = response.json()["error"]
    assert response.status_code == error["status"] == 500
    assert error["request_id"] == response.headers["x-request-id"]
    assert "secret" not in response.text
    (record,) = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert error["request_id"] in record.getMessage()
    assert record.exc_info
    assert record.exc_info[0] is ZeroDivisionError


async def test_page(small_index: Path) -> None:
    """A reader gets a page with the request's id."""
    response = await failing(small_index, "/search?q=zebra")
    assert response.status_code == 500
    assert response.headers["x-request-id"] in parse(response.text).one("main").text
    assert "secret" not in response.text
