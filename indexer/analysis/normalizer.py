"""Normalization: what people write in several ways becomes one token.

- Conventions: `C188`, `C.188`, `Convention 188`, `Convention No. 188`, `Convenio núm. 188`, `No. 188` after a
  convention's name; each number of `Conventions Nos. 29, 87 and 105`.
- Shares: `62 per cent`, `62 percent`, `62%`, `62 por ciento`, `62 pour cent`.
- Viet Nam and Vietnam, EE. UU. and EEUU.
- Prefixes with a hyphen and without: `co-operation`, `cooperation`. The word after the prefix is indexed by itself too.
- Dates (indexer/analysis/dates.py), large numbers and money (indexer/analysis/amounts.py).
- Symbols of documents, numbers of sections, names with signs: `GB.317/INS/4`, `A/79/940`, `§ 5`, `Notepad++`. Their
  words are found, too.
- In scripts without spaces between words, each two neighbouring letters.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from indexer.analysis.amounts import BEFORE_NUMBERS, amount_at, may_be_several
from indexer.analysis.dates import date_at, date_openers
from indexer.analysis.language_registry import active_languages, language_cache
from indexer.analysis.scripts import has_unspaced
from indexer.analysis.tokenizer import (
    MAX_CACHED_QUERIES,
    NormalizedToken,
    Token,
    TokenizedText,
    fold,
    tokenize,
    tokenize_query,
)

_SINGLE = {"%": "percent", "pct": "percent"}

_SYMBOL = re.compile(
    r"(?<![^\W_])(?:[A-Z]{1,6}(?:\.\d+)?(?:/[A-Z][A-Za-z]{0,5}\.?\d*)*/\d+(?:/[A-Za-z]{0,6}\.?\d+|/[A-Z]{1,5})*(?:\([A-Z]+\))?"
    r"|[A-Z]{2,6}\.\d+(?:/[A-Z]{1,5})+(?:/[A-Za-z]{0,6}\.?\d+)*|[a-z]{1,6}\.\d+(?:/[a-z]{1,5})+/\d+|[a-z]/\d{1,3}/\d+)(?![^\W_/])"
    r"|(?<![^\W_])[^\W\d_]{2,}\+{1,2}(?![\w+])"
)
"""The symbol of a document: the letters of a body, then parts between strokes, of which one is a number. Or a name that
ends with a sign: `Notepad++`."""

_BEFORE_NUMBER = {"", ":", "-"}
_LETTERS = {"c", "p", "r"}
_MAX_DISTANCE = 14
"""The maximum distance in words from an instrument's kind to its number in brackets: titles are long."""
_MAX_NUMBER = 300
_CODE = re.compile(r"[cpr]\d{1,3}")


class _Vocabulary(NamedTuple):
    """The words, folded, that become one token with others, in all languages (indexer.analysis.language.TokenRules).

    `plural` instruments and marks have several numbers. `special` are all words without digits that may start a
    normalized token; all others are passed through. Joiners matter only in a list of numbers.
    """

    phrases: Mapping[tuple[str, ...], str]
    prefixes: frozenset[str]
    instruments: Mapping[str, str]
    before_instruments: frozenset[str]
    number_marks: frozenset[str]
    joiners: frozenset[str]
    plural: frozenset[str]
    special: frozenset[str]


@language_cache()
def _vocabulary() -> _Vocabulary:
    """Return the words of tokens in the languages in use."""
    every = [each.tokens for each in active_languages().values()]
    phrases = {tuple(fold(words).split()): form for each in every for words, form in each.phrases.items()}
    prefixes = frozenset(word for each in every for word in each.prefixes)
    instruments = {fold(word): letter for each in every for word, letter in each.instruments.items()}
    before = frozenset(fold(word) for each in every for word in each.before_instruments)
    marks = frozenset(fold(word) for each in every for word in each.number_marks)
    joiners = frozenset(fold(word) for each in every for word in each.joiners)
    openings = {words[0] for words in phrases} | _SINGLE.keys() | BEFORE_NUMBERS | date_openers() | _LETTERS
    return _Vocabulary(
        phrases=phrases,
        prefixes=prefixes,
        instruments=instruments,
        before_instruments=before,
        number_marks=marks,
        joiners=joiners,
        plural=frozenset(word for word in (*instruments, *marks) if word.endswith("s")),
        special=frozenset(openings | prefixes | instruments.keys() | before | marks),
    )


def normalized_tokens(text: str) -> Iterator[NormalizedToken]:
    """Yield the normalized tokens of a text in order."""
    return merge_tokens(text, list(tokenize(text)))


@language_cache(maxsize=MAX_CACHED_QUERIES)
def normalized_query(text: str) -> tuple[NormalizedToken, ...]:
    """Return the normalized tokens of a query."""
    return tuple(merge_tokens(text, tokenize_query(text)))


def merge_tokens(text: str, found: Sequence[Token]) -> Iterator[NormalizedToken]:
    """Yield the normalized tokens of a text with these words. Each starts and ends where one of the words does."""
    return _merge_with_pairs(text, found) if has_unspaced(text) else _merge_words(text, found)


def _merge_words(text: str, found: Sequence[Token]) -> Iterator[NormalizedToken]:
    """Yield the normalized tokens of words with spaces between them."""
    tokens = TokenizedText(text, found)
    words = _vocabulary()
    symbols = _symbols(tokens) if "/" in text or "+" in text else {}
    position, kind, kind_position, several, listing = 0, "", -_MAX_DISTANCE, False, -1
    while position < len(found):
        word = found[position]
        if position in symbols:
            yield (token := symbols[position])
            position = _first_from(found, position, token.end)
            continue
        if word.text not in words.special and position != listing and word.text.isalpha():
            yield NormalizedToken(word.text, word.start, word.end)
            position += 1
            continue
        if instrument := words.instruments.get(word.text):
            kind, kind_position, several = instrument, position, False
        several = several or word.text in words.plural or tokens.text_at(position + 1) in words.plural
        if several and position == listing and _is_instrument_number(word.text):
            token, taken = _instrument(tokens, kind, (position, position), word.text)
        else:
            token, taken = _merge_at(tokens, position, kind if position - kind_position <= _MAX_DISTANCE else "")
        if is_instrument(token) or (position == listing and word.text in words.joiners):
            listing = position + taken
        yield token
        position += taken


def _merge_with_pairs(text: str, found: Sequence[Token]) -> Iterator[NormalizedToken]:
    """Yield the normalized tokens of a text that is written, at least in part, without spaces between words.

    Each two letters that touch are a token, which starts at the first and overlaps the next, as in Lucene's
    CJKBigramFilter; a letter with nothing beside it is one too.
    """
    for unspaced, run in groupby(found, key=lambda token: has_unspaced(text[token.start : token.end])):
        tokens = list(run)
        if not unspaced:
            yield from _merge_words(text, tokens)
            continue
        touching = [one.end == other.start for one, other in pairwise(tokens)]
        for place, token in enumerate(tokens):
            if place < len(touching) and touching[place]:
                yield NormalizedToken(token.text + tokens[place + 1].text, token.start, tokens[place + 1].end)
            elif not (place and touching[place - 1]):
                yield NormalizedToken(token.text, token.start, token.end)


def _symbols(tokens: TokenizedText) -> dict[int, NormalizedToken]:
    """Return the symbols of documents and the names with signs in a text by the position of their first word."""
    symbols, position = {}, 0
    for match in _SYMBOL.finditer(tokens.text):
        position = _first_from(tokens.tokens, position, match.start())
        last = _first_from(tokens.tokens, position, match.end()) - 1
        if (
            position < last
            and tokens.tokens[position].start == match.start()
            and tokens.tokens[last].end <= match.end()
        ):
            symbol = "".join(match.group().casefold().split())
            symbols[position] = tokens.merge(symbol, position, last, tokens.separate(position, last))
    return symbols


def _first_from(tokens: Sequence[Token], position: int, offset: int) -> int:
    """Return the position, from this one on, of the first word that starts at this character or later."""
    while position < len(tokens) and tokens[position].start < offset:
        position += 1
    return position


def is_instrument(token: NormalizedToken) -> bool:
    """Return whether a token names a Convention, Protocol or Recommendation, as `c188`, `p29` or `r204`."""
    return bool(token.variants) and _CODE.fullmatch(token.text) is not None


def _merge_at(tokens: TokenizedText, position: int, kind: str) -> tuple[NormalizedToken, int]:
    """Return the normalized token that starts with this word, and its length in words."""
    form, following = tokens.text_at(position), tokens.text_at(position + 1)
    if joined := _vocabulary().phrases.get((form, following)):
        return tokens.merge(joined, position, position + 1), 2
    if form == "§" and following[:1].isdigit():
        return tokens.merge(form + following, position, position + 1, tokens.separate(position, position + 1)), 2
    if form in _vocabulary().prefixes and following.isalpha() and tokens.gap_before(position + 1) == "-":
        return tokens.merge(form + following, position, position + 1, tokens.separate(position, position + 1)), 2
    if found := _named(tokens, position) or _date_or_amount(tokens, position, form) or _code(tokens, position):
        return found
    if kind and form in _vocabulary().number_marks and _is_instrument_number(following):
        return _instrument(tokens, kind, (position, position + 1), following)
    return tokens.merge(_SINGLE.get(form, form), position, position), 1


def _date_or_amount(tokens: TokenizedText, position: int, form: str) -> tuple[NormalizedToken, int] | None:
    """Return the date or amount that starts with this word, and its length in words; few words can be the first."""
    number = form[0].isdigit()
    found = date_at(tokens, position) if number or form in date_openers() else None
    if not found and (number or (form in BEFORE_NUMBERS and tokens.text_at(position + 1)[:1].isdigit())):
        return amount_at(tokens, position)
    return found


def _named(tokens: TokenizedText, position: int) -> tuple[NormalizedToken, int] | None:
    """Return a convention that is named by its kind and number: `Convention No. 188`, `Convenio 188`."""
    named = position + 1 if tokens.text_at(position) in _vocabulary().before_instruments else position
    kind = _vocabulary().instruments.get(tokens.text_at(named))
    last = named + 2 if tokens.text_at(named + 1) in _vocabulary().number_marks else named + 1
    if not kind or not _is_instrument_number(tokens.text_at(last)):
        return None
    if tokens.gap_before(named + 1).strip() not in _BEFORE_NUMBER or date_at(tokens, last):
        return None
    if (amount := amount_at(tokens, last)) and not may_be_several(amount[0]):
        return None
    return _instrument(tokens, kind, (position, last), tokens.text_at(last), tokens.separate(position, named))


def _instrument(
    tokens: TokenizedText, kind: str, span: tuple[int, int], number: str, name: Sequence[NormalizedToken] = ()
) -> tuple[NormalizedToken, int]:
    """Return a convention by its kind and number, from the first word in `span` to the last, and its length in words.

    It is also indexed by its bare number, and by the words of its `name`.
    """
    token = tokens.merge(f"{kind}{int(number)}", *span, variants=[*name, tokens.merge(number, *span)])
    return token, span[1] - span[0] + 1


def _code(tokens: TokenizedText, position: int) -> tuple[NormalizedToken, int] | None:
    """Return a convention by its short code, written as one word (`C029`) or two (`C.29`, `P 29`)."""
    letter, rest = tokens.text_at(position)[:1], tokens.text_at(position)[1:]
    if letter not in _LETTERS:
        return None
    if _is_instrument_number(rest) and len(rest) > 1:
        return _instrument(tokens, letter, (position, position), str(int(rest)))
    if not rest and len(tokens.gap_before(position + 1)) <= 1 and _is_instrument_number(tokens.text_at(position + 1)):
        return _instrument(tokens, letter, (position, position + 1), tokens.text_at(position + 1))
    return None


def _is_instrument_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3 and 0 < int(text) <= _MAX_NUMBER  # noqa: PLR2004 - a code has three digits at most
