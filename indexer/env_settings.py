"""Settings, read from the texts of environment variables, numbers within bounds."""

from collections.abc import Callable, Mapping
from typing import Any

from indexer.errors import SettingsError

A_DAY = 86_400.0

Readers = Mapping[str, tuple[str, Callable[[str], object]]]
"""For each environment variable the setting that it gives, and what reads its text or raises ValueError."""


def given_settings(environment: Mapping[str, str], readers: Readers) -> dict[str, Any]:
    """The settings that the variables give, those left out that are missing or blank.

    Raises SettingsError, naming the variable, where a value cannot be used.
    """
    given: dict[str, Any] = {}
    for variable, (name, read) in readers.items():
        text = environment.get(variable, "").strip()
        if not text:
            continue
        try:
            given[name] = read(text)
        except ValueError as error:
            raise SettingsError(f"{variable} is “{text}”, but it must be {error}.") from None
    return given


def seconds(low: float) -> Callable[[str], float]:
    """A reader of seconds, from `low` to a day. It raises ValueError with what the text must be."""

    def read(text: str) -> float:
        try:
            found = float(text)
        except ValueError:
            found = -1.0
        if not low <= found <= A_DAY:
            raise ValueError(f"a number of seconds from {low:g} to {A_DAY:.0f}")
        return found

    return read


def whole_number(low: int, high: int, unit: int = 1) -> Callable[[str], int]:
    """A reader of whole numbers between two bounds, both included, as so many units. It raises ValueError likewise."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= len(str(high)) and low <= int(text) <= high):
            raise ValueError(f"a whole number from {low} to {high}")
        return int(text) * unit

    return read
