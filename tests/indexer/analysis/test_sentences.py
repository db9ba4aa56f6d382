"""Where sentences start and end."""

import pytest

from indexer.analysis.sentences import sentence_spans


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("See No. 188 of 2007. It holds.", 2),
        ("Ms. Smith and J. Doe came. They left.", 2),
        ("It cost 1.6 million. Was it much? Yes!", 3),
        ("He said “no.” Then he left.", 2),
        ("¿Cuántos son? Son 12. ¡Bien!", 3),
        ("one without capital. lower case goes on", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    """Abbreviations, initials and decimals do not end a sentence; quotation marks belong to theirs."""
    spans = sentence_spans(text)
    assert len(spans) == count
    assert "".join(text[start:end] for start, end in spans) == text
