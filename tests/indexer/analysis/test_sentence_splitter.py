"""Where sentences start and end."""

import pytest

from indexer.analysis.sentence_splitter import quotable_spans, sentence_spans


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("See No. 188 of 2007. It holds.", 2),
        ("Ms. Smith and J. Doe came. They left.", 2),
        ("It cost 1.6 million. Was it much? Yes!", 3),
        ("He said “no.” Then he left.", 2),
        ("¿Cuántos son? Son 12. ¡Bien!", 3),
        ("one without capital. lower case goes on", 1),
        ("港口禁止童工。真的？是！", 3),
        ("बंदर बंद है। कल खुलेगा।", 2),
        ("الميناء مغلق. يفتح غدا؟ نعم.", 3),
        ("Порт закрыт. Он откроется завтра. т.е. скоро", 2),
        ("항구가 닫혔다. 내일 연다.", 2),
        ("ផែបិទ។ បើកស្អែក។", 2),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    """Abbreviations, initials and decimals do not end a sentence; quotation marks belong to theirs."""
    spans = sentence_spans(text)
    assert len(spans) == count
    assert "".join(text[start:end] for start, end in spans) == text


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("One. Two.\nThree\n\n four ", ["One.", "Two.", "Three", "four"]),
        ("a b c; d e f g", ["a b c;", "d e f g"]),
        ("a b, c d e f", ["a b,", "c d e f"]),
        ("a b c d e f g h", ["a b c d", "e f g h"]),
        ("", []),
    ],
)
def test_quotable_pieces(text: str, pieces: list[str]) -> None:
    """Sentences do not cross lines; a long one is cut after a semicolon, else after a comma, else anywhere."""
    assert [text[start:end] for start, end in quotable_spans(text, max_words=4)] == pieces


@pytest.mark.parametrize("text", ["Rev. Bell came.", "It was E.I. Bell who came.", "Mme Bell et M. Dunn"])
def test_titles_and_initials(text: str) -> None:
    """Titles and initials do not end a sentence."""
    assert len(sentence_spans(text)) == 1
