"""The lexer of queries: it cuts what a user typed at white space and quotation marks.

A query is cleaned first, so that any input has tokens: control characters, invisible marks and lone
surrogates are removed, and the rest is normalized to NFC. Tokens written out as text give the same tokens.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from indexer.analysis.terms import is_shouted
from indexer.analysis.tokenizer import tokenize
from indexer.errors import QueryTooLong
from service.query.foreign_syntax import OPERATOR_HINT
from service.translations.formats import format_number

MAX_QUERY_LENGTH = 2_000
"""The maximum number of characters of a query."""

_QUOTES = frozenset('"“”„‟«»＂')
_REMOVED = frozenset({"Cc", "Cf", "Cs"})
_PIECES = re.compile(r'(?P<minus>-?)"(?P<quoted>[^"]*)"|"|(?P<chunk>(?:[a-z_]+:)?[\[{][^\s"]+ TO [^\s"]+[\]}]|[^ "]+)')


_MORE_THAN_WORDS = re.compile(r'["*]|(?:^| )(?:-|(?:OR|AND|NOT) |\|\||&&)| ![^\W_]')
_OPERATORS: dict[str, Literal["or", "and", "not"]] = {
    "OR": "or", "||": "or", "AND": "and", "&&": "and", "NOT": "not",
}  # fmt: skip
_MIN_HEADING_WORDS = 4
"""The fewest words of a heading in capital letters."""

_MAX_NAME_WORDS = 2
"""The most words of a query of names alone."""

_BEFORE_WORD = re.compile(r"^[^\w.]+|\.+(?![^\W\d])")


@dataclass(frozen=True, slots=True)
class QueryToken:
    """A chunk of text without white space, the text between two quotation marks, or the operator OR or AND.

    `excluded` is true if a minus directly precedes it, or the operator NOT; neither is part of the text.
    """

    kind: Literal["chunk", "phrase", "or", "and"]
    text: str
    excluded: bool = False

    def __str__(self) -> str:
        text = f'"{self.text}"' if self.kind == "phrase" else self.text
        return f"-{text}" if self.excluded else text


def lex_query(text: str) -> tuple[QueryToken, ...]:
    """Return the tokens of a query in order. Raise QueryTooLong."""
    cleaned = clean_query(text)
    found = tuple(_with_operators(_with_exclusions(list(_scan(cleaned)), heading=_is_heading(cleaned))))
    return found or tuple(QueryToken("chunk", chunk) for chunk in cleaned.split())


def to_text(found: Iterable[QueryToken]) -> str:
    """Return tokens as the text of a query."""
    return " ".join(str(token) for token in found)


def is_plain(text: str) -> bool:
    """Return whether a cleaned query has only words, no operators."""
    return _MORE_THAN_WORDS.search(text) is None and OPERATOR_HINT.search(text) is None


def _is_heading(text: str) -> bool:
    """Return whether a query is a text in capital letters throughout: its NOT is a word."""
    return text.isupper() and len(text.split()) >= _MIN_HEADING_WORDS


def has_names(text: str) -> bool:
    """Return whether capital letters make names in a query: not where all of it is written in them."""
    return not text.isupper() or (len(text.split()) <= _MAX_NAME_WORDS and not is_shouted(text))


def clean_query(text: str) -> str:
    """Return a query in NFC, without invisible characters and with one mark for all kinds of quotation marks.

    Raise QueryTooLong.
    """
    if len(text) > MAX_QUERY_LENGTH:
        raise QueryTooLong(
            "The query has %(length)s characters; at most %(most)s can be searched. "
            "Search for a sentence of it, or for its most distinctive words.",
            length=format_number(len(text)),
            most=format_number(MAX_QUERY_LENGTH),
        )
    if text.isprintable() and (text.isascii() or (_QUOTES.isdisjoint(text) and unicodedata.is_normalized("NFC", text))):
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
    if text[0] == "-" and (text[1:2].isalnum() or (text[1:2] == "." and text[2:3].isalpha())) and has_words(text):
        return QueryToken("chunk", text[1:], excluded=True)
    return QueryToken("chunk", text)


def _with_exclusions(found: list[QueryToken], *, heading: bool) -> Iterator[QueryToken]:
    """Yield the tokens with those that NOT excludes, or a minus before a parenthesis: one, or all in parentheses.

    An exclamation mark before a word is a NOT, too, but at the beginning of a query (`!Xun`).
    """
    index = 0
    while index < len(found):
        token, following = found[index], found[index + 1 : index + 2]
        end = index + 1
        if index and token.kind == "chunk" and token.text[0] == "!" and token.text[1:2].isalnum():
            yield from _excluded([token])
        elif token.kind == "chunk" and token.text.startswith("-(") and has_words(token.text):
            end = _group_end(found, index)
            yield from _excluded(found[index:end])
        elif following and token.kind == "chunk" and _OPERATORS.get(token.text) == "not" and not heading:
            end = _group_end(found, index + 1)
            excluded = list(_excluded(found[index + 1 : end]))
            yield from excluded or found[index:end]
        else:
            yield token
        index = end


def _group_end(found: list[QueryToken], first: int) -> int:
    """Return the end of what is in parentheses from this token on; of the token where it opens none."""
    depth = 0
    for index in range(first, len(found)):
        if found[index].kind == "chunk":
            depth += found[index].text.count("(") - found[index].text.count(")")
        if depth <= 0:
            return index + 1
    return len(found)


def _excluded(group: Iterable[QueryToken]) -> Iterator[QueryToken]:
    """Yield those of the tokens that have words, as excluded ones."""
    for token in group:
        if token.kind == "phrase":
            yield QueryToken("phrase", token.text, excluded=True)
        elif token.text not in _OPERATORS and has_words(token.text):
            text = _BEFORE_WORD.sub("", token.text)
            yield QueryToken("chunk", text.rstrip(")") if "(" not in text else text, excluded=True)


def _with_operators(tokens: Iterable[QueryToken]) -> Iterator[QueryToken]:
    """Yield the tokens, with OR as an operator where it is between two operands, and AND where it is before one."""
    found = list(tokens)
    joined = False
    for index, token in enumerate(found):
        before = found[index - 1] if index and not joined else None
        after = found[index + 1] if index + 1 < len(found) else None
        kind = _OPERATORS.get(token.text) if token.kind == "chunk" and not token.excluded else None
        joined = kind == "or" and _joins(before) and _joins(after) and after != token
        if joined:
            yield QueryToken("or", "OR")
        elif kind == "and" and _joins(before) and after is not None and has_words(after.text) and after != token:
            yield QueryToken("and", "AND")
        else:
            yield token


def _joins(token: QueryToken | None) -> bool:
    return token is not None and not token.excluded and has_words(token.text)


def has_words(text: str) -> bool:
    """Return whether a text has any word."""
    return next(tokenize(text), None) is not None
