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


def section(text: str, *headings: str, language: str = "en") -> Passage:
    """Return a passage of one page under headings."""
    return Passage("d-1", 0, "d", language, headings, text, (Span(1, 0, len(text)),), {})


@pytest.mark.parametrize(
    ("language", "heading", "text"),
    [
        ("en", "Recommendations", "Strengthen the inspection of all ports.\nThe ports are old."),
        ("fr", "2. Recommandations", "Renforcer l'inspection des ports ;\nLes ports sont vieux."),
        ("es", "Recomendaciones", "Fortalecer la inspección de los puertos.\nLos puertos son viejos."),
        ("pt", "Recomendações", "Fortalecer a inspeção dos portos.\nOs portos são velhos."),
    ],
)
def test_items_under_recommendations(language: str, heading: str, text: str) -> None:
    """Under such a heading an infinitive or imperative recommends, and nothing else does."""
    (statement,) = Extractor(RULES).extract([section(text, heading, language=language)]).statements
    assert (statement.sentence, statement.status) == (text.split("\n", maxsplit=1)[0], "recommended")
    assert not Extractor(RULES).extract([section(text, "Ports", language=language)]).statements


def test_a_list_goes_on_in_the_next_passage() -> None:
    """A lead-in holds for the items of the section's next passage, if that begins with one."""
    first = section("The Board should:\n(a) review the fees of all ports;", "Fees")
    second = section("(b) publish the fees of all ports;", "Fees")
    other = section("Fees rose in all of the ports.\n(c) review the fees of all ports;", "Fees")
    items = [
        [each.start for each in Extractor(RULES).extract([first, each]).statements[2:]] for each in (second, other)
    ]
    assert items == [[0], []]


def test_a_row_of_an_action_table_is_one_statement() -> None:
    """Its sentence is the row; state, action and deadline are quoted from its cells, and the lead is the actor."""
    text = "Action | Lead | Deadline | Status\nThe Board will train all inspectors | Port Council | by 2027 | Ongoing"
    (statement,) = Extractor(RULES).extract([section(text, "Plan")]).statements
    assert statement.sentence == text.split("\n")[1]
    assert [actor.name for actor in statement.actors] == ["Port Council"]
    assert (statement.status, statement.wording, statement.deadline) == ("in_progress", "Ongoing", "by 2027")
    assert statement.objects == "The Board will train all inspectors"


def test_we_are_the_publisher() -> None:
    """The first person stands for the publisher, an abbreviation for the name that the document gives it."""
    text = "We will open two ports. The Port Labour Board (PLB) met. PLB will train inspectors."
    statements = Extractor(RULES).extract([section(text)], "Ministry of Ports").statements
    assert [(actor.name, actor.group) for each in statements for actor in each.actors] == [
        ("Ministry of Ports", "government"),
        ("Port Labour Board (PLB)", "organization"),
    ]


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
    assert [each.written for each in records.figures] == ["30"]


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
