"""Numbers of settings, read from the texts of environment variables within bounds."""

from collections.abc import Callable

A_DAY = 86_400.0


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
