"""Faults of passages, and the score."""

import pytest

from indexer.check.quotability import MIN_SURE_CONFIDENCE, POINTS_PER_DOUBT, Fault, find_faults, judge, looks_like_label
from indexer.records.passage import Passage

GOOD = "The inspectors looked at the deck and at the nets that the boats carry. They wrote down what they saw."


def passage(text: str, *, table: str = "", demoted: bool = False) -> Passage:
    return Passage(f"p-{abs(hash(text))}", 0, "d", "en", (), text, (), {}, demoted, table)


@pytest.mark.parametrize(
    ("text", "table", "faults"),
    [
        (GOOD, "", set()),
        ("Nets\nBoats\nSheds in the harbour\nand the market", "", set()),
        ("North of the bay", "", {"scrap"}),
        ("of the deck and the nets they carry. The inspectors wrote down what they saw.", "", {"torn"}),
        (f"{GOOD} The market opens when the first of the", "", {"torn"}),
        ("The villages agreed on the timber for all of the sheds, the carpenters and the", "", {"torn"}),
        ("The fishing boats fishing boats came back in the morning with little fish.", "", {"repeated"}),
        ("They had had the very very best of the nets in the whole of the bay then.", "", set()),
        ("12.4 13.5 16.0 18.1\n12.5 15.6 19.0 20.2\n2011 2012 2013 2014", "", {"no words"}),
        ("Boats by port\nPort | Boats\nNorth | 12", "thr", set()),
        ("North | 12\nSouth | 31", "rr", {"no heads"}),
        (f"North | 12\nSouth | 31\n{GOOD} And then the", "rr-", {"no heads", "torn"}),
    ],
)
def test_faults(text: str, table: str, faults: set[Fault]) -> None:
    """Each kind is found; items, labels and tables with heads are none, and one word may follow itself."""
    assert set(find_faults(passage(text, table=table))) == faults


@pytest.mark.parametrize(
    ("confidence", "is_unsure"), [(None, False), (MIN_SURE_CONFIDENCE, False), (MIN_SURE_CONFIDENCE - 1, True)]
)
def test_text_of_pictures(confidence: int | None, is_unsure: bool) -> None:  # noqa: FBT001  # a column
    """It has a fault where OCR was not sure of it."""
    assert ("unsure" in find_faults(passage(GOOD), confidence)) == is_unsure


@pytest.mark.parametrize(
    ("heading", "is_label"),
    [
        ("The port office", False),
        ("3.2 Boats, nets and sheds by port, 2011. Results of the survey", False),
        ("12 million", True),
        ("2011", True),
        ("Table 3: Boats by port", True),
        ("Source: port office", True),
        ("www.ports.example.org", True),
        ("of the boats", True),
        ("Boats and", True),
        ("They came back by 2015. By then, the nets", True),
    ],
)
def test_headings_that_are_none(heading: str, is_label: bool) -> None:  # noqa: FBT001  # a column
    """Figures, captions, source lines, addresses and running text are labels, whatever their type."""
    assert looks_like_label(heading) == is_label


def test_the_score() -> None:
    """It is the share of passages without fault, less some points for each doubt; lists of contents do not count."""
    passages = [passage(GOOD), passage("A scrap"), passage(f"{GOOD} Yes."), passage("Contents … 3", demoted=True)]
    passages.append(passage("Nets 1 2 3 4 5 6 7\nSheds 1 2 3 4 5 6 7\nBoats 8", demoted=True))
    judged = judge(((each, None) for each in passages), ["Nets", "12 %", "12 %"])
    assert (judged.passages, judged.good, judged.faults) == (4, 2, {"scrap": 2})
    assert judged.examples == {"scrap": [passages[1].id, passages[3].id]}
    assert judged.labels == ("12 %",)
    assert (judged.score(0), judged.score(2), judged.score(30)) == (50, 50 - 2 * POINTS_PER_DOUBT, 0)
    assert judge([], []).score(0) == 0
