"""The grammar: what a query asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.query.grammar import STAR_IGNORED, parse
from service.query.items import Item, Phrase, Prefix, Word


def shown(item: Item) -> str:
    match item:
        case Word():
            return f"={item.normalized}" if item.is_stopword else item.normalized
        case Phrase():
            return f'"{" ".join(item.words)}"'
        case Prefix():
            return f"{item.letters}*"
    raise TypeError(item)


def clauses(text: str) -> list[str]:
    return ["|".join(shown(item) for item in clause.alternatives) for clause in parse(text).clauses]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("labour inspection", ["labour", "inspection"]),
        ("the inspection of labour", ["inspection", "labour"]),
        ("Labour labour LABOUR", ["labour"]),
        ("COVID-19", ["covid", "19"]),
        ("Viet Nam", ["vietnam"]),
        ("Convention No. 188", ["c188"]),
        ("12 June 2020 or $5 million", ["2020-06-12", "dollar5000000"]),
        ("62 per cent", ["62", "percent"]),
        ('"freedom of association" toolkit', ['"freedom of association"', "toolkit"]),
        ('"organizations"', ['"organizations"']),
        ('"a b" "b a"', ['"a b"', '"b a"']),
        ("coffee OR cocoa", ["coffee|cocoa"]),
        ("toolkit coffee OR cocoa OR cotton Colombia", ["toolkit", "coffee|cocoa|cotton", "colombia"]),
        ("Viet Nam OR Malaysia", ["vietnam|malaysia"]),
        ("Malaysia OR Viet Nam gloves", ["malaysia|vietnam", "gloves"]),
        ("COVID-19 OR pandemic", ['"covid 19"|pandemic']),
        ("pandemic OR COVID-19", ['pandemic|"covid 19"']),
        ("COVID-19 OR avian-flu", ['"covid 19"|"avian flu"']),
        ('"due diligence" OR audit', ['"due diligence"|audit']),
        ("coffee OR Coffee", ["coffee"]),
        ("the OR coffee", ["coffee"]),
        ("coffee or cocoa", ["coffee", "cocoa"]),
        ("OR coffee", ["coffee"]),
        ("inspect*", ["inspect*"]),
        ("Événem*", ["evenem*"]),
        ("forced-lab*", ["forced", "lab*"]),
        ("(inspect*)", ["inspect*"]),
        ("inspect** labour", ["inspect*", "labour"]),
        ("inspect* OR audit*", ["inspect*|audit*"]),
        ("glo*ves", ["glo", "ves"]),
        ("title:coffee (cocoa) [cotton TO wool]", ["title", "coffee", "cocoa", "cotton", "wool"]),
        ("{x} wo?ked^2 ~", ["x", "wo", "ked", "2"]),
        ("of the", ["=of", "=the"]),
        ("of OR the", ["=of|=the"]),
        ("how", ["=how"]),
        ("* ** -", []),
        ("", []),
    ],
)  # fmt: skip
def test_clauses(text: str, expected: list[str]) -> None:
    """Words, phrases, alternatives and beginnings of words; everything else only separates."""
    assert clauses(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-toolkit", ["toolkit"]),
        ('coffee -"due diligence" -cocoa', ['"due diligence"', "cocoa"]),
        ("-COVID-19", ['"covid 19"']),
        ("-inspect*", ["inspect*"]),
        ("-C.188", ["c188"]),
        ("-the", ["=the"]),
        ("-coffee -Coffee", ["coffee"]),
        ("- coffee", []),
        ("--coffee", []),
        ("non-discrimination", []),
    ],
)
def test_excluded(text: str, expected: list[str]) -> None:
    """A minus directly before a word, a compound, a phrase or a beginning of words excludes it."""
    assert [shown(item) for item in parse(text).excluded] == expected


@pytest.mark.parametrize(("text", "chunk"), [("la*", "la*"), ("ab* coffee", "ab*"), ("-ab*", "ab*")])
def test_a_star_after_too_few_letters(text: str, chunk: str) -> None:
    """The word counts without its star, and that is said."""
    assert parse(text).ignored == ((chunk, STAR_IGNORED),)


def test_words_know_how_they_were_written() -> None:
    """An item keeps the reader's own spelling for messages, but does not differ by it."""
    [clause] = parse("Việt Nam").clauses
    assert [item.text for item in clause.alternatives] == ["Việt Nam"]
    assert clause == parse("vietnam").clauses[0]


def test_binding() -> None:
    """Only phrases bind a passage that holds some of the words; a phrase with an alternative word does not."""
    assert [clause.required for clause in parse('"decent work" coffee "child labour" OR wages').clauses] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("text", "question", "language"),
    [
        ("How many inspectors were trained?", True, "en"),
        ("¿Cuántos inspectores se formaron?", True, "es"),
        ("inspección del trabajo", False, "es"),
        ('"how many" inspectors', False, "en"),
        ("?", False, "en"),
    ],
)
def test_question_and_language(text: str, question: bool, language: str) -> None:  # noqa: FBT001 - a table's column
    """A query knows its language and whether it asks; a phrase first, or nothing to find, is no question."""
    query = parse(text)
    assert (query.question, query.language) == (question, language)


def test_terms() -> None:
    """Every distinct word counts against the limit, also excluded ones and each word of a phrase."""
    assert parse('coffee Coffee "coffee of Colombia" -cocoa insp*').terms == {
        "coffee", '"coffee"', '"of"', '"colombia"', "cocoa", "insp*",
    }  # fmt: skip


PIECES = st.sampled_from(
    [*'"“»-* ?¿é\0', "OR", "the", "of", "Viet", "Nam", "No.", "188", "Convention", "covid-19", "ab", "trabajo", "del"]
)
QUERIES = (
    st.lists(PIECES, max_size=25).map("".join) | st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=300)
)


@given(QUERIES)
def test_any_text_is_a_query_and_its_canonical_form_the_same(text: str) -> None:
    """Nothing is refused, and the canonical text of a query is parsed to the same query."""
    query = parse(text)
    assert parse(query.text) == query


WORDS = st.sampled_from(
    "labour Labour inspection what is the of or C188 No. 188 Viet Nam co-operation l'eau ¿Qué seguridad và của động "
    "62 % per cent $ 5 million I.L.O. ILO's … — - ? (a) a-b é \u200b 12 May 2020 OR".split()
)


@given(st.lists(WORDS, max_size=8).map(" ".join))
def test_words_alone_are_read_as_words_among_operators(text: str) -> None:
    """Most queries are plain words and are read in fewer steps: a quotation mark that is never closed adds nothing."""
    assert repr(parse(text)) == repr(parse(f'{text} "'))


@given(QUERIES)
def test_no_clause_is_empty_or_there_twice(text: str) -> None:
    """Clauses hold something, and none repeats another."""
    found = [frozenset(clause.alternatives) for clause in parse(text).clauses]
    assert all(found)
    assert len(set(found)) == len(found)
