"""Large numbers and money: one unit however they are written, and none where they can be read in two ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.amounts import may_be_several
from indexer.analysis.normalizer import normalized_tokens


def read(text: str) -> list[str]:
    """The units of a text."""
    return [unit.text for unit in normalized_tokens(text)]


def found_by(text: str) -> set[str]:
    """Everything under which a text is found."""
    return {form.text for unit in normalized_tokens(text) for form in unit.all_forms}


@pytest.mark.parametrize(
    ("unit", "texts"),
    [
        ("dollar100", "$100|$ 100|100$|100 dollars|100 dólares|100 đô la"),
        (
            "usd100",
            "US$100|US$ 100|US $100|USD 100|USD100|usd 100|100 USD|100 US dollars|100 dollars US|100 đô la Mỹ",
        ),
        (
            "usd5",
            "5 dólares estadounidenses|5 dólares de los Estados Unidos|5 dollars américains|5 dollars des États-Unis",
        ),
        ("nad100", "N$100|N$ 100|NAD 100|100 Namibia dollars|100 Namibian dollars|100 dollars namibiens"),
        ("cad100", "C$100|CAD 100|100 Canadian dollars"),
        ("myr1500", "RM 1,500|RM1,500|rm 1500|MYR 1 500|1,500 ringgit|1 500 ringgits"),
        ("mga5000", "Ar 5,000|Ar5,000|MGA 5 000|5 000 ariary|5 000 Ar"),
        ("vnd5000000", "5 triệu đồng|VND 5 million|5.000.000 đồng|5 000 000 VND|5,000,000₫"),
        ("cop100", "COP 100|COP$100|COP $100|100 pesos colombianos|100 Colombian pesos"),
        ("peso100", "100 pesos"),
        ("xof1500", "1 500 FCFA|1.500 francs CFA|1,500 F CFA|1500 CFA francs"),
        ("gbp5", "£5|GBP 5|5 pounds sterling|5 libras esterlinas"),
        (
            "eur5000000",
            "€5 million|€ 5 million|€5m|EUR 5 million|EUR 5m|5m euros|5 million euros|5 millones de euros",
        ),
        ("eur9000000", "9 millions d'euros|9 millions d’euros|9 millions €|9 M€|9.000.000 €|9 000 000 euros"),
        (
            "eur1500000000",
            "€1.5bn|1,5 milliard d'euros|1.5 billion euros|1500 millones de euros|1,5 mil millones de euros",
        ),
    ],
)
def test_money_has_one_name(unit: str, texts: str) -> None:
    """Every way of writing an amount gives the same unit, which is marked whole."""
    for text in texts.split("|"):
        found = [(each.text, text[each.start : each.end]) for each in normalized_tokens(text)]
        assert found == [(unit, text)]


@pytest.mark.parametrize(
    ("number", "texts"),
    [
        ("1600000", "1.6 million|1,6 millones|1,6 million|1,600,000|1.600.000|1 600 000|1\u202f600\u202f000|1,6 triệu"),
        ("180000", "180,000|180.000|180 000|180 thousand|180 mil|180 nghìn"),
        ("5000000000", "5 billion|5 milliards|5 mil millones|5 tỷ"),
        ("1234.56", "1,234.56|1.234,56"),
    ],
)
def test_a_number_has_one_name(number: str, texts: str) -> None:
    """Words for large numbers, grouping marks and spaces make no difference."""
    for text in texts.split("|"):
        assert read(text) == [number]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US$ 5 million", {"usd5000000", "dollar5000000", "5000000", "5", "million", "us"}),
        ("$100", {"dollar100", "usd100", "100"}),
        ("N$100", {"nad100", "dollar100", "n", "100"}),
        ("100 pesos colombianos", {"cop100", "peso100", "100", "pesos", "colombianos"}),
        ("1.6 million", {"1600000", "1.6", "million"}),
    ],
)
def test_an_amount_is_found_by_its_parts(text: str, expected: set[str]) -> None:
    """By its number alone, by its plain words, and by its currency without the country."""
    assert found_by(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12\n345", ["12", "345"]),
        ("Conventions 100 111", ["c100", "c111"]),
        ("5m deep", ["5m", "deep"]),
        ("5 pounds of coffee", ["5", "pounds", "of", "coffee"]),
        ("give us $100", ["give", "us", "dollar100"]),
        ("5 ngân hàng", ["5", "ngan", "hang"]),
        ("dollars", ["dollars"]),
        ("in 2019\n300 dollars", ["in", "2019", "dollar300"]),
        ("5. Million", ["5", "million"]),
        ("€", []),
        ("R205 and C188", ["r205", "and", "c188"]),
    ],
)
def test_nothing_is_guessed(text: str, expected: list[str]) -> None:
    """Text that may be two numbers, a length or a weight is not read as an amount."""
    assert read(text) == expected


@given(
    st.lists(st.sampled_from("$ US$ US 100 000 5m € 5 million de euros RM N$ 1,500 Ar mil k 1.5bn £5 \n 5€".split(" ")))
)
def test_any_text_can_be_read(pieces: list[str]) -> None:
    """In any text, units do not overlap, and the forms of each are in order of their start."""
    text = " ".join(pieces)
    end = 0
    for unit in normalized_tokens(text):
        assert end <= unit.start < unit.end <= len(text)
        assert [form.start for form in unit.all_forms] == sorted(form.start for form in unit.all_forms)
        end = unit.end


@pytest.mark.parametrize("text", ["3,5 Mio. EUR", "3,5 Millionen Euro", "EUR 3.5m", "3 500 000 EUR", "€3.5 million"])
def test_abbreviated_millions(text: str) -> None:
    """A full stop after an abbreviation does not part a number from its currency."""
    assert read(text) == ["eur3500000"]


def test_a_number_in_two_groups_is_one_and_both_of_its_parts() -> None:
    """`12 345` is found as 12345, and as 12 and 345."""
    [token] = normalized_tokens("12 345")
    assert [form.text for form in token.all_forms] == ["12345", "12", "345"]
    assert may_be_several(token)
    [token] = normalized_tokens("12 000")
    assert not may_be_several(token)
