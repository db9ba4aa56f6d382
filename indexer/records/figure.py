"""Figures: the numbers of the corpus, with their unit, what they count, and the sentence that gives them."""

from typing import Literal

from msgspec import Struct

from indexer.records.passage import Span

FigureKind = Literal["quantity", "share", "money", "date", "reference"]
"""What a number is: a count or measure, a share, an amount of money, a date or year, or the number of something."""

FIGURE_KINDS: tuple[FigureKind, ...] = ("quantity", "share", "money", "date", "reference")
"""All kinds in their order of display."""


class Figure(Struct, frozen=True, array_like=True):
    """One number in its sentence.

    `id` is permanent: it depends on the document, the sentence and the number's position in it. `written` is the
    number as written, with its unit ("62 per cent"); it is `sentence[start:end]`. `value` is its value
    (millions multiplied out; shares in per cent, not as fractions), None where it is not a single number. `unit` is
    "percent", "points" (percentage points), a currency's ISO 4217 code, a measure such as "km", "" for plain counts.
    `counted` is what the number counts, in the sentence's words ("fishermen on board fishing vessels"), or empty.
    `qualifier` is the word that bounds it ("more than", "around"), or empty.

    A number in a cell of a table has the row as its `sentence`, the head of the row as `counted`, the head of its
    `column`, and the title of the `table` where it has one; `column` and `table` are the words of the lines above the
    row, and empty for a number of a sentence.

    `sentence` is exactly what `spans` give from the stored pages; `passage` is the id of the passage around it.
    """

    id: str
    document: str
    passage: str
    language: str
    sentence: str
    spans: tuple[Span, ...]
    start: int
    end: int
    kind: FigureKind
    value: float | None
    unit: str
    counted: str
    qualifier: str
    column: str = ""
    table: str = ""

    @property
    def written(self) -> str:
        """Return the number with its unit, as the sentence writes it."""
        return self.sentence[self.start : self.end]

    @property
    def quotations(self) -> tuple[str, ...]:
        """Return everything that is shown as the sentence's words, and must be."""
        return (self.written, self.counted, self.qualifier)
