"""The service over the small real index, asked through HTTP without a network."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from service.app import create_app
from service.settings import Settings


def asking(app: FastAPI) -> httpx.AsyncClient:
    """A client of this application."""
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://verbatim.test")


@pytest.fixture(scope="session")
def app(small_index: Path) -> FastAPI:
    """The service with its default settings."""
    return create_app(Settings(data_dir=small_index))


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the service."""
    async with asking(app) as client:
        yield client


@pytest.fixture
async def client_without_index(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a service whose data folder does not exist yet."""
    async with asking(create_app(Settings(data_dir=tmp_path / "nothing"))) as client:
        yield client
