"""How the body of a document is set: what headings, notes and gaps are measured against."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from indexer.read.pdf.lines import TextLine

USUAL_LEADING = 1.25  # as a share of the size, where a document has too few lines to measure it
MAX_TAGGED_SHARE = 0.25  # of the text; a file with more of it tagged as headings was tagged by a program that guessed
MIN_BOLDER = 100  # by which a bold line's weight exceeds the body's


@dataclass(frozen=True, slots=True)
class BodyStyle:
    """Size in points, weight and colour of most text, and the distance between its baselines in points.

    `highest` is the level of the highest heading by the file's structure tags, or 0 where they cannot be trusted.
    """

    size: float
    weight: int
    colour: int
    leading: float
    highest: int = 0

    def level_of(self, line: TextLine) -> int:
        """Return the level, from 1, of the heading that the structure tags make of a line; 0 for none."""
        return line.style.level - self.highest + 1 if self.highest and line.style.level else 0

    def is_bold(self, line: TextLine) -> bool:
        return line.style.weight >= self.weight + MIN_BOLDER

    def is_coloured(self, line: TextLine) -> bool:
        return line.style.colour != self.colour

    def leading_of(self, line: TextLine) -> float:
        """Return the distance to be expected between lines of this line's size."""
        return self.leading * max(1.0, line.size / self.size)


def measure_body(pages: Sequence[Sequence[TextLine]]) -> BodyStyle:
    """Return the style of most characters. `pages` hold at least one line."""
    styles = Counter[tuple[float, int, int]]()
    for line in (line for page in pages for line in page):
        styles[line.style.size, line.style.weight, line.style.colour] += len(line.text)
    size, weight, colour = styles.most_common(1)[0][0]
    steps = [
        before.baseline - after.baseline
        for page in pages
        for before, after in pairwise(page)
        if before.size == after.size == size and 0 < before.baseline - after.baseline < 3 * size
    ]
    leading = median(steps) if steps else USUAL_LEADING * size
    return BodyStyle(size, weight, colour, leading, _highest_level(pages))


def _highest_level(pages: Sequence[Sequence[TextLine]]) -> int:
    """Return the highest level of tagged headings; 0 where there are none, or too much of the text is tagged."""
    tagged = [line for page in pages for line in page if line.style.level]
    total = sum(len(line.text) for page in pages for line in page)
    if not tagged or sum(len(line.text) for line in tagged) > MAX_TAGGED_SHARE * total:
        return 0
    return min(line.style.level for line in tagged)
