"""What a short line that stands alone can be, judged by its own words: documents that were converted from a
layout have no marks for headings, call-outs or the names under quotations.
"""

import re

from indexer.read.sentence_ends import count_words

LONGEST = 14
"""Words of the longest heading without a number."""

LONGEST_NUMBERED = 40
"""Words of the longest heading with a number: the number is evidence enough."""

LONGEST_LABEL = 4
LONGEST_CALLOUT = 8
LONGEST_SIGNATURE = 25

NUMBERED = re.compile(
    r"^(?:(?P<decimal>\d{1,2}(?:\.\d{1,2}){0,4})[.)]?|(?P<roman>[IVX]{1,5})\.|(?P<letter>[A-Z])\."
    r"|(?:annex|annexe|anexo|appendix|box|chapter|chapitre|capítulo|chương|part|partie|parte|phần|section|sección)"
    r"\s+(?:\d+|[IVX]+|[A-Z])\b[.:]?)\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
"""A heading's number: 3. or 2.1 or IV. or A. or Chapter 2."""

CALLOUT = re.compile(
    r"^(?:[€$£¥]|US\$)?\d[\d.,\u202f ]*(?P<unit>\s*(?:%|per cent\b|million\b|billion\b))?\s*(?P<next>\S*)"
)
"""A figure, and the word after it."""

ADDRESS = re.compile(r"^(?:https?://|www\.)?[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}(?:/\S*)?$")
"""An address ends in letters: 5.1 is none."""


NAME = re.compile(
    r"^[A-ZÀ-ÖØ-Þ][^\W\d_'’.-]*(?:['’.-]+[^\W\d_]+)*\.?"
    r"(?:\s+(?:al|bin|binti|da|de|del|der|di|dos|el|la|van|von|[A-ZÀ-ÖØ-Þ][^\W\d_]*(?:['’.-]+[^\W\d_]+)*\.?)){1,5}$"
)
"""A person's name: two to six words that begin with capitals, particles aside."""


def is_callout(line: str) -> bool:
    """Whether the line is a figure set large, with a few words of what it counts."""
    match = CALLOUT.match(line)
    if match is None or count_words(line) > LONGEST_CALLOUT:
        return False
    following = match["next"]
    if not following:
        return bool(match["unit"])
    return not following[0].isupper() or following.isupper() or not following[1:].islower()


def is_address(line: str) -> bool:
    """Whether the line is a web address alone."""
    return " " not in line and ADDRESS.match(line) is not None


def is_signature(line: str) -> bool:
    """Whether the line is a person's name, a comma and what they are, as under a quotation; no title with a year."""
    name, comma, role = line.partition(",")
    if not comma or count_words(line) > LONGEST_SIGNATURE or line.endswith((".", ":", ";")):
        return False
    return NAME.match(name) is not None and role.strip()[:1].isupper() and not any(c.isdigit() for c in line)


def is_numbered(line: str) -> bool:
    """Whether the line begins with a heading's number."""
    return NUMBERED.match(line) is not None and not is_callout(line)


def looks_like_heading(line: str) -> bool:
    """Whether the line's own words allow it to be a heading: short, capitalized, not closed like a sentence."""
    if not line or line[-1] in ".,;:…|" or not any(char.isalpha() for char in line):
        return False
    if is_callout(line) or is_address(line) or " | " in line:
        return False
    if is_numbered(line):
        return count_words(line) <= LONGEST_NUMBERED
    opening = line.lstrip("¿¡\"“«‘'(")[:1]
    return (opening.isupper() or opening.isdigit()) and count_words(line) <= LONGEST


def is_fragment(line: str) -> bool:
    """Whether the line is too short and open to be text: a heading, a label, or a cell of a broken table."""
    is_label = line[:1].islower() and line[-1] not in ".,;:" and count_words(line) <= LONGEST_LABEL
    return is_label or looks_like_heading(line)
