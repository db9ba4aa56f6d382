"""Markdown as plain paragraphs, and text as folded words: what the briefing's checks compare."""

import re
import unicodedata
from collections.abc import Iterator

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"</?[a-z][^>]*>", re.IGNORECASE)
_MARKS = re.compile(r"[*`]|\\(?=[^\w\s])|^[#>\s]+|(?<!\w)_|_(?!\w)", re.MULTILINE)
_BULLET = re.compile(r"^\s*[-•]\s+")


def without_markup(text: str) -> str:
    """The text as a reader sees it: links as their anchor words; no tags, emphasis or backslashes."""
    return _MARKS.sub("", _TAG.sub("", _LINK.sub(r"\1", text)))


def paragraphs(markdown: str) -> Iterator[str]:
    """Headings, paragraphs and list items, each on one line and without markup; blank lines and bullets divide them."""
    lines: list[str] = []
    for line in markdown.splitlines():
        if lines and (not line.strip() or line.startswith("#") or _BULLET.match(line)):
            yield " ".join(lines)
            lines.clear()
        bare = without_markup(_BULLET.sub("", line)).strip()
        if bare:
            lines.append(bare)
        if lines and line.startswith("#"):
            yield lines.pop()
    if lines:
        yield " ".join(lines)


def words(text: str) -> list[str]:
    """The text's words without case, accents, punctuation and possessive endings; a hyphen divides words."""
    decomposed = unicodedata.normalize("NFKD", without_markup(text).casefold().replace("đ", "d"))
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.findall(r"[^\W_]+", re.sub(r"(?<=\w)['’](s\b)?", "", letters))
