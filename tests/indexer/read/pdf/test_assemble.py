"""Lines as drafts of blocks."""

from indexer.read.pdf.assemble import assemble_drafts
from indexer.read.pdf.drafts import BlockDraft
from indexer.read.pdf.headers_footers import PageLines
from indexer.read.pdf.lines import TextLine
from indexer.read.pdf.outline import OutlineHeading
from tests.indexer.read.pdf.plain_lines import BODY, LEFT, TOP, line, lines, style

FULL = "The crews of the coast mend their nets in the new sheds, and nobody"


def assemble(*pages: list[TextLine], outline: tuple[OutlineHeading, ...] = ()) -> list[BlockDraft]:
    stripped = [PageLines(number, 842.0, tuple(page)) for number, page in enumerate(pages, 1)]
    return assemble_drafts(stripped, [frozenset()] * len(stripped), BODY, outline)


def shown(drafts: list[BlockDraft]) -> list[tuple[str, str]]:
    return [(draft.kind, draft.text) for draft in drafts]


def test_lines_below_each_other_are_one_paragraph() -> None:
    """Until a wide step, or an indented line after a full stop."""
    first = lines(FULL, "works there at night.")
    second = lines(FULL, "works there by day.", top=TOP - 50)
    indented = line("A third paragraph", left=LEFT + 12, baseline=TOP - 75)
    drafts = assemble([*first, *second, indented])
    assert [len(draft.lines) for draft in drafts] == [2, 2, 1]
    assert [draft.apart for draft in drafts] == [False, True, False]


def test_a_paragraph_goes_on_over_a_page_and_its_notes() -> None:
    """A line at the top of a page that begins in lower case goes on with the text above the notes."""
    note = line("1 See the act.", baseline=60, setting=style(7))
    drafts = assemble([*lines(FULL), note], lines("works there at night.", page=2))
    assert shown(drafts) == [("paragraph", FULL + " works there at night."), ("note", "1 See the act.")]


def test_kinds_are_read_off_the_lines() -> None:
    """Large type is a heading, a bullet an item, small type with a number at the foot a note, aligned cells rows."""
    page = [
        line("Sheds of the coast", baseline=790, setting=style(16)),
        line("• nets;", baseline=760),
        line("2. ropes.", baseline=745),
        line("Nets", "12", "13", baseline=700),
        line("Rope", "22", "23", baseline=687),
        line("3 The act of the port.", baseline=60, setting=style(7)),
    ]
    assert [draft.kind for draft in assemble(page)] == ["heading", "item", "item", "row", "row", "note"]


def test_a_heading_runs_over_lines_set_alike() -> None:
    """The second line of a heading belongs to it; text right below does not."""
    large = style(16)
    page = [
        line("Sheds of the coast", baseline=780, setting=large),
        line("and of the islands", baseline=762, setting=large),
        line(FULL, baseline=740),
    ]
    assert shown(assemble(page)) == [("heading", "Sheds of the coast and of the islands"), ("paragraph", FULL)]


def test_bold_words_inside_a_paragraph_are_no_heading() -> None:
    """A bold line that the text runs into is text."""
    bold = line("all of the boats of the coast", baseline=TOP - 12.5, setting=style(weight=700))
    assert [draft.kind for draft in assemble([line(FULL), bold])] == ["paragraph"]


def test_the_outlines_headings_are_taken_as_they_are() -> None:
    """The lines of an outline entry make one heading of its level, whatever their style."""
    page = lines("Sheds of the", "coast", FULL)
    (heading, text) = assemble(page, outline=(OutlineHeading((page[0], page[1]), 3),))
    assert (heading.kind, heading.level, heading.in_outline) == ("heading", 3, True)
    assert text.text == FULL


def test_lines_of_contents_are_demoted_notes() -> None:
    """Each by itself, and no line goes on with one."""
    page = [*lines("Sheds 3", "Nets 5"), line(FULL, baseline=600)]
    drafts = assemble_drafts([PageLines(1, 842.0, tuple(page))], [frozenset({0, 1})], BODY, ())
    assert [(draft.kind, draft.demoted) for draft in drafts] == [("note", True), ("note", True), ("paragraph", False)]


def test_an_items_next_line_hangs() -> None:
    """A line indented like the item's text goes on with it; one at the margin after a full stop does not."""
    page = [line("• mend the nets of the", baseline=700), line("whole coast.", left=LEFT + 10, baseline=687.5)]
    after = line("They work at night.", baseline=675)
    assert shown(assemble([*page, after])) == [
        ("item", "• mend the nets of the whole coast."),
        ("paragraph", "They work at night."),
    ]


def test_a_text_that_breaks_off_goes_on_after_insets() -> None:
    """After a pull quote and its heading, or a caption and a table, whether or not these end a sentence."""
    torn = lines(FULL, FULL, "of the boats on the long beach of the town and of the two islands is")
    quote = [
        line("Nets for all", baseline=400, setting=style(18)),
        line("The sheds are new", baseline=380, setting=style(14, colour=0xC00000)),
    ]
    rest = line("left at sea in the winter, says the harbour master.", page=2)
    assert [text for _, text in shown(assemble([*torn, *quote], [rest]))] == [
        " ".join(each.text for each in [*torn, rest]),
        "Nets for all",
        "The sheds are new",
    ]
    table = [line("Port", "12", "13", baseline=600), line("Pier", "22", "23", baseline=587)]
    below = line("left at sea in the winter, says the harbour master.", baseline=500)
    assert shown(assemble([*torn, *table, below]))[0][1].endswith(
        "is left at sea in the winter, says the harbour master."
    )


def test_labels_and_whole_texts_do_not_go_on_after_insets() -> None:
    """Neither a short text before them, nor one that ends its sentence, nor with a label below a table."""
    quote = line("The sheds are new", baseline=400, setting=style(14))
    rest = line("left at sea in the winter, says the harbour master.", page=2)
    for first in (lines("Crews of the coast are"), lines(FULL, FULL, "works.")):
        assert len(assemble([*first, quote], [rest])) == 3
    table = [line("Port", "12", "13", baseline=600), line("Pier", "22", "23", baseline=587)]
    label = line("and of the islands", baseline=575)
    assert shown(assemble([*lines(FULL, FULL, FULL), *table, label]))[-1] == ("paragraph", "and of the islands")


def test_a_unit_stays_with_the_title_of_its_chart() -> None:
    """It is set in another style below the title."""
    page = [
        line("CATCH OF THE COAST", baseline=780, setting=style(weight=700)),
        line("(%)", baseline=768),
        line(FULL, baseline=740),
    ]
    assert shown(assemble(page))[0] == ("heading", "CATCH OF THE COAST (%)")


def test_a_note_is_not_opened_by_a_year() -> None:
    """Its last line may begin with one."""
    small = style(7)
    first = line("3 Talk with the master of the port of the north, in the month of March", baseline=80, setting=small)
    year = line("2024.", baseline=72, setting=small)
    second = line("4 See the act.", baseline=64, setting=small)
    assert shown(assemble([*lines(FULL), first, year, second]))[1:] == [
        ("note", first.text + " 2024."),
        ("note", "4 See the act."),
    ]


def test_heads_below_a_caption_are_not_its_next_line() -> None:
    """They begin elsewhere, in another size, and would have fitted; a second line hangs under the first word."""
    wide = line(FULL, baseline=TOP - 40)
    caption = "Table 3 Boats of the coast"
    heads = line("Boats landed", left=LEFT + 90, baseline=TOP - 12, setting=style(9.6))
    hanging = line("and of the islands", left=LEFT + 40, baseline=TOP - 12)
    assert shown(assemble([line(caption), heads, wide]))[0] == ("paragraph", caption)
    assert shown(assemble([line(caption), hanging, wide]))[0] == ("paragraph", f"{caption} and of the islands")


def test_a_text_does_not_go_on_in_another_colour() -> None:
    """The label of a picture that is drawn later, higher on the page."""
    label = line("Boats of the coast of the north", baseline=TOP + 40, setting=style(colour=0xFFFFFF))
    assert [draft.text for draft in assemble([line(FULL), label])] == [FULL, label.text]


def test_a_text_goes_on_in_a_capital_after_an_inset() -> None:
    """Where its last line is full; a pull quote is before the next one."""
    quote = line("The best of ports.", left=300, baseline=TOP, page=2, setting=style(20))
    page = [line(text, baseline=TOP - 12 * at) for at, text in enumerate((FULL, "sings. " + FULL[:-7], FULL))]
    after = line("Port Masters work there at night.", baseline=TOP - 60, page=2)
    assert shown(assemble(page, [quote, after]))[0] == ("paragraph", " ".join(each.text for each in [*page, after]))
    short = [*page, line("The crews of the boats", baseline=TOP - 36)]
    assert shown(assemble(short, [quote, after]))[-1] == ("paragraph", after.text)
