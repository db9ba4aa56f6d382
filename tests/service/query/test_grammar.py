"""The grammar: what a query asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.query.foreign_syntax import (
    BOOST_IGNORED,
    FIELD_IGNORED,
    FUZZY_IGNORED,
    NEAR_IGNORED,
    RANGE_IGNORED,
    WILDCARD_IGNORED,
)
from service.query.grammar import NO_WORD_IGNORED, STAR_IGNORED, parse
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
        ("glo*ves", ["glo*"]),
        ("title:coffee (cocoa) [cotton TO wool]", ["coffee", "cocoa", "cotton", "wool"]),
        ("{x} work?d^2 ~", ["x", "work*"]),
        ("coffee AND cocoa", ["coffee", "cocoa"]),
        ("title: coffee re:invent 10:30", ["title", "coffee", "re", "invent", "10", "30"]),
        ("12 345 tons", ['12345|"12 345"', "tons"]),
        ("12 000 tons", ["12000", "tons"]),
        ("GB.1/INS/2", ['gb.1/ins/2|"gb 1 ins 2"']),
        ("WHO the IT", ["WHO", "IT"]),
        ("who", ["=who"]),
        ("WHAT IS THE ILO", ["ilo"]),
        ("RIGHT TO STRIKE", ["right", "strike"]),
        ("US IT", ["US", "IT"]),
        ("let us", ["let", "us"]),
        ("C# not C", ["c#", "c"]),
        ("童工", ["童工"]),
        ("港口童工 x", ["港口", "口童", "童工", "x"]),
        ("水", ['"水"']),
        ("童工*", ["童工"]),
        ("항구를", ["항구를"]),
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
        ("tea NOT coffee", ["coffee"]),
        ("tea NOT (coffee OR cocoa)", ["coffee", "cocoa"]),
        ("-童工", ["童工"]),
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


@pytest.mark.parametrize(
    ("text", "ignored", "reason"),
    [
        ("title:coffee", "title:", FIELD_IGNORED),
        ('intitle:"palm oil"', "intitle:", FIELD_IGNORED),
        ("cofee~ tea", "cofee~", FUZZY_IGNORED),
        ("cofee~2", "cofee~2", FUZZY_IGNORED),
        ("~coffee", "~coffee", FUZZY_IGNORED),
        ('"palm oil"~5', "~5", FUZZY_IGNORED),
        ("coffee^4", "^4", BOOST_IGNORED),
        ("coff?e", "coff?e", WILDCARD_IGNORED),
        ("co*ee", "co*ee", WILDCARD_IGNORED),
        ("*offee", "*offee", WILDCARD_IGNORED),
        ("coffee NEAR/3 tea", "NEAR/3", NEAR_IGNORED),
        ("1919..1944", "1919..1944", RANGE_IGNORED),
        ("year:[1919 TO 1944]", "year:", FIELD_IGNORED),
        ("***", "***", NO_WORD_IGNORED),
        ("🌾", "🌾", NO_WORD_IGNORED),
        ('""', '""', NO_WORD_IGNORED),
    ],
)
def test_operators_of_other_engines_are_named(text: str, ignored: str, reason: str) -> None:
    """What a query asks for in vain is said, and the rest is searched."""
    query = parse(text)
    assert (ignored, reason) in query.ignored
    assert query.finds_nothing == (reason == NO_WORD_IGNORED)


@pytest.mark.parametrize(
    "text", ["http://example.org/a?b=c", "about ~50 tons", "the end?", "10:30", "Titel: Kaffee", "a.b..", "NEAR"]
)
def test_what_only_looks_like_an_operator_is_not_named(text: str) -> None:
    """Links, times, questions and round numbers are text."""
    assert not [text for text, _ in parse(text).ignored if text != "NEAR"]


def test_and_requires_all() -> None:
    """AND is more than a space between words: the words are required, however many there are."""
    assert parse("tea AND coffee").requires_all
    assert not parse("tea coffee").requires_all


def test_a_name_in_capitals_does_not_ask() -> None:
    """`who` opens a question, WHO does not."""
    assert parse("who guards ports").question
    assert not parse("WHO guards ports").question


def test_pairs_of_letters_count_for_half_a_word() -> None:
    """Ten letters without spaces are as long a query as five words."""
    assert parse("港口禁止童工").length == 2.5
    assert parse("the port bans child labour").length == 4


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
    [
        *'"“»-* ?¿é\0~^()[:',
        "OR",
        "AND",
        "NOT",
        "title:",
        "NEAR/2",
        "TO",
        "WHO",
        "C#",
        ".NET",
        "1..2",
        "童工",
        "水",
        "the",
        "of",
        "Viet",
        "Nam",
        "No.",
        "188",
        "Convention",
        "covid-19",
        "ab",
        "trabajo",
        "del",
    ]
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
    "62 % per cent $ 5 million I.L.O. ILO's … — - ? (a) a-b é \u200b 12 May 2020 OR WHO IT 345 童工 水 A/7/9 §".split()
)


@given(st.lists(WORDS, max_size=8).map(lambda words: " ".join(["port", *words])))
def test_words_alone_are_read_as_words_among_operators(text: str) -> None:
    """Most queries are plain words and are read in fewer steps: a quotation mark that is never closed adds nothing."""
    assert repr(parse(text)) == repr(parse(f'{text} "'))


@given(QUERIES)
def test_no_clause_is_empty_or_there_twice(text: str) -> None:
    """Clauses hold something, and none repeats another."""
    found = [frozenset(clause.alternatives) for clause in parse(text).clauses]
    assert all(found)
    assert len(set(found)) == len(found)
