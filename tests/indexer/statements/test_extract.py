"""The records of a document, and the sentences that they come from."""

import pytest

from indexer.records.passage import Passage, Span
from indexer.settings import ROOT
from indexer.statements.extract import Extractor, passage_sentences
from indexer.statements.rules import RuleSet, StatementRules, load_statement_rules

RULES = load_statement_rules(ROOT / "corpus" / "rules")
TEXT = "Prices rose. The Council adopted a plan for 30 ports in 2021. It met.\nThe Council adopted it."


def passage(text: str = TEXT, language: str = "en", name: str = "d-1") -> Passage:
    """Return a passage on page 1 from character 10 that goes on at the start of page 2."""
    spans = (Span(1, 10, 30), Span(2, 0, len(text) - 20))
    return Passage(name, 0, "d", language, (), text, spans, {})


def test_a_record_has_the_spans_of_its_sentence() -> None:
    """Spans give the sentence from the pages, also over a page break; its neighbours are recorded."""
    statement = Extractor(RULES).extract([passage()]).statements[0]
    assert statement.sentence == "The Council adopted a plan for 30 ports in 2021."
    assert statement.spans == (Span(1, 23, 30), Span(2, 0, 41))
    assert (statement.before, statement.after) == ("Prices rose.", "It met.")
    assert (statement.status, statement.year, statement.rule) == ("decided", 2021, "en-decided-active")


def test_figures_belong_to_their_statement() -> None:
    """A statement names the figures of its sentence."""
    records = Extractor(RULES).extract([passage()])
    assert [figure.written for figure in records.figures] == ["30", "2021"]
    assert records.statements[0].figures == tuple(figure.id for figure in records.figures)


@pytest.mark.parametrize(
    ("sentence", "wording", "strength"),
    [
        ("The Council adopted a plan for 30 ports.", "adopted", "none"),
        ("The list shall be published in May.", "shall", "shall"),
        ("A new forum is urgently needed in all ports.", "is urgently needed in", "should"),
        ("(a) 12. The list will be published in May.", "will be published", "will"),
    ],
)
def test_wording_is_quoted_from_the_sentence(sentence: str, wording: str, strength: str) -> None:
    """The wording is what the sentence says, whatever its class is called; "shall" is never an undertaking."""
    (statement,) = Extractor(RULES).extract([passage(f"It met. Nobody came in. {sentence}")]).statements
    assert (statement.wording, statement.strength) == (wording, strength)


def test_ids_are_permanent_and_unique() -> None:
    """An id comes from document and sentence alone; a repeated sentence gets a number."""
    once = Extractor(RULES).extract([passage()])
    twice = Extractor(RULES).extract([passage(), passage(name="d-2")])
    assert [each.id for each in once.statements] == [each.id for each in twice.statements[:2]]
    assert len({each.id for each in twice.statements}) == 4


def test_a_language_without_rules_has_figures_alone() -> None:
    """Statements need rules; figures do not."""
    none: dict[str, RuleSet] = {}
    records = Extractor(StatementRules(none, RULES.actors)).extract([passage()])
    assert not records.statements
    assert len(records.figures) == 2


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
