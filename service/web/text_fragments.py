"""Links to a sentence: the fragment that scrolls to its first marked word, with a text directive that highlights it.

The directive is that of the URL Fragment Text Directives specification; browsers without it go to the element.
"""

import re
from urllib.parse import quote

from indexer.records.passage import CELL_BREAK

MATCH = "match"
"""The id of the first marked word that a link leads to."""

WHOLE_WORDS, EDGE_WORDS = 8, 4
"""A sentence of this number of words is in the link as a whole, a longer one by its first and last words."""

_SENTENCE_END = re.compile(r"(?<=[.!?…。])\s+")


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence of a text, or the cell of a table, that has these characters."""
    first = max(text.rfind("\n", 0, start) + 1, _after(text, CELL_BREAK, start))
    last = min(_before(text, "\n", end), _before(text, CELL_BREAK, end))
    for gap in _SENTENCE_END.finditer(text, first, last):
        if gap.end() <= start:
            first = gap.end()
        elif gap.start() >= end:
            last = gap.start()
            break
    return text[first:last].strip()


def _after(text: str, separator: str, start: int) -> int:
    at = text.rfind(separator, 0, start)
    return at + len(separator) if at >= 0 else 0


def _before(text: str, separator: str, end: int) -> int:
    at = text.find(separator, end)
    return at if at >= 0 else len(text)


def fragment(sentence: str) -> str:
    """Return the fragment of a link to a sentence of a page that marks words in it."""
    words = sentence.split()
    if not words:
        return f"#{MATCH}"
    edges = [words] if len(words) <= WHOLE_WORDS else [words[:EDGE_WORDS], words[-EDGE_WORDS:]]
    return f"#{MATCH}:~:text=" + ",".join(quote(" ".join(edge), safe="").replace("-", "%2D") for edge in edges)
