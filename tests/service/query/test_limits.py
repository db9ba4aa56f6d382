"""The cap on the number of terms."""

from hypothesis import given
from hypothesis import strategies as st

from service.query.grammar import parse
from service.query.items import Phrase, Word
from service.query.limits import MAX_TERMS, PHRASE_IGNORED, TERMS_IGNORED, cap_terms

MANY = [f"w{number}x" for number in range(100)]


def by_number(word: Word) -> int:
    """A word's frequency in an imaginary corpus: the greater its number, the rarer."""
    digits = "".join(char for char in word.normalized if char.isdigit())
    return 1_000 - int(digits or 0)


def test_the_most_frequent_are_left_out() -> None:
    """Of too many words the rarest stay, in their order, and the others are named."""
    query = cap_terms(parse(" ".join(MANY)), by_number)
    assert [item.text for item in query.items] == MANY[-MAX_TERMS:]
    assert query.ignored == ((" ".join(MANY[:-MAX_TERMS]), TERMS_IGNORED),)


def test_few_terms_stay() -> None:
    """A query within the limit is left as it is."""
    query = parse(" ".join(MANY[:MAX_TERMS]))
    assert cap_terms(query, by_number) is query


def test_phrases_prefixes_and_exclusions_stay_before_words() -> None:
    """Phrases, truncated words and exclusions are dropped last."""
    query = cap_terms(parse(f'{" ".join(MANY)} "decent work" insp* -"child labour"'), by_number)
    kept = [item.text for item in query.items]
    assert kept[-2:] == ["decent work", "insp*"]
    assert len(kept) == MAX_TERMS - 3
    assert [item.text for item in query.excluded] == ["child labour"]


def test_a_long_phrase_is_shortened() -> None:
    """A pasted sentence finds its passage by its beginning."""
    query = cap_terms(parse(f'"{" ".join(MANY)}"'), by_number)
    [phrase] = query.items
    assert isinstance(phrase, Phrase)
    assert phrase.words == tuple(MANY[:MAX_TERMS])
    assert query.ignored == ((" ".join(MANY), PHRASE_IGNORED),)


def test_a_phrase_of_few_different_words_is_shortened_too() -> None:
    """The length of a phrase counts, not only its vocabulary."""
    [phrase] = cap_terms(parse('"' + "of the " * 100 + '"'), by_number).items
    assert isinstance(phrase, Phrase)
    assert len(phrase.words) == MAX_TERMS


def test_alternatives_are_left_out_one_by_one() -> None:
    """A clause goes when its last alternative does."""
    query = cap_terms(parse(f"{MANY[0]} OR {MANY[99]} {' '.join(MANY[1:99])}"), by_number)
    assert [item.text for item in query.clauses[0].alternatives] == [MANY[99]]
    assert len(query.clauses) == MAX_TERMS


@given(st.lists(st.text(alphabet='abcdefg "-*', min_size=1, max_size=6), max_size=250).map(" ".join))
def test_no_query_has_more_terms_than_allowed(text: str) -> None:
    """The limit holds for every query, and a query that is cut says so."""
    query = parse(text[:2_000])
    capped = cap_terms(query, lambda word: len(word.normalized))
    assert len(capped.terms) <= MAX_TERMS
    assert capped == query or len(capped.ignored) > len(query.ignored)
