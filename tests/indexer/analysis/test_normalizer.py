"""Units: what people write in several ways is one thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.normalizer import is_instrument, normalized_tokens
from indexer.analysis.tokenizer import tokenize


def forms(text: str) -> list[str]:
    return [unit.text for unit in normalized_tokens(text)]


def codes(text: str) -> list[str]:
    """The conventions that a text names."""
    return [unit.text for unit in normalized_tokens(text) if is_instrument(unit)]


@pytest.mark.parametrize(
    "text",
    [
        "C188",
        "C.188",
        "C 188",
        "C-188",
        "c188",
        "Convention 188",
        "Convention No. 188",
        "ILO Convention n° 188",
        "Work in Fishing Convention, 2007 (No. 188)",
        "Convenio núm. 188",
        "Convenio sobre el trabajo en la pesca, 2007 (núm. 188)",
        "convention nº 188",
        "Convenção n.º 188",
        "Công ước số 188",
        "Công ước 188",
    ],
)
def test_a_convention_has_one_name(text: str) -> None:
    """Every way of writing a convention's number gives the same unit."""
    assert codes(text) == ["c188"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C029 and C29", ["c29", "c29"]),
        ("P029 of 2014, R205", ["p29", "r205"]),
        ("Conventions Nos. 29, 87 and 105", ["c29", "c87", "c105"]),
        ("Conventions Nos 87 and 98 in 12 countries", ["c87", "c98"]),
        ("convenios núms. 87 y 98", ["c87", "c98"]),
        ("les conventions n° 29 et 105", ["c29", "c105"]),
        ("the Forced Labour Convention, 1930 (No. 29), and the Convention of 1957 (No. 105)", ["c29", "c105"]),
        ("Convention No. 188 and 12 members", ["c188"]),
        ("Convention No. 188, which 12 states ratified", ["c188"]),
        ("Recommendation No. 204", ["r204"]),
        ("No. 188", []),
        ("the convention of 2007", []),
        ("see chapter 12 and page 5", []),
        ("Convention 999", []),
        ("Convention of 12 June 1998", []),
        ("the Convention. 12 members", []),
        ("c", []),
    ],
)
def test_instruments(text: str, expected: list[str]) -> None:
    """Codes and lists of numbers are recognized; other numbers near a convention are not."""
    assert codes(text) == expected


def test_a_passage_is_also_found_by_the_bare_number() -> None:
    """A convention's number without its kind is kept as a second form."""
    assert [[form.text for form in unit.all_forms] for unit in normalized_tokens("C188")] == [["c188", "188"]]


@pytest.mark.parametrize(
    "text", ["62 per cent", "62 percent", "62%", "62 %", "62 por ciento", "62 pour cent", "62 pct"]
)
def test_shares(text: str) -> None:
    """A share is a number and one word for `per cent`."""
    assert forms(text) == ["62", "percent"]


@pytest.mark.parametrize("text", ["Viet Nam", "Vietnam", "Việt Nam", "VIET NAM", "Viet Nam's"])
def test_viet_nam(text: str) -> None:
    """The country's name is one unit in both spellings."""
    assert forms(text) == ["vietnam"]


@pytest.mark.parametrize(
    ("text", "joined", "behind"),
    [
        ("co-operation", "cooperation", "operation"),
        ("e-mail", "email", "mail"),
        ("non-compliance", "noncompliance", "compliance"),
        ("socio-económico", "socioeconomico", "economico"),
    ],
)
def test_prefixes(text: str, joined: str, behind: str) -> None:
    """A prefix with a hyphen is what it is without one, and the word behind it is found by itself."""
    [unit] = normalized_tokens(text)
    assert (unit.text, text[unit.start : unit.end]) == (joined, text)
    assert behind in {form.text for form in unit.all_forms}
    assert forms(joined) == [joined]


@pytest.mark.parametrize("text", ["health-care", "co operation", "co-", "non-12", "pre- and post-harvest", "e – mail"])
def test_other_hyphens(text: str) -> None:
    """Any other hyphen only parts words."""
    assert forms(text) == [word.text for word in tokenize(text)]


@given(st.text(alphabet=st.sampled_from("cpr C29,.0178°No nosand yet Convention conventionsviet nam%per cent")))
def test_units_cover_words_in_order(text: str) -> None:
    """Units follow each other without overlap, inside the text."""
    end = 0
    for unit in normalized_tokens(text):
        assert end <= unit.start < unit.end <= len(text)
        end = unit.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GB.1/INS/2", ["gb.1/ins/2"]),
        ("see gb.1/ins/2.", ["see", "gb.1/ins/2"]),
        ("A/7/94, S/2001/3/Add.1 and E/CN.4/2001/9", ["a/7/94", "s/2001/3/add.1", "and", "e/cn.4/2001/9"]),
        ("A/C.3/7/L.5 ST/SG/AC.10/1/Rev.2", ["a/c.3/7/l.5", "st/sg/ac.10/1/rev.2"]),
        ("and/or km/h 24/7 TCP/IP", ["and", "or", "km", "h", "24", "7", "tcp", "ip"]),
        ("§ 5 and §12", ["§5", "and", "§12"]),
        ("§ five", ["§", "five"]),
        ("Lock++ and Port+", ["lock++", "and", "port+"]),
        ("港口禁止", ["港口", "口禁", "禁止"]),
        ("水 port 港口", ["水", "port", "港口"]),
    ],
)
def test_symbols_and_pairs(text: str, expected: list[str]) -> None:
    """A document's symbol and a section's number are one token, and so are two letters of unspaced scripts."""
    assert forms(text) == expected


def test_the_words_of_a_symbol_are_found_too() -> None:
    """The parts of a symbol stay words."""
    [token] = normalized_tokens("GB.1/INS/2")
    assert [form.text for form in token.all_forms] == ["gb.1/ins/2", "gb", "1", "ins", "2"]
