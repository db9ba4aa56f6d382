"""Tokens: how a query is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import QueryTooLong
from service.query.lexer import MAX_QUERY_LENGTH, QueryToken, lex_query, to_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("labour inspection", ["chunk:labour", "chunk:inspection"]),
        ('"labour inspection" toolkit', ["phrase:labour inspection", "chunk:toolkit"]),
        ("“child labour” «code du travail» „x”", ["phrase:child labour", "phrase:code du travail", "phrase:x"]),
        ('“curly then straight"', ["phrase:curly then straight"]),
        ('"  spaces   inside "', ["phrase:spaces inside"]),
        ('"never closed', ["chunk:never", "chunk:closed"]),
        ('a"b c"d', ["chunk:a", "phrase:b c", "chunk:d"]),
        ('"" "…" word', ["chunk:word"]),
        ('"one" "two', ["phrase:one", "chunk:two"]),
        ("-toolkit", ["-chunk:toolkit"]),
        ('-"due diligence"', ["-phrase:due diligence"]),
        ("COVID-19 non-discrimination", ["chunk:COVID-19", "chunk:non-discrimination"]),
        ("- toolkit", ["chunk:-", "chunk:toolkit"]),
        ("--toolkit", ["chunk:--toolkit"]),
        ("-(toolkit)", ["-chunk:toolkit"]),
        ("-(toolkit OR guide) coffee", ["-chunk:toolkit", "-chunk:guide", "chunk:coffee"]),
        ("coffee NOT cocoa", ["chunk:coffee", "-chunk:cocoa"]),
        ("coffee !cocoa", ["chunk:coffee", "-chunk:cocoa"]),
        ("!cocoa", ["chunk:!cocoa"]),
        ("coffee AND NOT cocoa", ["chunk:coffee", "and:AND", "-chunk:cocoa"]),
        ('coffee NOT ("palm oil" OR cocoa) tea', ["chunk:coffee", "-phrase:palm oil", "-chunk:cocoa", "chunk:tea"]),
        ("NOT (cocoa coffee", ["-chunk:cocoa", "-chunk:coffee"]),
        ("coffee not cocoa", ["chunk:coffee", "chunk:not", "chunk:cocoa"]),
        ("coffee NOT", ["chunk:coffee", "chunk:NOT"]),
        ("CHILDREN SHALL NOT WORK", ["chunk:CHILDREN", "chunk:SHALL", "chunk:NOT", "chunk:WORK"]),
        ("coffee AND cocoa && tea || rice", ["chunk:coffee", "and:AND", "chunk:cocoa", "and:AND", "chunk:tea", "or:OR",
                                             "chunk:rice"]),
        ("AND coffee", ["chunk:AND", "chunk:coffee"]),
        ("[1919 TO 1944]", ["chunk:[1919 TO 1944]"]),
        ("***", ["chunk:***"]),
        ('""', ['chunk:""']),
        ('-"never closed', ["chunk:-", "chunk:never", "chunk:closed"]),
        ("coffee OR cocoa", ["chunk:coffee", "or:OR", "chunk:cocoa"]),
        ('"a b" OR c OR d', ["phrase:a b", "or:OR", "chunk:c", "or:OR", "chunk:d"]),
        ("OR coffee", ["chunk:OR", "chunk:coffee"]),
        ("coffee OR", ["chunk:coffee", "chunk:OR"]),
        ("coffee or cocoa", ["chunk:coffee", "chunk:or", "chunk:cocoa"]),
        ("coffee OR -cocoa", ["chunk:coffee", "chunk:OR", "-chunk:cocoa"]),
        ("coffee OR & OR cocoa", ["chunk:coffee", "chunk:OR", "chunk:&", "chunk:OR", "chunk:cocoa"]),
        ("wo\0men\u200b and\u00ador\ud800", ["chunk:women", "chunk:andor"]),
        ("e\u0301tat\tet\nnation\u00a0une", ["chunk:état", "chunk:et", "chunk:nation", "chunk:une"]),
        ("  ", []),
        ("", []),
    ],
)  # fmt: skip
def test_tokens(text: str, expected: list[str]) -> None:
    """Quotation marks of all kinds make phrases, a minus before a word excludes it, OR joins its neighbours."""
    assert [f"{'-' * token.excluded}{token.kind}:{token.text}" for token in lex_query(text)] == expected


def test_too_long() -> None:
    """A query beyond the limit is refused with a message that says the limit."""
    assert lex_query("a" * MAX_QUERY_LENGTH)
    with pytest.raises(QueryTooLong, match=f"{MAX_QUERY_LENGTH:,}"):
        lex_query("a" * (MAX_QUERY_LENGTH + 1))


ODD = st.text(alphabet=st.sampled_from("ab \"“«»”-*OR?¿'’.\u0301\u200d\0Đ1%"), max_size=60)


@given(ODD | st.text(max_size=200))
def test_written_tokens_give_themselves(text: str) -> None:
    """A query's canonical form is cut as the query was."""
    found = lex_query(text)
    assert lex_query(to_text(found)) == found


def test_an_operator_is_no_word() -> None:
    """The operator and the word OR are different tokens."""
    assert QueryToken("or", "OR") != QueryToken("chunk", "OR")
