"""The settings of fetching come from the environment, and a bad one is named."""

from dataclasses import fields

import pytest

from indexer.errors import SettingsError
from indexer.fetch.hosts import Host
from indexer.fetch.settings import FetchSettings


def test_defaults() -> None:
    """An empty environment, or blank variables, give the defaults."""
    assert FetchSettings.from_environment({"VERBATIM_FETCH_DELAY": " "}) == FetchSettings()


def test_every_setting_is_read() -> None:
    """Each field has its variable."""
    given = {
        "VERBATIM_CONTACT": "library@example.org",
        "VERBATIM_FETCH_HOSTS": "a.example, b.example:8080",
        "VERBATIM_FETCH_PRIVATE_HOSTS": "10.0.0.5:8080,",
        "VERBATIM_FETCH_DELAY": "0",
        "VERBATIM_FETCH_TIMEOUT": "2.5",
        "VERBATIM_FETCH_SECONDS": "60",
        "VERBATIM_FETCH_MEBIBYTES": "5",
        "VERBATIM_FETCH_ATTEMPTS": "1",
        "VERBATIM_FETCH_LONGEST_WAIT": "9",
        "VERBATIM_FETCH_FOLLOW_LIMIT": "7",
        "VERBATIM_FETCH_FOLLOW_DEPTH": "3",
    }
    assert FetchSettings.from_environment(given) == FetchSettings(
        contact="library@example.org",
        hosts=(Host("a.example"), Host("b.example", 8080)),
        private_hosts=(Host("10.0.0.5", 8080),),
        delay=0,
        timeout=2.5,
        seconds=60,
        largest=5 << 20,
        attempts=1,
        longest_wait=9,
        follow_limit=7,
        follow_depth=3,
    )
    assert len(given) == len(fields(FetchSettings))


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("VERBATIM_CONTACT", "x\r\nHost: y"),
        ("VERBATIM_CONTACT", "bücherei@example.org"),
        ("VERBATIM_FETCH_HOSTS", "https://a.example"),
        ("VERBATIM_FETCH_PRIVATE_HOSTS", "a.example:port"),
        ("VERBATIM_FETCH_DELAY", "-1"),
        ("VERBATIM_FETCH_DELAY", "nan"),
        ("VERBATIM_FETCH_TIMEOUT", "0"),
        ("VERBATIM_FETCH_SECONDS", "inf"),
        ("VERBATIM_FETCH_MEBIBYTES", "0"),
        ("VERBATIM_FETCH_ATTEMPTS", "many"),
        ("VERBATIM_FETCH_ATTEMPTS", "٣"),
        ("VERBATIM_FETCH_FOLLOW_LIMIT", "9" * 5000),
        ("VERBATIM_FETCH_FOLLOW_DEPTH", "11"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(variable: str, value: str) -> None:
    """The message has the variable and what it must be."""
    with pytest.raises(SettingsError, match=f"(?s){variable} is .*but it must be"):
        FetchSettings.from_environment({variable: value})
