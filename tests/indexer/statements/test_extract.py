"""The records of a document."""

from indexer.records.passage import Passage, Span, Tags
from indexer.settings import ROOT
from indexer.statements.extract import Extractor
from indexer.statements.rule_files import StatementRules, load_statement_rules
from indexer.statements.rules import RuleSet

RULES = load_statement_rules(ROOT / "corpus" / "rules")
TEXT = "Prices rose. The Council adopted a plan for 30 ports in 2021. It met.\nThe Council adopted it."


def passage(text: str = TEXT, language: str = "en", name: str = "d-1") -> Passage:
    """A passage that stands on page 1 from character 10 and goes on at the start of page 2."""
    spans = (Span(1, 10, 30), Span(2, 0, len(text) - 20))
    return Passage(name, 0, "d", language, (), text, spans, Tags())


def test_a_record_stands_where_its_sentence_stands() -> None:
    """Spans give the sentence from the pages, also over a page break; neighbours come along."""
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
