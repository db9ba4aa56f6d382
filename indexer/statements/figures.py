"""Finds the numbers of a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.records.figure import FigureKind

_NUMBER = re.compile(r"(?<![\w.,-])\d+(?:[.,\u00a0\u202f]\d+)*(?![\w])(?:\s*(?:%|per cent|por ciento|pour cent))?")


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A number at `start` to `end` of a sentence; the other fields are those of a figure."""

    start: int
    end: int
    kind: FigureKind
    value: float | None
    unit: str
    counts: str
    qualifier: str


def find_figures(sentence: str, language: str) -> Iterator[FoundFigure]:
    """The numbers of a sentence in order."""
    del language
    for match in _NUMBER.finditer(sentence):
        digits = re.match(r"[\d.,]+", match.group())
        value = float(re.sub(r"\D", "", digits.group())) if digits else None
        share = not match.group()[-1].isdigit()
        yield FoundFigure(
            match.start(),
            match.end(),
            "share" if share else "quantity",
            value,
            "percent" if share else "",
            " ".join(sentence[match.end() :].split()[:3]),
            "",
        )
