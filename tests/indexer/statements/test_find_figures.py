"""Finding numbers with what they count."""

import re
import tomllib

import pytest

from indexer.settings import ROOT
from indexer.statements.find_figures import find_figures, word_value
from tests.shared import SHARED, needs_shared


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It reached 306 fishermen on deck.", ("306", "quantity", 306, "", "fishermen")),
        ("They hold 62 per cent of the global market.", ("62 per cent", "share", 62, "percent", "global market")),
        ("El 40 por ciento de los trabajadores es joven.", ("40 por ciento", "share", 40, "percent", "trabajadores")),
        ("Près de 25,5 % des emplois sont là.", ("25,5 %", "share", 25.5, "percent", "emplois")),
        ("It earns US$2.6 billion a year.", ("US$2.6 billion", "money", 2600000000.0, "USD", "")),
        ("With €1.6 million it began.", ("€1.6 million", "money", 1600000.0, "EUR", "")),
        ("Around 180,000 jobs exist.", ("180,000", "quantity", 180000, "", "jobs exist")),
        (
            "Unos 2 millones de trabajadores cosechan.",
            ("2 millones", "quantity", 2000000.0, "", "trabajadores cosechan"),
        ),
        ("Thirty-one inspectors came.", ("Thirty-one", "quantity", 31, "", "inspectors came")),
        ("Vingt-cinq entreprises ont signé.", ("Vingt-cinq", "quantity", 25, "", "entreprises")),
        ("It is Convention No. 188 that counts.", ("188", "reference", 188, "", "")),
        ("It began in June 2016 again.", ("2016", "date", 2016, "", "")),
        ("Of these, 30,000 are local.", ("30,000", "quantity", 30000, "", "local")),
        ("They walked 12 km home.", ("12 km", "quantity", 12, "km", "home")),
    ],
)
def test_a_figure_is_read(sentence: str, expected: tuple[str, str, float, str, str]) -> None:
    """Number as written, kind, value, unit and what is counted, in English, Spanish and French."""
    found = next(iter(find_figures(sentence)))
    written = sentence[found.start : found.end]
    assert (written, found.kind, found.value, found.unit, found.counted) == expected


@pytest.mark.parametrize(
    ("sentence", "qualifier"),
    [("More than 600 people came.", "More than"), ("Son alrededor de 50 barcos.", "alrededor de"), ("Ten came.", "")],
)
def test_a_figure_knows_its_bounds(sentence: str, qualifier: str) -> None:
    """The words that bound a figure are kept as written."""
    assert next(iter(find_figures(sentence))).qualifier == qualifier


@pytest.mark.parametrize(
    ("sentence", "countries", "expected"),
    [
        ("Elle gagne 5 000 FCFA par mois.", ["CMR"], ("5 000 FCFA", "money", "XAF")),
        ("Elle gagne 5 000 FCFA par mois.", ["SEN"], ("5 000 FCFA", "money", "XOF")),
        ("Gana L.5,000 al mes.", ["HND"], ("L.5,000", "money", "HNL")),
        ("See L 5,000 below.", ["FRA"], ("5,000", "quantity", "")),
        ("They paid Tk 300.", ["BGD"], ("Tk 300", "money", "BDT")),
        ("They collected 300 pounds of rice.", ["GBR"], ("300 pounds", "quantity", "pounds")),
    ],
)
def test_a_shared_sign_is_the_currency_of_the_country(
    sentence: str, countries: list[str], expected: tuple[str, str, str]
) -> None:
    """A sign that several countries use has the code of the document's; elsewhere it is no money."""
    found = next(iter(find_figures(sentence, countries)))
    assert (sentence[found.start : found.end], found.kind, found.unit) == expected


@pytest.mark.parametrize(
    ("sentence", "written", "value", "unit"),
    [
        ("People of 15-64 years work.", "15-64 years", None, "years"),
        ("Les enfants de 5 à 17 ans travaillent.", "5 à 17 ans", None, "ans"),
        ("Output changed by −3.2 per cent.", "−3.2 per cent", -3.2, "percent"),
        ("Le taux a baissé de 5,2 points.", "5,2 points", 5.2, "points"),
        ("It rose by 3 percentage points.", "3 percentage points", 3, "points"),
        ("Rows 10000 10000 follow.", "10000", 10_000, ""),
    ],
)
def test_ranges_signs_and_points_are_read(sentence: str, written: str, value: float | None, unit: str) -> None:
    """A range is one figure, a minus belongs to its number, points are no per cent, and numbers do not run together."""
    found = next(iter(find_figures(sentence)))
    assert (sentence[found.start : found.end], found.value, found.unit) == (written, value, unit)


def test_several_figures_are_found_in_order() -> None:
    """Each number of a sentence is a separate figure."""
    sentence = "Benefiting 306 fishermen, 294 workers and 12 managers in two ports."
    assert [found.value for found in find_figures(sentence)] == [306, 294, 12, 2]


def test_one_is_no_figure() -> None:
    """The words that are also articles count nothing, and neither does "once" in English."""
    assert list(find_figures("Un jour, one day, it came once.")) == []
    assert word_value("treinta y uno") == 31


@needs_shared
def test_every_figure_of_the_report_is_found() -> None:
    """Every number written in digits in the report is held by a figure with the same digits."""
    text = (SHARED / "corpus" / "report.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip()]
    missed = []
    for line in lines:
        found = [line[each.start : each.end] for each in find_figures(line)]
        missed += [
            (number, line)
            for number in re.findall(r"\d+(?:[.,]\d+)*", line)
            if not any(number in each for each in found)
        ]
    assert missed == []


def test_every_sign_and_name_of_a_currency_is_known() -> None:
    """Each entry of the table of currencies is found in its place, with its code."""
    table = tomllib.loads((ROOT / "indexer" / "statements" / "currencies.toml").read_text(encoding="utf-8"))
    assert len(table) > 1
    for code, signs in table.items():
        for text in (*(f"{sign} 70" for sign in signs["before"]), *(f"70 {name}" for name in signs["after"])):
            [figure] = find_figures(f"They paid {text}.", signs.get("countries", ()))
            assert (figure.kind, figure.unit, figure.value) == ("money", code, 70), text
