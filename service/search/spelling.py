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

MIN_LENGTH, MAX_LENGTH = 4, 30
"""The letters of a word that is corrected: shorter ones have too many neighbours, and longer ones are no words."""

MAX_MISSPELT = 8
"""The maximum number of words of a query that are corrected."""

MAX_ONE_EDIT_LENGTH = 5
"""The maximum number of letters of words that may be one edit away; longer ones may be two."""

MAX_PER_WORD = 4
"""How many corrections of one word are kept."""

MAX_VARIED_WORDS = 4
"""The number of misspelt words of which alternatives to the likeliest correction are tried."""

MIN_PART_LENGTH = 2
MAX_PARTS = 4
MAX_BEGINNINGS = 40
"""Words that were run together: letters of a part, number of parts, and number of beginnings kept at each step."""

MAX_PASSAGES_READ = 3
"""The number of passages in which a word's written form is looked up."""


@dataclass(frozen=True, slots=True)
class _Misspelt:
    """Characters `start` to `end` of a query and the folded words that may be meant, the likeliest first."""

    start: int
    end: int
    meant: tuple[str, ...]


def corrections(text: str, generation: Generation, index: Index, deadline: Deadline) -> Iterator[str]:
    """Yield the query with each word that no passage has corrected, the likeliest first.

    Words without a near word stay as they are; if no word has one, nothing is yielded. Raise QueryTooLong or
    QueryTimeout.
    """
    query = parse(text)
    unknown = {
        item.normalized
        for item in query.items
        if isinstance(item, Word) and not item.is_stopword and not _known(item.normalized, generation, index)
    }
    suspects = islice((word for word in tokenize(query.text) if word.text in unknown), MAX_MISSPELT)
    wrong = []
    for word in suspects:
        deadline.check()
        if meant := _meant(word.text, index):
            wrong.append(_Misspelt(word.start, word.end, meant))
    if wrong:
        written_form = cache(partial(_written_form, generation, index))
        yield from (_corrected(query.text, wrong, choice, written_form) for choice in _choices(wrong))


def _known(normalized: str, generation: Generation, index: Index) -> bool:
    terms = query_terms(normalized, generation.languages)
    return any(index.doc_freq(field, term) for field in STEMMED_FIELDS for term in terms)


def _meant(word: str, index: Index) -> tuple[str, ...]:
    """Return the folded words of passages nearest to a word: few edits first, then frequent words.

    If none is only one edit away, the word may be several that were run together.
    """
    if not MIN_LENGTH <= len(word) <= MAX_LENGTH or not word.isalpha():
        return ()
    edits = 1 if len(word) <= MAX_ONE_EDIT_LENGTH else 2
    near = list(index.fuzzy_terms(word, edits, prefix_length=1)) or list(
        index.fuzzy_terms(word, edits, prefix_length=0)
    )
    near.sort(key=lambda other: (other[1], -index.doc_freq(EXACT_FIELD, other[0]), other[0]))
    if (not near or near[0][1] > 1) and (parts := _split_word(word, index)):
        return (" ".join(parts),)
    return tuple(other for other, _ in near[:MAX_PER_WORD])


def _split_word(word: str, index: Index) -> tuple[str, ...]:
    """Return the two to four words that were run together into one; nothing unless a passage contains all of them."""
    beginnings: list[tuple[tuple[str, ...], str]] = [((), word)]
    for _ in range(MAX_PARTS):
        longer = []
        for before, rest in beginnings:
            ends = [end for end in range(len(rest), MIN_PART_LENGTH - 1, -1) if index.doc_freq(EXACT_FIELD, rest[:end])]
            for end in ends:
                parts = (*before, rest[:end])
                if end == len(rest) and len(parts) > 1 and _together(parts, index):
                    return parts
                longer.append((parts, rest[end:]))
        beginnings = longer[:MAX_BEGINNINGS]
    return ()


def _together(words: Sequence[str], index: Index) -> bool:
    """Return whether some passage has all of these words."""
    held = (PassageSet.of(index.postings(EXACT_FIELD, word).ordinals, index.count) for word in words)
    return reduce(and_, held).size > 0


def _written_form(generation: Generation, index: Index, form: str) -> str:
    """Return a folded word as the first passages that contain it write it, in lower case if any of them does.

    Several words stay as they are.
    """
    passages = index.postings(EXACT_FIELD, form).ordinals[:MAX_PASSAGES_READ]
    texts = [generation.passage(ordinal).text for ordinal in passages.tolist()]
    rows, starts, ends, _ = (each.tolist() for each in index.highlights(passages, HighlightTerms(words={form: 0})))
    seen = [texts[row][start:end].rstrip("'’ʼ") for row, start, end in zip(rows, starts, ends, strict=True)]
    return next((text for text in seen if text.islower()), seen[0] if seen else form)


def _choices(wrong: Sequence[_Misspelt]) -> list[tuple[int, ...]]:
    """Return the indexes of the corrections to take for each word: the likeliest for all, then with one other, …"""
    choices = product(*(range(len(each.meant)) for each in wrong[:MAX_VARIED_WORDS]))
    rest = (0,) * (len(wrong) - MAX_VARIED_WORDS)
    return sorted(((*choice, *rest) for choice in choices), key=lambda ranks: (sum(ranks), ranks))


def _corrected(text: str, wrong: Sequence[_Misspelt], choice: Sequence[int], written_form: Callable[[str], str]) -> str:
    """Return the query with the chosen corrections, each as it is written in the passages."""
    parts, end = [], 0
    for each, taken in zip(wrong, choice, strict=True):
        parts += [text[end : each.start], written_form(each.meant[taken])]
        end = each.end
    return "".join((*parts, text[end:]))
