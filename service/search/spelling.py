"""Other spellings of a query, from the words of the documents."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial, reduce
from itertools import islice, product
from operator import and_

from indexer.analysis.terms import query_terms
from indexer.analysis.tokenizer import tokenize
from indexer.index.generation import Generation
from indexer.index.schema import EXACT_FIELD, STEMMED_FIELDS
from service.query.grammar import parse
from service.query.items import Word
from service.search.deadline import Deadline
from service.search.highlighting import HighlightTerms
from service.search.index import Index
from service.search.passage_set import PassageSet

SHORTEST, LONGEST = 4, 30
"""Shorter words have too many neighbours, and longer ones are none."""

MOST_MISSPELT = 8
"""How many words of a query are looked at; one with more is not mended by a few letters."""

ONE_EDIT = 5
"""The maximum number of letters of words that may be one edit away; longer ones may be two."""

PER_WORD = 4
"""How many corrections of one word are kept."""

WORDS_VARIED = 4
"""Of how many words of a query more than the likeliest correction is tried."""

SHORTEST_PART = 2
MOST_RUN_TOGETHER = 4
MOST_BEGINNINGS = 40
"""Words that were run together: the letters of the shortest, how many, and in how many ways they are taken apart."""

PASSAGES_LOOKED_AT = 3
"""In how many passages a word's spelling is looked up."""


@dataclass(frozen=True, slots=True)
class _Misspelt:
    """Characters `start` to `end` of a query and the folded words that may be meant, the likeliest first."""

    start: int
    end: int
    meant: tuple[str, ...]


def corrections(text: str, generation: Generation, index: Index, deadline: Deadline) -> Iterator[str]:
    """Yield the query with each word that no passage has corrected, the likeliest first.

    Words for which there is nothing near stay as they are; where there is nothing for any, there is no rewrite.
    Raises QueryTooLong or QueryTimeout.
    """
    query = parse(text)
    unknown = {
        item.unit
        for item in query.items
        if isinstance(item, Word) and not item.is_stopword and not _known(item.unit, generation, index)
    }
    suspects = islice((word for word in tokenize(query.text) if word.text in unknown), MOST_MISSPELT)
    wrong = []
    for word in suspects:
        deadline.check()
        if meant := _meant(word.text, index):
            wrong.append(_Misspelt(word.start, word.end, meant))
    if wrong:
        written_form = cache(partial(_written_form, generation, index))
        yield from (_corrected(query.text, wrong, choice, written_form) for choice in _choices(wrong))


def _known(unit: str, generation: Generation, index: Index) -> bool:
    terms = query_terms(unit, generation.languages)
    return any(index.doc_freq(field, term) for field in STEMMED_FIELDS for term in terms)


def _meant(word: str, index: Index) -> tuple[str, ...]:
    """Return the folded words of passages nearest to a word: few edits first, then frequent words.

    Where none is but one edit away, the word may be several that were run together.
    """
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return ()
    edits = 1 if len(word) <= ONE_EDIT else 2
    near = list(index.fuzzy_terms(word, edits, same_start=1)) or list(index.fuzzy_terms(word, edits, same_start=0))
    near.sort(key=lambda other: (other[1], -index.doc_freq(EXACT_FIELD, other[0]), other[0]))
    if (not near or near[0][1] > 1) and (taken_apart := _taken_apart(word, index)):
        return (" ".join(taken_apart),)
    return tuple(other for other, _ in near[:PER_WORD])


def _taken_apart(word: str, index: Index) -> tuple[str, ...]:
    """Return the two to four words that were run together into one, where some passage holds all of them."""
    beginnings: list[tuple[tuple[str, ...], str]] = [((), word)]
    for _ in range(MOST_RUN_TOGETHER):
        longer = []
        for before, rest in beginnings:
            ends = [end for end in range(len(rest), SHORTEST_PART - 1, -1) if index.doc_freq(EXACT_FIELD, rest[:end])]
            for end in ends:
                parts = (*before, rest[:end])
                if end == len(rest) and len(parts) > 1 and _together(parts, index):
                    return parts
                longer.append((parts, rest[end:]))
        beginnings = longer[:MOST_BEGINNINGS]
    return ()


def _together(words: Sequence[str], index: Index) -> bool:
    """Return whether some passage has all of these words."""
    held = (PassageSet.of(index.postings(EXACT_FIELD, word).ordinals, index.count) for word in words)
    return reduce(and_, held).size > 0


def _written_form(generation: Generation, index: Index, form: str) -> str:
    """Return a folded word as the first passages that hold it write it, in small letters where any of them does.

    Words that were run together stay as they are.
    """
    passages = index.postings(EXACT_FIELD, form).ordinals[:PASSAGES_LOOKED_AT]
    texts = [generation.passage(ordinal).text for ordinal in passages.tolist()]
    rows, starts, ends, _ = (each.tolist() for each in index.highlights(passages, HighlightTerms(words={form: 0})))
    seen = [texts[row][start:end].rstrip("'’ʼ") for row, start, end in zip(rows, starts, ends, strict=True)]
    return next((text for text in seen if text.islower()), seen[0] if seen else form)


def _choices(wrong: Sequence[_Misspelt]) -> list[tuple[int, ...]]:
    """Which correction to take for each word: the likeliest for all, then with one word another, and so on."""
    choices = product(*(range(len(each.meant)) for each in wrong[:WORDS_VARIED]))
    rest = (0,) * (len(wrong) - WORDS_VARIED)
    return sorted(((*choice, *rest) for choice in choices), key=lambda places: (sum(places), places))


def _corrected(text: str, wrong: Sequence[_Misspelt], choice: Sequence[int], written_form: Callable[[str], str]) -> str:
    """Return the query with the words chosen, each as it is written in the passages."""
    parts, place = [], 0
    for each, taken in zip(wrong, choice, strict=True):
        parts += [text[place : each.start], written_form(each.meant[taken])]
        place = each.end
    return "".join((*parts, text[place:]))
