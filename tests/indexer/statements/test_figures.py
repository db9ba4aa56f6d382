"""Which numbers of a sentence or a cell are figures."""

import pytest

from indexer.records.passage import Passage, Span
from indexer.settings import ROOT
from indexer.statements.extract import Extractor
from indexer.statements.rules import load_statement_rules

RULES = load_statement_rules(ROOT / "corpus" / "rules")


def written(text: str, language: str = "en") -> list[str]:
    """Return the figures of a passage as they are written."""
    passage = Passage("d-1", 0, "d", language, (), text, (Span(1, 0, len(text)),), {})
    return [figure.written for figure in Extractor(RULES).extract([passage]).figures]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The agency trained 40 inspectors in three ports.", ["40", "three"]),
        ("The agency trained 40 inspectors from May until 2021.", ["40", "2021"]),
        ("306 fishermen", ["306"]),
        ("Call the office on 0800 121 700 at any time.", ["0800 121 700"]),
    ],
)
def test_what_counts_something_is_a_figure(text: str, expected: list[str]) -> None:
    """Counts, dates of events and telephone numbers are found."""
    assert written(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "12. The council met in the new hall.",
        "7.4.1 The council met in the new hall.",
        "The letter 25-03498 (E) was sent to the council.",
        "100% 90% 80% 70% 60% of boats.",
        "Boats of the northern ports .......... 14",
        "The rifles of the guards were of 7.62 x 39 mm calibre.",
        "The survey covered people of 15-64 years.",
        "See https://example.org/12 for 30 boats of the port.",
        "The share of boats in ports was high (2).",
        "Le taux reste très faible dans les ports.",
        "In this survey 1 Employed 2 Unemployed 3 Inactive are the codes.",
        "The codes are 6213 Sailors of ports 6214 Fishermen of ports.",
        "The rate of boats is given by r = 3 boats in the model.",
        "The boats are grouped in 10-year bins of the ports.",
        "Two thirds of the boats were seen in the ports.",
        "The text explains the three components of the boats.",
        "People above the age of 15 own boats in the ports.",
        "The two ports were closed to boats of the fleet.",
        "People were killed by the 400 Mawozo gang in the port.",
        "About seven boats out of ten were seen in the ports.",
        "More than 1 in 8 boats was seen in the ports.",
        "A port is a place with 100 or more boats.",
        "Have you bought 3 boats in the ports this year?",
        "Boats will be repaired over the next three years across the port.",
        "64 Interview with two owners of boats in the port.",
        "About six in ten boats of the port were repaired.",
        "Half of the crews work on those with more than 20 boats in all.",
        "64 “Boats” are all that float in the port of the town.",
        "There were six codes of boats to use in the survey.",
        "They left the Pikine 30 district to reach the boats of the port.",
        "Measures of Strategy 5 start with the boats of the port.",
        "The ratio between owners and other crews of boats was 1:10 there.",
        "The crews were trained in two days by the owners of boats.",
        "There were 0 boats of the fleet in the port.",
        "Tables 10.4 and 10.5 show the boats of the ports.",
        "Days were lost by owners of boats in the 12 months before.",
        "Small ports are those of a few boats (<4 units) in all.",
        "The plan has three objectives for the boats of the port.",
        "Sales of boats were high in Q2 of the year.",
    ],
)
def test_what_counts_nothing_is_none(text: str) -> None:
    """Numbers of paragraphs, symbols, marks of axes, contents, calibres, bounds of ages and notes are left out."""
    assert written(text, "fr" if "très" in text else "en") == []


def test_a_cell_quotes_its_row() -> None:
    """A cell's sentence is its row, and the number is marked in it."""
    text = "Table 1: Boats\nPort | Owned\nLagos | 1,204\nOwners of boats sail them from there."
    passage = Passage("d-1", 0, "d", "en", (), text, (Span(1, 0, len(text)),), {})
    (figure,) = Extractor(RULES).extract([passage]).figures
    assert (figure.sentence, figure.written, figure.value) == ("Lagos | 1,204", "1,204", 1204)
    assert (figure.counted, figure.column, figure.table) == ("Lagos", "Owned", "Table 1: Boats")
    assert figure.spans == (Span(1, 28, 41),)
