"""The lexer of queries: it cuts what a user typed at white space and quotation marks.

A query is cleaned first, so that any input has tokens: control characters, invisible marks and lone
surrogates are removed, and the rest is normalized to NFC. Tokens written out as text give the same tokens.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from indexer.analysis.tokenizer import tokenize
from indexer.errors import QueryTooLong

MAX_QUERY_LENGTH = 2_000
"""The maximum number of characters of a query."""

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


def lex_query(text: str) -> tuple[QueryToken, ...]:
    """Return the tokens of a query in order. Raise QueryTooLong."""
    return tuple(_with_operators(list(_scan(clean_query(text)))))


def to_text(found: Iterable[QueryToken]) -> str:
    """Return tokens as the text of a query."""
    return " ".join(str(token) for token in found)


def is_plain(text: str) -> bool:
    """Return whether a cleaned query has only words, no operators."""
    return _MORE_THAN_WORDS.search(text) is None


def clean_query(text: str) -> str:
    """Return a query in NFC, without invisible characters and with one mark for all kinds of quotation marks.

    Raise QueryTooLong.
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
    """Yield the chunks and phrases of a cleaned query. A quotation mark that is never closed only separates."""
    for match in _PIECES.finditer(text):
        quoted = match["quoted"]
        if quoted is not None:
            yield from _phrase(quoted, excluded=bool(match["minus"]))
        elif match["chunk"]:
            yield _chunk(match["chunk"])


def _phrase(text: str, *, excluded: bool) -> Iterator[QueryToken]:
    """Yield the phrase between two quotation marks, if there is a word between them."""
    if has_words(text):
        yield QueryToken("phrase", " ".join(text.split()), excluded)


def _chunk(text: str) -> QueryToken:
    """Return a chunk, excluded if its minus directly precedes a letter or digit."""
    if text[0] == "-" and text[1:2].isalnum() and has_words(text):
        return QueryToken("chunk", text[1:], excluded=True)
    return QueryToken("chunk", text)


def _with_operators(found: list[QueryToken]) -> Iterator[QueryToken]:
    """Yield the tokens, with OR as an operator where it is between two operands."""
    joined = False
    for index, token in enumerate(found):
        before = found[index - 1] if index and not joined else None
        after = found[index + 1] if index + 1 < len(found) else None
        is_or = token.kind == "chunk" and token.text == "OR" and not token.excluded
        joined = is_or and _joins(before) and _joins(after) and after != token
        yield QueryToken("or", "OR") if joined else token


def _joins(token: QueryToken | None) -> bool:
    return token is not None and not token.excluded and has_words(token.text)


def has_words(text: str) -> bool:
    """Return whether a text has any word."""
    return next(tokenize(text), None) is not None
