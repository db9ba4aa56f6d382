"""The engine over the small real index, and the index itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.store.folders import live_folder
from indexer.store.generation import Generation, open_generation
from service.engine.postings import Postings
from service.engine.whoosh_engine import WhooshEngine


@pytest.fixture(scope="session")
def generation(small_index: Path) -> Generation:
    """The small index as the service reads it."""
    return open_generation(live_folder(small_index))


@pytest.fixture(scope="session")
def postings(generation: Generation) -> Iterator[Postings]:
    """The postings of the small index, for the thread of the tests."""
    found = Postings(generation.whoosh_folder)
    yield found
    found.close()


@pytest.fixture(scope="session")
def engine(small_index: Path) -> WhooshEngine:
    """An engine over the small index."""
    return WhooshEngine(small_index)
