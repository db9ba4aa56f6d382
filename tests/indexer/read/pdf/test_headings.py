"""Headings by their style and by their numbers, their levels, and the title among them."""

from pathlib import Path

from indexer.read.pdf import reader
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.headings import classify_headings, find_title, has_heading_style
from indexer.read.sandbox.limits import Limits
from tests.indexer.read.pdf.plain_lines import BODY, draft, line, style
from tests.indexer.read.pdf.typeset import lines, typeset

TEXT = ("The crews of the coast mend their nets in the new sheds, and nobody of them", "works at night in the winter.")


def test_numbers_that_follow_each_other_make_headings(tmp_path: Path) -> None:
    """Short lines 2.1 and 2.2 set like the text are headings; a lone number and a figure in the text are not."""
    page = [
        lines("2.1 Sheds", *TEXT, top=760),
        lines("2.2 Nets", *TEXT, "4.1 Boats were counted.", top=700),
        lines("7.3 Of the timber", *TEXT, top=600),
    ]
    reading = reader.read(typeset(tmp_path / "a.pdf", [page]), Limits())
    assert [block.text for block in reading.blocks if block.kind == "heading"] == ["2.1 Sheds", "2.2 Nets"]


def test_style_makes_a_heading() -> None:
    """Larger type, or bold, coloured or capital letters of the body's size; no item, no line that goes on."""
    assert has_heading_style(line("Sheds of the coast", setting=style(12)), BODY)
    assert has_heading_style(line("Sheds of the coast", setting=style(weight=700)), BODY)
    assert has_heading_style(line("SHEDS OF THE COAST"), BODY)
    assert not has_heading_style(line("Sheds of the coast"), BODY)
    assert not has_heading_style(line("• Sheds", setting=style(12)), BODY)
    assert not has_heading_style(line("Sheds;", setting=style(12)), BODY)
    assert not has_heading_style(line("2024", setting=style(12)), BODY)


def test_levels_follow_size_then_weight() -> None:
    """Each heading is one below the nearest before it that outranks it."""
    sizes = (16, 13, 12, 13, 16)
    drafts = []
    for at, size in enumerate(sizes):
        drafts += [
            draft("heading", line(f"Sheds {'abcde'[at]}", setting=style(size))),
            draft("paragraph", "They mend."),
        ]
    classify_headings(drafts, BODY)
    assert [each.level for each in drafts if each.kind == "heading"] == [1, 2, 3, 2, 1]


def test_headings_of_one_style_in_a_row_are_labels() -> None:
    """Three or more are call-outs or cells, but the last one heads the text below it."""
    names = ("Nets", "Ropes", "Boats", "Sheds")
    drafts = [draft("heading", line(name, setting=style(12))) for name in names] + [draft("paragraph", "They mend.")]
    classify_headings(drafts, BODY)
    assert [each.text for each in drafts if each.kind == "heading"] == ["Sheds"]


def test_words_speak_against_a_heading() -> None:
    """A sentence, an address, a caption, and a line with nothing below it are none."""
    for text in ("They mend their nets.", "see https://port.example", "Table 3 Nets", "mended nets"):
        drafts = [draft("heading", line(text, setting=style(12))), draft("paragraph", "They mend.")]
        classify_headings(drafts, BODY)
        assert drafts[0].kind == "paragraph"
    alone = [draft("heading", line("Nets", setting=style(12)))]
    classify_headings(alone, BODY)
    assert alone[0].kind == "paragraph"


def test_the_outlines_levels_are_kept() -> None:
    """And a heading that the outline does not name is below the one before it."""
    drafts = [
        draft("heading", line("Sheds", setting=style(12)), level=2, in_outline=True),
        draft("heading", line("Nets", setting=style(11))),
        draft("paragraph", "They mend."),
    ]
    classify_headings(drafts, BODY)
    assert [each.level for each in drafts[:2]] == [2, 3]


def test_greys_and_heads_of_columns_are_no_headings() -> None:
    """Grey labels of charts, and two cells without a number before them; a hue, and a number's cell, are."""
    assert not has_heading_style(line("Sheds of the coast", setting=style(colour=0x595959)), BODY)
    assert has_heading_style(line("Sheds of the coast", setting=style(colour=0xC24228)), BODY)
    assert not has_heading_style(line("Version", "Changes made", setting=style(weight=700)), BODY)
    assert has_heading_style(line("2.1", "Changes made", setting=style(weight=700)), BODY)


def test_bold_beginnings_stay_in_their_sentence() -> None:
    """What goes on right below in lower case and ends in a full stop is text; a heading's own tail is not."""
    below = "achieve net zero by 2050, with the help of all crews of the coast and of the ports."
    bold = line("The port aims to", baseline=700, setting=style(weight=700))
    drafts = [draft("heading", bold), draft("paragraph", line(below, baseline=687))]
    classify_headings(drafts, BODY)
    assert [each.kind for each in drafts] == ["paragraph", "paragraph"]


def test_a_numbered_heading_goes_on_in_regular_type() -> None:
    """A number, a bold line that fills its width and a short rest below it are one heading."""
    first = line(
        "3.1. " + "Sheds and nets of the coast and of the islands for the crews of all",
        baseline=700,
        setting=style(weight=700),
    )
    rest = line("ports: a law before 2030.", baseline=687)
    drafts = [draft("heading", first), draft("paragraph", rest), draft("paragraph", line("They mend.", baseline=650))]
    drafts[0].apart = True
    classify_headings(drafts, BODY)
    assert [(each.kind, len(each.lines)) for each in drafts] == [("heading", 2), ("paragraph", 1)]


def test_names_of_variables_are_headings() -> None:
    """A name such as age_group, set bold, heads its description; other words in lower case do not."""
    drafts = [draft("heading", line("net_size", setting=style(weight=700))), draft("paragraph", "Width of the net.")]
    classify_headings(drafts, BODY)
    assert drafts[0].kind == "heading"


def test_the_title_is_the_largest_heading_of_the_first_pages() -> None:
    """Numbered headings and single words are no titles; without headings there is none."""
    drafts = [
        draft("heading", line("1. Nets and ropes", setting=style(30)), level=1),
        draft("heading", line("Sheds of the coast", setting=style(20)), level=1),
        draft("heading", line("Wages of the crews", setting=style(40), page=5), level=1),
    ]
    assert find_title(drafts) == "Sheds of the coast"
    assert find_title(drafts[2:]) == "Wages of the crews"
    assert find_title([draft("paragraph", "They mend.")]) is None


def test_labels_of_charts_and_beginnings_of_sentences_are_no_headings() -> None:
    """A line that ends in a share, a large number, or in a word that needs another, unless it has a number."""
    for text in ("Crews at sea 50.6%", "All boats 3,687,740", "The port of the north aims to mend nets by the"):
        drafts = [draft("heading", line(text, setting=style(14))), draft("paragraph", "They mend.")]
        classify_headings(drafts, BODY)
        assert drafts[0].kind == "paragraph"


def test_badges_are_no_headings() -> None:
    """A line that is one of several labels beside each other elsewhere, set alike."""
    bold, large = style(weight=700), style(14)

    def headings(*given: BlockDraft) -> list[str]:
        drafts = list(given)
        classify_headings(drafts, BODY)
        return [each.text for each in drafts if each.kind == "heading"]

    beside = draft("paragraph", line("Safe boats", "Fair pay", setting=bold))
    assert headings(beside, draft("heading", line("Fair pay", setting=bold)), draft("paragraph", "They mend.")) == []
    assert headings(beside, draft("heading", line("Fair pay", setting=large)), draft("paragraph", "They mend.")) == [
        "Fair pay"
    ]


def test_small_bold_capitals_and_capitals_after_an_icon_are_headings() -> None:
    """As titles of charts have them, and headings with a sign before them; a bullet's text is none."""
    assert has_heading_style(line("CATCH OF THE COAST", setting=style(9, weight=700)), BODY)
    assert not has_heading_style(line("Catch of the coast", setting=style(9, weight=700)), BODY)
    assert has_heading_style(line("\uf0e0 MEND THE NETS", setting=style(12)), BODY)
    assert not has_heading_style(line("• Mend the nets", setting=style(12)), BODY)


def test_a_line_of_badges_and_a_quotation_are_no_headings() -> None:
    """Labels that are beside each other elsewhere may be one line; a second sentence begins in a pull quote."""
    bold = style(weight=700)
    beside = draft("paragraph", line("Safe boats", "Fair pay", setting=bold))
    quote = "The nets of the coast are mended in the new sheds. The crews are paid for it"
    drafts = [beside]
    counted = "43.8 percent of the nets are mended there. The crews are paid for all of it."
    for text, setting in (("Safe boats Fair pay", bold), (quote, style(14)), (counted, style(14))):
        drafts += [draft("heading", line(text, setting=setting)), draft("paragraph", "They mend.")]
    classify_headings(drafts, BODY)
    assert all(each.kind == "paragraph" for each in drafts)


def test_a_name_over_lines_of_cells_is_no_heading() -> None:
    """It names rows of a table without figures; a heading may be over text."""
    for below, kind in ((line("Port", "Nets of all boats"), "paragraph"), (line("They mend."), "heading")):
        drafts = [draft("heading", line("NORTH COAST")), draft("paragraph", below)]
        classify_headings(drafts, BODY)
        assert drafts[0].kind == kind
