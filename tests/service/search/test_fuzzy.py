"""Neighbours of a misspelt word, against a look at every word."""

from itertools import accumulate

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from whoosh.support.levenshtein import damerau_levenshtein

from indexer.index.image_file import FieldArrays, TermDictionary
from service.search.fuzzy import EditDistanceIndex

words = st.text("abcdé", min_size=1, max_size=6)


@given(st.sets(words, max_size=40), words, st.integers(1, 2), st.integers(0, 1))
def test_none_is_missed_and_none_is_too_far(held: set[str], word: str, edits: int, prefix_length: int) -> None:
    """Words within the edits are found in order, and no others; words that no passage has as written are none."""
    encoded = sorted(term.encode() for term in held)
    lexicon = TermDictionary(
        np.frombuffer(b"".join(encoded), np.uint8), np.array(list(accumulate(map(len, encoded))), np.uint32)
    )
    present = [number % 3 > 0 for number in range(len(encoded))]
    none = np.empty(0, np.uint32)
    starts = np.cumsum([0, *present])
    index = EditDistanceIndex(lexicon, FieldArrays(starts, none, none, none, 1.0, none, none))
    others = (term.decode() for term, is_present in zip(encoded, present, strict=True) if is_present)
    distances = {
        other: damerau_levenshtein(word, other) for other in others if other[:prefix_length] == word[:prefix_length]
    }
    expected = [(other, distance) for other, distance in distances.items() if distance <= edits]
    assert index.find(word, edits, prefix_length) == expected
