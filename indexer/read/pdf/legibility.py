"""Text that is no language, because a file's fonts give wrong codes for their glyphs, or codes that no other font has.

What it shows can be read by people and not by programs. In every language the commonest letters of its script make up
most of a text; where codes are shifted or mixed, others do.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

# The letters of scripts, and the commonest of them over the languages that are written in each.
COMMON_LETTERS = (
    (re.compile("[a-z]"), frozenset("eainorstlu")),
    (re.compile("[\u0430-\u04ff]"), frozenset("оеаинтсрвлкы")),
    (re.compile("[\u03b1-\u03c9]"), frozenset("αοιετσνηυρςκ")),
    (re.compile("[\u0621-\u06d3]"), frozenset("ايلمونترهبعد")),
    (re.compile("[\u05d0-\u05ea]"), frozenset("יוהלארתבשמנד")),
)
WORD = re.compile(r"[^\W\d_]{3,}")  # shorter ones are labels and signs
UNKNOWN = re.compile("[\x01-\x08\x0e-\x1f\ufffd\ue000-\uefff]")  # symbol fonts have their codes above these
MIN_LETTERS = 150  # by which a page can be judged
MIN_COMMON_SHARE = 0.5  # of the letters; .57 is the least of legible pages, .43 the most of others
MAX_UNKNOWN_SHARE = 0.5  # of the characters


def is_legible(texts: Iterable[str]) -> bool:
    """Return whether a page's texts are in a language, as far as its letters tell; true where they are too few."""
    text = " ".join(texts)
    unknown = len(UNKNOWN.findall(text))
    if unknown >= MIN_LETTERS and unknown > MAX_UNKNOWN_SHARE * len(text.replace(" ", "")):
        return False
    counts = Counter("".join(WORD.findall(unicodedata.normalize("NFKD", text.casefold()))))
    for script, common in COMMON_LETTERS:
        letters = {char: count for char, count in counts.items() if script.match(char)}
        total = sum(letters.values())
        if total >= MIN_LETTERS and 2 * total > counts.total():
            return sum(count for char, count in letters.items() if char in common) >= MIN_COMMON_SHARE * total
    return True
