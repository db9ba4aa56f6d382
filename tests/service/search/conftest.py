"""The engine over the small real index, and the index itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.index.folders import live_folder
from indexer.index.generation import Generation, open_generation
from service.search.image_index import ImageIndex
from service.search.jit import warm_jit_cache
from service.search.local_engine import LocalEngine
from service.search.searcher import Searcher, open_searcher
from service.search.whoosh_index import WhooshIndex


@pytest.fixture(scope="session", autouse=True)
def _prepared() -> None:
    """Loops are compiled for the types that they say, as the service does."""
    warm_jit_cache()


@pytest.fixture(scope="session")
def generation(small_index: Path) -> Generation:
    """The small index as the service reads it."""
    return open_generation(live_folder(small_index))


@pytest.fixture(scope="session")
def served(generation: Generation) -> Searcher:
    """The small index, ready to be searched."""
    return open_searcher(generation)


@pytest.fixture(scope="session")
def image_index(generation: Generation) -> ImageIndex:
    """The image of the small index."""
    return ImageIndex(generation)


@pytest.fixture(scope="session")
def whoosh_index(generation: Generation) -> Iterator[WhooshIndex]:
    """The Whoosh part of the small index, for the thread of the tests."""
    found = WhooshIndex(generation)
    yield found
    found.close()


@pytest.fixture(scope="session")
def engine(small_index: Path) -> LocalEngine:
    """An engine over the small index."""
    return LocalEngine(small_index)
