"""Tokens of a query: what a user typed, cut at white space and quotation marks.

A query is normalized first, so that any input whatever has tokens: control characters, invisible marks and lone
surrogates are removed, the rest is put in NFC. Tokens written out again give the same tokens.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from indexer.analysis.tokenizer import tokenize
from indexer.errors import QueryTooLong

MAX_QUERY_LENGTH = 2_000
"""The most characters a query may have."""

_QUOTES = frozenset('"“”„‟«»＂')
_REMOVED = frozenset({"Cc", "Cf", "Cs"})
_PIECES = re.compile(r'(?P<minus>-?)"(?P<quoted>[^"]*)"|"|(?P<chunk>[^ "]+)')


_MORE_THAN_WORDS = re.compile(r'["*]|(?:^| )(?:-|OR )')


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A chunk of text without white space, the text between two quotation marks, or the operator OR.

    `excluded` is true if a minus directly precedes it; the minus is not part of the text.
    """

    kind: Literal["chunk", "phrase", "or"]
    text: str
    excluded: bool = False

    def __str__(self) -> str:
        text = f'"{self.text}"' if self.kind == "phrase" else self.text
        return f"-{text}" if self.excluded else text


def tokenize_query_text(text: str) -> tuple[QueryToken, ...]:
    """Return the tokens of a query in order. Raises QueryTooLong."""
    return tuple(_with_operators(list(_scan(normalize_query(text)))))


def to_text(found: Iterable[QueryToken]) -> str:
    """Return tokens as the text of a query."""
    return " ".join(str(token) for token in found)


def is_plain(text: str) -> bool:
    """Return whether a normalized query has nothing in it that could be more than words."""
    return _MORE_THAN_WORDS.search(text) is None


def normalize_query(text: str) -> str:
    """Return a query in NFC, without invisible characters and with one mark for all kinds of quotation marks.

    Raises QueryTooLong.
    """
    if len(text) > MAX_QUERY_LENGTH:
        raise QueryTooLong(
            f"The query has {len(text):,} characters; at most {MAX_QUERY_LENGTH:,} can be searched. "
            "Search for a sentence of it, or for its most distinctive words."
        )
    if text.isascii() and text.isprintable():
        return text
    seen = (" " if char.isspace() else '"' if char in _QUOTES else char for char in text)
    kept = "".join(char for char in seen if unicodedata.category(char) not in _REMOVED)
    return unicodedata.normalize("NFC", kept)


def _scan(text: str) -> Iterator[QueryToken]:
    """Chunks and phrases of a cleaned text. A quotation mark that is never closed only separates."""
    for match in _PIECES.finditer(text):
        quoted = match["quoted"]
        if quoted is not None:
            yield from _phrase(quoted, excluded=bool(match["minus"]))
        elif match["chunk"]:
            yield _chunk(match["chunk"])


def _phrase(text: str, *, excluded: bool) -> Iterator[QueryToken]:
    """Return the phrase between two quotation marks, if there is a word between them."""
    if has_words(text):
        yield QueryToken("phrase", " ".join(text.split()), excluded)


def _chunk(text: str) -> QueryToken:
    """Return a chunk, excluded if its minus directly precedes a letter or digit."""
    if text[0] == "-" and text[1:2].isalnum() and has_words(text):
        return QueryToken("chunk", text[1:], excluded=True)
    return QueryToken("chunk", text)


def _with_operators(found: list[QueryToken]) -> Iterator[QueryToken]:
    """Return the tokens, with OR as an operator where it is between two tokens that it can join."""
    joined = False
    for place, token in enumerate(found):
        before = found[place - 1] if place and not joined else None
        after = found[place + 1] if place + 1 < len(found) else None
        is_or = token.kind == "chunk" and token.text == "OR" and not token.excluded
        joined = is_or and _joins(before) and _joins(after) and after != token
        yield QueryToken("or", "OR") if joined else token


def _joins(token: QueryToken | None) -> bool:
    return token is not None and not token.excluded and has_words(token.text)


def has_words(text: str) -> bool:
    """Whether there is anything to search for in a text."""
    return next(tokenize(text), None) is not None
