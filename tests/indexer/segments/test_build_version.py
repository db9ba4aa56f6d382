"""The version of making portions."""

from indexer.segments import build_version as version
from indexer.segments.build_version import making_version


def test_the_version_is_a_digest_that_stays() -> None:
    """It is the same for the same code, and as long as a portion's name needs."""
    first = making_version()
    making_version.cache_clear()
    assert making_version() == first
    assert len(first) == 64


def test_the_code_that_is_looked_at_is_there() -> None:
    """Every folder that is left out exists, and nothing is left out that makes passages or writes them."""
    assert all((version._HERE / name).is_dir() for name in version._ELSEWHERE)
    assert {"analysis", "portions", "statements", "store", "read", "image"}.isdisjoint(version._ELSEWHERE)
