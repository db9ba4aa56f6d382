"""What the tests of answers share."""

import pytest

from service.search.jit import warm_jit_cache


@pytest.fixture(scope="session", autouse=True)
def _prepared() -> None:
    """Loops are compiled for the types that they say, as the service does."""
    warm_jit_cache()
