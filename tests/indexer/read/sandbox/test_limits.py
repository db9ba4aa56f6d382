"""The limits of reading as settings."""

import pytest

from indexer.errors import SettingsError
from indexer.read.sandbox.limits import MEBIBYTE, Limits


def test_limits_come_from_the_environment() -> None:
    """Each variable sets its limit; what is missing or blank leaves the default."""
    given = {
        "VERBATIM_READ_MEBIBYTES": "512",
        "VERBATIM_READ_CPU_SECONDS": "9",
        "VERBATIM_READ_SECONDS": "12.5",
        "VERBATIM_READ_PAGES": "40",
        "VERBATIM_READ_CHARACTERS": " ",
        "VERBATIM_READ_UNPACKED_MEBIBYTES": "8",
    }
    limits = Limits.from_environment(given)
    assert limits == Limits(memory=512 * MEBIBYTE, cpu=9, wall=12.5, pages=40, unpacked=8 * MEBIBYTE)


def test_a_limit_that_cannot_be_used_is_named() -> None:
    """The message has the variable and what it must be."""
    with pytest.raises(SettingsError, match="VERBATIM_READ_PAGES is “none”, but it must be a whole number from 1"):
        Limits.from_environment({"VERBATIM_READ_PAGES": "none"})
