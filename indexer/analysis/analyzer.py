"""Analysis of a text for all fields of the index: its tokens, and its terms with their positions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from indexer.analysis.normalizer import merge_tokens
from indexer.analysis.run_together import NOTHING_RUN_TOGETHER, Parts
from indexer.analysis.terms import token_terms
from indexer.analysis.tokenizer import NormalizedToken, Token, fold, tokenize


class IndexTerm(NamedTuple):
    """A term, the position of its first word (from 0), and its length in words."""

    text: str
    position: int
    position_length: int


@dataclass(frozen=True, slots=True)
class AnalyzedText:
    """The folded words of a text, and its terms: stems without stop words.

    The terms' texts are those of `indexer.analysis.terms.index_terms`, in the same order.
    """

    tokens: tuple[Token, ...]
    terms: tuple[IndexTerm, ...]

    @property
    def field_length(self) -> int:
        """The field length for BM25F: positions that have a term, and words indexed with their accents.

        Variants of a date or an amount do not add to it.
        """
        return len({term.position for term in self.terms}) + sum(
            not term.text.isascii() and term.text != fold(term.text) for term in self.terms
        )


def analyze(text: str, language: str, run_together: Mapping[str, Parts] = NOTHING_RUN_TOGETHER) -> AnalyzedText:
    """Analyze a text in this language (ISO 639-1 code), expected in NFC.

    A word in `run_together` is indexed under its parts, too. All terms at one position are as long as the longest of
    them, so that a highlight covers the whole expression.
    """
    tokens = list(tokenize(text))
    terms: list[IndexTerm] = []
    position = 0
    for token in merge_tokens(text, tokens):
        if tokens[position].start != token.start:
            position = _first_from(tokens, position, token.start)
        following = position + 1 if tokens[position].end == token.end else _first_from(tokens, position, token.end)
        if token.text in run_together:
            token = _with_parts(token, run_together[token.text])  # noqa: PLW2901 - the same token, with its parts
        if token.variants:
            terms += _variant_terms(token, text, language, tokens, position)
        else:
            for term in token_terms(token, text, language):
                terms.append(IndexTerm(term, position, following - position))
        position += 1  # pairs of letters overlap
    return AnalyzedText(tuple(tokens), tuple(terms))


def _variant_terms(
    token: NormalizedToken, text: str, language: str, tokens: Sequence[Token], position: int
) -> Iterator[IndexTerm]:
    """Return the terms of a token with variants, whose first word is at this position."""
    ends: dict[int, int] = {}
    for form in token.all_forms:
        ends[form.start] = max(form.end, ends.get(form.start, 0))
    for form in token.all_forms:
        position = _first_from(tokens, position, form.start)
        length = _first_from(tokens, position, ends[form.start]) - position
        yield from (IndexTerm(term, position, length) for term in token_terms(form, text, language))


def _with_parts(token: NormalizedToken, parts: Parts) -> NormalizedToken:
    """Return a word that was run together with its parts as variants."""
    return token._replace(variants=tuple(NormalizedToken(part, token.start, token.end) for part in parts))


def _first_from(tokens: Sequence[Token], position: int, offset: int) -> int:
    """Return the position, from this one on, of the first word that starts at this character or later."""
    while position < len(tokens) and tokens[position].start < offset:
        position += 1
    return position
