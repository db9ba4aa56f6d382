"""The machine's own clock."""

from datetime import UTC

from indexer.fetch.clock import SYSTEM_CLOCK


def test_the_system_clock_is_in_order() -> None:
    """Times are in UTC, elapsed time does not go back, chance is from 0 to 1."""
    began = SYSTEM_CLOCK.elapsed()
    assert SYSTEM_CLOCK.now().tzinfo is UTC
    SYSTEM_CLOCK.sleep(0)
    assert SYSTEM_CLOCK.elapsed() >= began
    assert 0 <= SYSTEM_CLOCK.chance() <= 1
