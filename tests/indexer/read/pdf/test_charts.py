"""Charts by the marks of their axes."""

import pytest

from indexer.read.pdf.charts import demote_axes, demote_charts
from indexer.read.pdf.drafts import BlockDraft
from tests.indexer.read.pdf.plain_lines import draft, line, style, texts

MARKS = ("400", "300", "200", "100", "0")


def axis(*marks: str, left: float = 60.0, top: float = 600.0, step: float = 30.0) -> list[BlockDraft]:
    """Build the marks of an axis that goes up, from the top down."""
    return [draft("paragraph", line(mark, left=left, baseline=top - step * at)) for at, mark in enumerate(marks)]


def label(text: str, left: float, baseline: float, kind: str = "paragraph") -> BlockDraft:
    return draft("heading" if kind == "heading" else "paragraph", line(text, left=left, baseline=baseline))


def test_labels_between_axes_are_one_demoted_row() -> None:
    """Names of points, also those set like headings, and titles of axes; captions, sources and text stay."""
    caption = label("Figure 3 Boats and nets by port, of all the coast", 60, 620)
    points = [label("North", 200, 550), label("ALL PORTS", 160, 530, "heading"), label("South", 180, 510)]
    below = draft("paragraph", line("0", "10", "20", "30", left=70, baseline=465))
    title = label("Nets of each boat", 150, 450)
    source = label("Source: census of boats", 60, 430)
    text = label("The boats of the north have most nets.", 60, 400)
    found = demote_charts([caption, *axis(*MARKS), *points, below, title, source, text])
    assert texts(found) == [
        caption.text,
        "400 300 200 100 0 North ALL PORTS South 0 10 20 30 Nets of each boat",
        source.text,
        text.text,
    ]
    assert [each.demoted for each in found] == [False, True, False, False]


@pytest.mark.parametrize("marks", [("4", "3", "1", "0"), ("1", "2", "3", "4"), ("30", "20", "10")])
def test_other_figures_above_each_other_are_no_axis(marks: tuple[str, ...]) -> None:
    """Unequal steps, numbers that count downwards as those of lists do, and too few."""
    assert not any(each.demoted for each in demote_charts(axis(*marks)))


def test_marks_may_have_signs_of_percent_and_separators() -> None:
    """As printed in several languages."""
    for marks in (("30%", "20%", "10%", "0%"), ("0,9", "0,6", "0,3", "0,0"), ("3,000", "2,000", "1,000", "0")):
        assert [each.demoted for each in demote_charts(axis(*marks))] == [True], marks


def test_an_axis_below_bars_is_demoted() -> None:
    """Years are none, which heads of columns may be; nor are numbers of columns."""
    assert demote_axes([draft("paragraph", line("0%", "10%", "20%", "30%"))])[0].demoted
    for heads in (("2021", "2022", "2023", "2024"), ("1", "2", "3", "4"), ("0", "10", "30", "40")):
        assert not demote_axes([draft("paragraph", line(*heads))])[0].demoted


def test_text_beside_a_chart_stays() -> None:
    """Longer lines at its height."""
    text = draft("paragraph", line("The boats of the north have most of the nets of all the", left=80, baseline=540))
    assert text in demote_charts([*axis(*MARKS), text])


def test_a_caption_inside_stays() -> None:
    """And so does a heading of the outline."""
    caption = label("Table 4", 80, 540)
    heading = draft("heading", line("Nets", left=80, baseline=520, setting=style(14)), in_outline=True)
    assert demote_charts([*axis(*MARKS), caption, heading])[1:] == [caption, heading]
