"""The service over the small real index, asked through HTTP without a network."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from indexer.settings import Settings
from service.app import create_app
from tests.service.html_page import Page, parse


def app_client(app: FastAPI) -> httpx.AsyncClient:
    """Return a client of this application."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://verbatim.test")


async def get(client: httpx.AsyncClient, address: str, status: int = 200) -> Page:
    """Request a page; check its status and content type, and return it parsed."""
    response = await client.get(address)
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return parse(response.text)


@pytest.fixture(scope="session")
def app(small_index: Path) -> FastAPI:
    """The service with its default settings."""
    return create_app(Settings(data_dir=small_index))


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the service."""
    async with app_client(app) as client:
        yield client


@pytest.fixture
async def client_without_index(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service whose data folder does not exist yet."""
    async with app_client(create_app(Settings(data_dir=tmp_path / "nothing"))) as client:
        yield client
