"""Drafts of blocks: their text, drop caps and the labels of charts."""

from indexer.read.pdf.drafts import build_block, join_chart_labels, join_drop_caps
from indexer.read.repair.hyphens import Vocabulary
from indexer.records.reading import Part
from tests.indexer.read.pdf.plain_lines import BODY, draft, line, style, texts

VOCABULARY = Vocabulary.of(["The harbour is new."])


def test_a_block_runs_over_pages() -> None:
    """Each page has its part; a word broken between them belongs to the first, spaces end the earlier part."""
    drafted = draft("paragraph", line("They mend the nets of the har-"), line("bour in sheds", page=2))
    block = build_block(drafted, VOCABULARY)
    assert block is not None
    assert block.parts == (Part(1, "They mend the nets of the harbour "), Part(2, "in sheds"))


def test_rows_have_cells_and_items_no_bullet() -> None:
    """Cells are parted by a bar; an item's mark is not part of its text."""
    row, item = (
        build_block(draft("row", line("Nets", "12")), VOCABULARY),
        build_block(draft("item", "• Nets"), VOCABULARY),
    )
    assert row is not None
    assert item is not None
    assert (row.text, item.text) == ("Nets | 12", "Nets")


def test_lines_that_show_nothing_make_no_block() -> None:
    """Only private-use characters are left: nothing can be read."""
    assert build_block(draft("paragraph", "\ue000\ue001"), VOCABULARY) is None


def test_a_drop_cap_is_joined_to_its_text() -> None:
    """A large first letter is joined to its word; after a large first word there is a space."""
    for cap, rest, whole in (
        ("T", "he crews mend nets.", "The crews mend nets."),
        ("A", "crew mends.", "A crew mends."),
    ):
        drafts = [draft("heading", line(cap, setting=style(30))), draft("paragraph", rest)]
        assert texts(list(join_drop_caps(drafts, BODY))) == [whole]


def test_a_short_large_heading_is_no_drop_cap() -> None:
    """Where the text below begins with a capital, the heading stays; so does one that the outline names."""
    heading = line("Nets", setting=style(20))
    plain = [draft("heading", heading), draft("paragraph", "They are mended.")]
    named = [draft("heading", heading, in_outline=True), draft("paragraph", "are mended.")]
    assert len(list(join_drop_caps(plain, BODY))) == len(list(join_drop_caps(named, BODY))) == 2


def test_many_short_texts_are_a_charts_labels() -> None:
    """Eight in a row on one page are one row; fewer stay what they are."""
    labels = [draft("paragraph", f"Port {at}") for at in range(8)]
    text = draft("paragraph", "The crews of all the ports mend their nets in sheds.")
    joined = list(join_chart_labels([*labels, text]))
    assert [each.kind for each in joined] == ["row", "paragraph"]
    assert [cell.text for cell in joined[0].first.cells] == texts(labels)
    assert list(join_chart_labels([*labels[:7], text])) == [*labels[:7], text]


def test_a_line_of_figures_is_an_axis_but_not_near_a_table() -> None:
    """It counts as many labels; two drafts above the rows of a table, it may be their heads."""
    axis = [draft("paragraph", "0 200 400 600 800"), draft("paragraph", "Boats")]
    (joined,) = join_chart_labels([*axis, draft("paragraph", "0 5 10 15")])
    assert (joined.kind, joined.demoted) == ("row", True)
    row = draft("row", line("Port", "12", "13"))
    assert [each.kind for each in join_chart_labels([axis[0], draft("heading", "Boats of it"), row])] == [
        "paragraph",
        "heading",
        "row",
    ]
