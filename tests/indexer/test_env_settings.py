"""Numbers of settings within their bounds."""

import pytest

from indexer.env_settings import seconds, whole_number


def test_numbers_within_bounds_are_read() -> None:
    """A text becomes a number, in the unit asked for."""
    assert seconds(0.1)("0.5") == 0.5
    assert whole_number(1, 20, 1024)("3") == 3072


@pytest.mark.parametrize("text", ["", "no", "-1", "0", "nan", "1e9"])
def test_seconds_out_of_bounds_are_refused(text: str) -> None:
    """What is no number, or too small or large, is refused with what it must be."""
    with pytest.raises(ValueError, match=r"a number of seconds from 0\.1 to 86400"):
        seconds(0.1)(text)


@pytest.mark.parametrize("text", ["", "no", "-1", "0", "21", "1.5", "٣", "9" * 9_999])
def test_whole_numbers_out_of_bounds_are_refused(text: str) -> None:
    """So it is with whole numbers, in plain digits alone."""
    with pytest.raises(ValueError, match="a whole number from 1 to 20"):
        whole_number(1, 20)(text)
