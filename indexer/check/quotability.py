"""Whether a reader would quote a document's passages as they are: faults of each passage, and a score of the whole.

The faults are judged by the text alone, in any language. A passage that is cut off is often a column read across, a
scrap often a label of a chart: what to do is to look at the page.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from indexer.documents.passages import MAX_SCRAP_WORDS
from indexer.read.heuristics import (
    SENTENCE_THEN_MORE,
    breaks_off,
    count_words,
    is_address,
    is_callout,
    is_caption,
    is_credit,
    is_dangling,
    is_numbered,
    starts_lowercase,
)
from indexer.records.passage import Passage

Fault = Literal["scrap", "torn", "repeated", "no heads", "no words", "unsure"]

FAULTS: Mapping[Fault, str] = {
    "scrap": "hold five words or fewer",
    "torn": "begin or end in the middle of a sentence",
    "repeated": "repeat words",
    "no heads": "are rows of a table without heads",
    "no words": "hold more figures and signs than words",
    "unsure": "were read from a picture with little confidence",
}
"""What is wrong with the passages of each kind, in words."""

MIN_RUNNING_WORDS = 8
"""The fewest words of a line that is judged as running text: shorter ones are items and labels."""

MIN_SURE_CONFIDENCE = 80
"""The confidence of OCR, in percent, below which a quotation has to be corrected by hand."""

POINTS_PER_DOUBT = 5
"""What a title, publisher or year that is missing or doubtful costs a document's score, of 100."""

MIN_HEADING_LETTERS = 2

MAX_EXAMPLES = 3

# Two words or more that follow themselves at once: one word may, in many languages.
_REPEATED = re.compile(r"\b(?=\w{2})((?:[^\W\d_]+)(?: [^\W\d_]+){1,5}) \1\b")
_NO_LETTER = re.compile(r"[\W\d_]")


@dataclass(frozen=True, slots=True)
class Quotability:
    """How many of a document's passages have no fault, and the faults of others; lists of contents do not count.

    `examples` are ids of passages with each fault. `labels` are headings that look like labels.
    """

    passages: int = 0
    good: int = 0
    faults: Mapping[Fault, int] = field(default_factory=dict)
    examples: Mapping[Fault, Sequence[str]] = field(default_factory=dict)
    labels: tuple[str, ...] = ()

    def score(self, doubts: int) -> int:
        """Return the share of passages without fault, in percent, less POINTS_PER_DOUBT for each doubt; 0 at least."""
        share = 100 * self.good / self.passages if self.passages else 0.0
        return max(0, round(share) - POINTS_PER_DOUBT * doubts)


NOTHING_JUDGED = Quotability()


def judge(passages: Iterable[tuple[Passage, int | None]], headings: Iterable[str]) -> Quotability:
    """Judge a document by its passages, each with the confidence of OCR in it, if it was read so, and its headings."""
    counts: Counter[Fault] = Counter()
    examples: dict[Fault, list[str]] = {}
    total = good = 0
    for passage, confidence in passages:
        found = set(find_faults(passage, confidence))
        if passage.demoted and found != {"scrap"}:
            continue
        total += 1
        good += not found
        counts.update(found)
        for fault in found:
            examples.setdefault(fault, []).append(passage.id)
    labels = dict.fromkeys(heading for heading in headings if looks_like_label(heading))
    return Quotability(
        total,
        good,
        {fault: counts[fault] for fault in FAULTS if counts[fault]},
        {fault: found[:MAX_EXAMPLES] for fault, found in examples.items()},
        tuple(labels),
    )


def find_faults(passage: Passage, confidence: int | None = None) -> Iterator[Fault]:
    """Yield the faults of a passage."""
    own = passage.text[passage.repeated :]
    kinds = passage.table.lower()
    lines = passage.text.split("\n")
    text = [line for line, kind in zip(lines, kinds or "-" * len(lines), strict=False) if kind == "-"]
    if "r" in kinds:
        if "h" not in kinds:
            yield "no heads"
    elif count_words(own) <= MAX_SCRAP_WORDS:
        yield "scrap"
    elif len(_NO_LETTER.sub("", own)) * 2 < len("".join(own.split())):
        yield "no words"
    if any(map(_is_torn, text)):
        yield "torn"
    if any(map(_REPEATED.search, text)):
        yield "repeated"
    if confidence is not None and confidence < MIN_SURE_CONFIDENCE:
        yield "unsure"


def looks_like_label(heading: str) -> bool:
    """Return whether a heading is a figure, a caption, a source line, an address or running text, and no title."""
    is_text = starts_lowercase(heading) or is_dangling(heading) or SENTENCE_THEN_MORE.search(heading) is not None
    is_figure = is_callout(heading) or len(_NO_LETTER.sub("", heading)) < MIN_HEADING_LETTERS
    is_other = is_caption(heading) or is_credit(heading) or is_address(heading)
    return is_figure or is_other or (is_text and not is_numbered(heading))


def _is_torn(line: str) -> bool:
    """Return whether a line of running text begins or ends in the middle of a sentence."""
    if count_words(line) < MIN_RUNNING_WORDS:
        return False
    return breaks_off(line) or is_dangling(line) or (starts_lowercase(line) and bool(SENTENCE_THEN_MORE.search(line)))


assert set(FAULTS) == set(get_args(Fault))  # noqa: S101  # each has its words
