import pytest

from tests.corpus.briefing import FILES, briefing, report_section
from tests.corpus.figures import figures
from tests.shared import needs_shared

NOT_IN_BRIEFING = {
    ("Global", "44"): "no figure: the opening quotation mark above Stan Kaatee's words, misread in the conversion",
    ("Colombia", "44"): "no figure: the opening quotation mark above Hony Avilez's words, misread in the conversion",
    ("Malaysia", "44"): "no figure: the opening quotation mark above Abdul Ghani's words, misread in the conversion",
}
"""Figures of the report that the briefing leaves out on purpose, by section, each with its reason."""


def values(text: str) -> list[str]:
    return [figure.bound + figure.value for figure in figures(text)]


def unmatched(text: str, other: str) -> set[str]:
    """The figures of `text` with which no figure of `other` agrees, as written."""
    theirs = list(figures(other))
    return {ours.written for ours in figures(text) if not any(ours.agrees_with(figure) for figure in theirs)}


@needs_shared
@pytest.mark.parametrize("section", FILES)
def test_every_figure_of_the_report_stands_in_the_briefing_of_its_section(section: str) -> None:
    """A country's briefing gives each figure of its section, as firmly and of the same thing; no exception is stale."""
    explained = {figure for place, figure in NOT_IN_BRIEFING if place == section}
    assert unmatched(report_section(section), briefing(FILES[section])) == explained


@needs_shared
@pytest.mark.parametrize("section", FILES)
def test_the_briefing_invents_no_figure(section: str) -> None:
    """Every figure of a country's briefing is in the report's section on that country."""
    assert unmatched(briefing(FILES[section]), report_section(section)) == set()


@needs_shared
@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("Global", {"187", "EUR1600000", "under3", "2016-06", "2023-03", "2023-04-17", "90", "2023-06", "5"}),
        ("Colombia", {"USD2600000000", "about2000000", "40%", "about85%", "3rd", "31", "197", "426", "26", "1st"}),
        ("Madagascar", {"2nd", "largest", "about180000", "25%", "64%", "about43%", "53", "502", "over600", "4"}),
        ("Malaysia", {"over190", "62%", "7th", "about70000", "30000", "40000", "500", "82", "26", "5", "2"}),
        ("Namibia", {"over90%", "about16300", "2007", "188", "2018", "12", "42", "15", "1", "306", "294"}),
        ("Viet Nam", {"2022", "4", "1", "largest"}),
    ],
)
def test_the_list_of_figures_is_not_short(section: str, expected: set[str]) -> None:
    """The list that is derived from the report holds the figures that a reader of the report would name."""
    assert expected <= set(values(report_section(section)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 boats and 1,250 nets", ["12", "1250"]),
        ("a share of 3.5 per cent, or 7%", ["3.5%", "7%"]),
        ("€4 million, US$1.2 billion and $300", ["EUR4000000", "USD1200000000", "USD300"]),
        ("US\\$5 thousand in <u>two</u> **three-month** rounds", ["USD5000", "2", "3"]),
        ("Twenty-six mills, fifteen looms, one-man boats and two hundred nets", ["26", "15", "1", "200"]),
        ("on 4 May 2021, in June 2020 and in 2019", ["2021-05-04", "2020-06", "2019"]),
        ("the first, seventh-largest and 23rd ports", ["1st", "7th", "largest", "23rd"]),
        ("the world's biggest and most important quay", ["largest", "most important"]),
        ("more than 80, nearly nine, around 70 and some 60 crews", ["over80", "under9", "about70", "about60"]),
        ("an estimated\n 6 million\n trees", ["about6000000"]),
        ("Convention No. 102 after COVID-19, also known as C102", ["102"]),
        ("someone may march on, often alone", []),
    ],
)
def test_figures_are_found_however_they_are_written(text: str, expected: list[str]) -> None:
    """Digits, words, shares, sums, dates, ordinals, superlatives and hedges each have one canonical form."""
    assert values(text) == expected


@pytest.mark.parametrize(
    ("retold", "missing"),
    [
        ("In all, 31 inspectors of the harbour passed the examination.", set()),
        ("In all, 32 inspectors of the harbour passed the examination.", {"Thirty-one"}),
        ("More than 31 inspectors of the harbour passed the examination.", {"Thirty-one"}),
        ("The harbour's inspectors passed 31 days at sea.", set()),
        ("The examination took 31 days.", {"Thirty-one"}),
        ("- 31 looms\n- All inspectors of the harbour passed the examination.", {"Thirty-one"}),
    ],
)
def test_a_figure_counts_as_kept_only_where_it_says_the_same_of_the_same_thing(retold: str, missing: set[str]) -> None:
    """The number, its hedge and two words of what is counted must agree, inside one paragraph or list item."""
    assert unmatched("Thirty-one inspectors from the harbour were examined.", retold) == missing
