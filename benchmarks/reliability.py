"""How well confidence says the truth: the share of right answers by confidence, as numbers and as a diagram.

A reliability diagram (DeGroot and Fienberg, The comparison and evaluation of forecasters, 1983) has a point for each
tenth of confidence: the share of answers that are right against the mean confidence in them. Points on the diagonal are
as right as they claim to be, points above it are more so.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

BINS = 10

SIZE, MARGIN, LARGEST = 360, 48, 9.0
"""Of the diagram: the side of the square, the space around it, and the radius of the point of the fullest bin."""


class Bin(NamedTuple):
    """The `n` answers with similar confidence: its mean, and the share of them that are right."""

    n: int
    confidence: float
    right: float


def reliability(confidence: Array, right: Array) -> list[Bin]:
    """Return the bins of equal width that have any answers; `right` is 1.0 or 0.0 for each answer."""
    numbers = np.minimum((confidence * BINS).astype(int), BINS - 1)
    members = [numbers == number for number in range(BINS)]
    return [
        Bin(int(held.sum()), float(confidence[held].mean()), float(right[held].mean()))
        for held in members
        if held.any()
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the mean distance of confidence from the share of right answers, weighted by their number (ECE)."""
    return sum(each.n * abs(each.confidence - each.right) for each in bins) / sum(each.n for each in bins)


def diagram(bins: Sequence[Bin]) -> str:
    """Return the reliability diagram as SVG; the area of a point is in proportion to its answers."""
    whole = SIZE + 2 * MARGIN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}"',
        ' font-family="sans-serif" font-size="12">',
        "<title>Reliability of the confidence in answers</title>",
        f'<rect width="{whole}" height="{whole}" fill="white"/>',
        f'<rect x="{MARGIN}" y="{MARGIN}" width="{SIZE}" height="{SIZE}" fill="none" stroke="#888"/>',
        f'<path d="M{MARGIN} {MARGIN + SIZE}L{MARGIN + SIZE} {MARGIN}" stroke="#888" stroke-dasharray="4 4"/>',
        *_ticks(),
        *_points(bins),
        f'<text x="{whole / 2}" y="{whole - 8}" text-anchor="middle">Mean confidence</text>',
        f'<text transform="translate(14 {whole / 2}) rotate(-90)" text-anchor="middle">Share of right answers</text>',
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _ticks() -> Iterator[str]:
    for tenth in range(0, BINS + 1, 2):
        share = tenth / BINS
        yield f'<text x="{_across(share)}" y="{MARGIN + SIZE + 16}" text-anchor="middle">{share:.1f}</text>'
        yield f'<text x="{MARGIN - 6}" y="{_up(share) + 4}" text-anchor="end">{share:.1f}</text>'


def _points(bins: Sequence[Bin]) -> Iterator[str]:
    most = max((each.n for each in bins), default=1)
    for each in bins:
        radius = round(LARGEST * (each.n / most) ** 0.5, 1)
        yield (
            f'<circle cx="{_across(each.confidence)}" cy="{_up(each.right)}" r="{radius}" fill="#1d5fa8" '
            f'fill-opacity="0.8"><title>{each.n} answers: confidence {each.confidence:.2f}, right {each.right:.2f}'
            "</title></circle>"
        )


def _across(share: float) -> float:
    return round(MARGIN + SIZE * share, 1)


def _up(share: float) -> float:
    return round(MARGIN + SIZE * (1 - share), 1)
