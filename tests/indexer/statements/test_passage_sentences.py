"""The sentences of a passage."""

import pytest

from indexer.statements.passage_sentences import passage_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It met. It left.", ["It met.", "It left."]),
        ("Convention No. 188 applies. Dr. Li agreed.", ["Convention No. 188 applies.", "Dr. Li agreed."]),
        ("Se reunió el Sr. Paz. Firmó.", ["Se reunió el Sr. Paz.", "Firmó."]),
        ("First line\nSecond line", ["First line", "Second line"]),
        ("94. UNFPA will act.", ["94. UNFPA will act."]),
    ],
)
def test_sentences_survive_abbreviations_and_lines(text: str, expected: list[str]) -> None:
    """A full stop after an abbreviation or list number ends nothing; the end of a block always does."""
    assert [sentence.text for sentence in passage_sentences(text)] == expected


def test_a_sentence_knows_its_place() -> None:
    """Start and end are offsets in the passage, without white space."""
    text = "One thing.  \nAnother thing. A third."
    assert all(text[each.start : each.end] == each.text for each in passage_sentences(text))


def test_items_know_their_lead_in() -> None:
    """Items that follow a line with a colon have it as their lead-in; the paragraph after the list has not."""
    text = "The Board should:\n(a) meet;\n(b) report.\nIt met in May. It reported in June."
    assert [each.lead_in for each in passage_sentences(text)] == ["", "The Board should:", "The Board should:", "", ""]
