"""Tokens: their boundaries, the form in which they are searched, and their offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.tokenizer import fold, tokenize


def forms(text: str) -> list[str]:
    return [word.text for word in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Événement EVENEMENT", "evenement evenement"),
        ("Đà Nẵng, người lao động", "da nang nguoi lao dong"),
        ("cœur Straße Łódź", "coeur strasse lodz"),
        ("İstanbul", "istanbul"),
        ("the ILO's inspectors' work", "the ilo inspectors work"),
        ("the workers’ union", "the workers union"),
        ("don't", "dont"),
        ("l'événement d’hommes qu'il jusqu'au", "evenement hommes il au"),
        ("presqu'île aujourd'hui", "presquile aujourdhui"),
        ("COVID-19", "covid 19"),
        (
            "I.L.O. ILO I.L.O the U.S.-based l'O.I.T. e.g. C.188 B.The p.5",
            "ilo ilo ilo the us based oit eg c 188 b the p 5",
        ),
        ("a_b foo@ilo.org", "a b foo ilo org"),
        ("180,000 180.000 180\u00a0000 180\u202f000", "180000 180000 180000 180000"),
        ("1,234,567", "1234567"),
        ("1,6 1.6 €1.6", "1.6 1.6 1.6"),
        ("1.2.3", "123"),
        ("2nd 3D 100m", "2nd 3d 100m"),
        ("62% $100 100€ € 5 $", "62 % 100 100 5"),
        ("RM1,500 Ar5,000 USD100", "rm 1500 ar 5000 usd 100"),
        ("€1.5bn 5M€ 2.5kg", "1.5 bn 5 m 2.5 kg"),
        ("1,500.50 1.500,50", "1500.50 1500.50"),
        ("C# and C++17, F#, .NET; ASP.NET C a#b", "c# and c++ 17 f# .net asp net c a b"),
        ("Lock++ Port+ 18+ a + b one+two .net", "lock ++ port + 18 a b one two .net"),
        ("12’500 12'500 1,25,000 5'10", "12500 12500 125000 5 10"),
        ("12\u2009500 ١٢٬٥٠٠ १२,५०० ۱٫۵", "12500 12500 12500 1.5"),
        ("§ 5 §§ 5", "§ 5 § § 5"),
        ("श्रमिकों के लिए", "श्रमिकों के लिए"),
        ("ज़मीन हँस", "जमीन हंस"),
        ("أُقِرَّ القانونُ ٱلأوّل", "اقر القانون الاول"),
        ("می‌خواهم کار", "ميخواهم كار"),
        ("Ёлка и Йорк", "елка и йорк"),
        ("צה״ל", "צהל"),
        ("col·laborar", "collaborar"),
        ("港口2025年 ILO公约", "港 口 2025 年 ilo 公 约"),
        ("ﾄﾞｯｸ ドック", "ド ッ ク ド ッ ク"),
        ("เด็กที่", "เด็ ก ที่"),
        ("ក្រុមហ៊ុន", "ក្រុ ម ហ៊ុ ន"),
        ("မြန်မာ", "မြ န် မာ"),
        ("…—()«»“”*", ""),
        ("", ""),
    ],
)
def test_forms(text: str, expected: str) -> None:
    """Case, accents, ligatures, elision, possessives and grouping marks make no difference; letters keep marks."""
    assert forms(text) == expected.split()


def test_places() -> None:
    """A word knows its characters, apostrophe and all."""
    text = "Voici l’événement."
    assert [text[word.start : word.end] for word in tokenize(text)] == ["Voici", "l’événement"]


def test_the_sign_of_a_currency_belongs_to_its_number() -> None:
    """A currency sign is not a separate token; it is marked with the number."""
    text = "From $ 100, 5 M€ or 7 € to US$9"
    marked = [text[word.start : word.end] for word in tokenize(text)]
    assert marked == ["From", "$ 100", "5", "M€", "or", "7 €", "to", "US", "$9"]


@given(st.text())
def test_any_text_has_words_in_order(text: str) -> None:
    """Words follow each other without overlap, inside the text, and none is empty."""
    end = 0
    for word in tokenize(text):
        assert end <= word.start < word.end <= len(text)
        assert word.text
        end = word.end


@given(st.text(alphabet=st.characters(categories=["L", "N"])))
def test_folding_twice_is_folding_once(word: str) -> None:
    """A folded word is its own folded form."""
    assert fold(fold(word)) == fold(word)
