"""Whether a text holds an expected string, whatever the layout did to either."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from indexer.analysis.tokenizer import tokenize

_MARKS = re.compile(r"</?u>|[*_`#\\]|[\"'“”‘’«»„‚‹›]|[-\u00ad\u2010-\u2015]")


def folded(text: str) -> str:
    """Return a text without case, accents, quotation marks, hyphens and Markdown marks, its white space single."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    return " ".join(_MARKS.sub("", bare).split())


def holds(text: str, answers: Iterable[str]) -> bool:
    """Return whether a text holds one of these answers as whole words, folded: `12` is not in `2012`."""
    found = _tokens(text)
    return any(_is_within(_tokens(answer), found) for answer in answers)


def _tokens(text: str) -> list[str]:
    return [word.text for word in tokenize(text)]


def _is_within(part: Sequence[str], whole: Sequence[str]) -> bool:
    size = len(part)
    return bool(part) and any(list(whole[start : start + size]) == part for start in range(len(whole) - size + 1))
